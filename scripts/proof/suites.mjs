import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { watchForStop } from '../set-up/signals.mjs'
import { Interrupted } from '../set-up/step.mjs'
import { environment, node, root } from '../set-up/toolchain.mjs'

/** A suite that hangs must not take the others' results along. */
const usualLimitMs = 20 * 60_000

/**
 * From the inside out, one after another: browsers and databases are hungry, and two cores are few.
 * @type {[name: string, folder: string, ...args: string[]][]}
 */
export const suites = [
  ['domain', 'packages/domain'],
  ['words', 'packages/words'],
  ['local-postgres', 'packages/local-postgres'],
  ['api', 'apps/api'],
  ['web', 'apps/web'],
  ['set-up', 'scripts'],
  ['stories', 'apps/web', '--config', 'e2e/vitest.config.ts'],
]

/**
 * `faults`: each failure in a line.
 * @typedef {{ passed: number, failed: number, skipped: string[], faults: string[] }} Result
 */

/**
 * @param {(typeof suites)[number]} suite
 * @param {NodeJS.ProcessEnv} env
 * @param {number} [limitMs]
 * @param {string} [base] another copy of the repository, with its packages
 * @returns {Promise<Result>}
 */
export async function runSuite([, folder, ...args], env, limitMs = usualLimitMs, base = root) {
  const place = await mkdtemp(join(tmpdir(), 'mekong-results-'))
  try {
    const file = join(place, 'results.json')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const code = await runVitest(base, folder, [...args, ...reporters], env, limitMs)
    return judge(code, await readFile(file, 'utf8').catch(() => undefined))
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

/** @returns {Promise<number | string>} the exit code, or what happened instead */
async function runVitest(
  /** @type {string} */ base,
  /** @type {string} */ folder,
  /** @type {string[]} */ args,
  /** @type {NodeJS.ProcessEnv} */ env,
  /** @type {number} */ limitMs,
) {
  const vitest = join(base, 'node_modules/vitest/vitest.mjs')
  const cwd = join(base, folder)
  const child = spawn(node, [vitest, 'run', ...args], { cwd, env: { ...environment, ...env }, stdio: 'inherit' })
  let isInterrupted = false
  const unwatch = watchForStop(() => {
    isInterrupted = true
    child.kill('SIGINT') // vitest then stops what it has started
  })
  const limit = setTimeout(() => child.kill('SIGKILL'), limitMs)
  const ending = await new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)))
  clearTimeout(limit)
  unwatch()
  if (isInterrupted) throw new Interrupted()
  return ending
}

/**
 * @typedef {{ status: 'passed' | 'failed' | 'skipped' | 'pending' | 'todo', fullName: string, failureMessages?: string[] }} Assertion
 * @typedef {{ testResults: { name: string, status: 'passed' | 'failed', assertionResults: Assertion[] }[] }} Report
 */

/**
 * Counts from vitest's own report. What is no test and failed all the same (a file that does not load, an error outside
 * of every test, a crash, nothing to run) counts as one failure each: a sum must not look better than the run.
 * @param {number | string} ending
 * @param {string | undefined} text
 * @returns {Result}
 */
export function judge(ending, text) {
  if (text === undefined) return { passed: 0, failed: 1, skipped: [], faults: [`the run ended early (${ending})`] }
  const { testResults } = /** @type {Report} */ (JSON.parse(text))
  const assertions = testResults.flatMap(({ assertionResults }) => assertionResults)
  const passed = assertions.filter(({ status }) => status === 'passed').length
  const failed = assertions.filter(({ status }) => status === 'failed').length
  const skipped = assertions.filter(({ status }) => status !== 'passed' && status !== 'failed')
  const faults = testResults
    .filter(
      ({ status, assertionResults }) =>
        status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
    )
    .map(({ name }) => `${name} did not run`)
  if (passed + failed + faults.length === 0) faults.push('there was nothing to run')
  else if (ending !== 0 && failed + faults.length === 0) faults.push(`an error outside of the tests (${ending})`)
  return {
    passed,
    failed: failed + faults.length,
    skipped: skipped.map(({ fullName }) => fullName),
    faults: [...assertions.filter(({ status }) => status === 'failed').map(whyFailed), ...faults],
  }
}

/** Of a long run often only the end is kept: what a failure said is said there once more, without where it was. */
function whyFailed(/** @type {Assertion} */ { fullName, failureMessages = [] }) {
  const lines = stripVTControlCharacters(failureMessages[0] ?? 'without a word').split('\n')
  const where = lines.findIndex((line) => /^\s+at /.test(line))
  const said = lines.slice(0, where < 0 ? lines.length : where).filter((line) => line.trim() !== '')
  return `${fullName}: ${said.slice(0, 3).join(' / ').slice(0, 600)}`
}
