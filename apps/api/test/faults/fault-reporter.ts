import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { stripVTControlCharacters } from 'node:util'
import type { TestError } from 'vitest'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { asMarkdown, asText, type NamedRow } from './table.ts'

const mostLetters = 300

/**
 * Prints the table of all cases at the end; `FAULTS_OUT` names where it is written, as `.json` and `.md`. With `FAULTS_ONLY`
 * only some were run: their rows take the place of those that were written before.
 */
export class FaultReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const run = inOrder(modules.flatMap((module) => [...module.children.allTests()]).flatMap(rowOf))
    if (run.length === 0) return
    console.log(`\n${asText(run)}\n`)
    const { FAULTS_OUT: out, FAULTS_ONLY: only } = process.env
    if (out === undefined) return
    const whole = only === undefined ? undefined : written(out)
    const rows = inOrder([...run, ...(whole?.rows.filter(({ name }) => !run.some((row) => row.name === name)) ?? [])])
    const at = whole?.at ?? new Date().toISOString()
    const machine = { at, form: process.env['FAULTS'] ?? 'short', ...machineHere() }
    writeFileSync(`${out}.json`, `${JSON.stringify({ ...machine, rows }, null, 2)}\n`)
    writeFileSync(`${out}.md`, page(machine, rows))
  }
}

const written = (out: string) =>
  JSON.parse(readFileSync(`${out}.json`, 'utf8')) as { readonly at: string; readonly rows: readonly NamedRow[] }

const inOrder = (rows: readonly NamedRow[]): NamedRow[] =>
  rows.toSorted((a, b) => keyOf(a.name).localeCompare(keyOf(b.name)))

function rowOf(test: TestCase): NamedRow[] {
  const { fault } = test.meta()
  const { state, errors = [] } = test.result()
  return fault ? [{ name: test.name, isPassed: state === 'passed', why: errors.map(firstLineOf)[0], ...fault }] : []
}

const firstLineOf = ({ message }: TestError): string =>
  (stripVTControlCharacters(message).split('\n')[0] ?? '').slice(0, mostLetters)

/** C2 before C10. */
const keyOf = (name: string) =>
  name.replace(/^([A-Z])(\d+)/, (_, letter: string, n: string) => letter + n.padStart(3, '0'))

const machineHere = () => ({
  cores: availableParallelism(),
  cpu: cpus()[0]?.model ?? 'unknown',
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
})

type Machine = ReturnType<typeof machineHere> & { readonly at: string; readonly form: string }

const page = (machine: Machine, rows: readonly NamedRow[]): string => `# What faults do

Written by \`npm run test:faults\` (${machine.form} form) at ${machine.at} on ${machine.cores} cores of ${machine.cpu},
${machine.memoryGb} GB, Node ${machine.node}, the embedded PostgreSQL, everything on one machine. Do not edit it: run it again.
A case that was run alone since (\`-- --only\`) has the row of that run.

*Tries* are acknowledged writes, or whatever else the case tries. *Lost*: acknowledged and in no feed, or missed by somebody
who followed. *Doubled*: with more than one effect. *Diverged*: boards that were not what the database says. *Worst recovery*:
from the end of the fault, or of the writing, until every board was right again; a client waits up to 15 s between two
attempts. Times are reported and never judged. [ADR 0013](decisions/0013-faults-from-outside.md) says how it is done.

${asMarkdown(rows)}
`
