// What is wrong without running anything, from the widest view to the narrowest. Each must be red on a planted fault.
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Interrupted, runQuietly } from '../set-up/step.mjs'
import { node, root, tool } from '../set-up/toolchain.mjs'

/** @typedef {{ code: number, output: string }} Outcome */

/** @type {[name: string, check: (label: string) => Promise<Outcome>][]} */
const checks = [
  // Turbo repeats only what has changed. The documents' types are generated here, which all others read.
  ['build', (label) => runQuietly(label, tool('turbo'), ['run', 'build', ...turboFlags])],
  ['types', (label) => runQuietly(label, tool('turbo'), ['run', 'check', '--continue', ...turboFlags])],
  ['types of the scripts', (label) => runQuietly(label, tool('tsc'), ['-p', 'scripts'])],
  ['printed schema', checkPrintedSchema],
  ['lint', (label) => runQuietly(label, tool('oxlint'), ['--deny-warnings'])],
  ['format', (label) => runQuietly(label, tool('oxfmt'), ['--check'])],
  ['imports', (label) => runQuietly(label, tool('depcruise'), ['apps', 'packages', 'scripts'])],
  ['dead code', (label) => runQuietly(label, tool('knip'), [])],
  ['compose file', (label) => runQuietly(label, tool('dclint'), ['--max-warnings', '0', 'docker-compose.yml'])],
  ['lockfile', checkLockfile],
]

const turboFlags = ['--output-logs=errors-only', '--log-prefix=none', '--log-order=grouped']

/** @returns {Promise<{ passed: number, failed: number }>} */
export async function runChecks() {
  let failed = 0
  for (const [name, check] of checks) {
    const began = performance.now()
    const { code, output } = await check(name).catch(failure)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
    if (code === 0) continue
    failed += 1
    console.log(`${output}\n`)
  }
  return { passed: checks.length - failed, failed }
}

/** @returns {Outcome} */
function failure(/** @type {unknown} */ error) {
  if (error instanceof Interrupted) throw error
  return { code: 1, output: String(error) }
}

/** The contract that strangers read must be what the server says. */
async function checkPrintedSchema(/** @type {string} */ label) {
  const folder = await mkdtemp(join(tmpdir(), 'mekong-schema-'))
  try {
    const fresh = join(folder, 'schema.graphql')
    const printed = await runQuietly(label, node, ['apps/api/dist/print-schema.js', fresh])
    if (printed.code !== 0) return printed
    const isSame = (await readFile(fresh, 'utf8')) === readFileSync(join(root, committedSchema), 'utf8')
    const output = `${committedSchema} is not what the server says: npm run print-schema writes it anew.`
    return isSame ? { code: 0, output: '' } : { code: 1, output }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const committedSchema = 'packages/schema/schema.graphql'

/** A lockfile that npm would have to complete fails on a machine of another kind only: see docs/gotchas.md. */
async function checkLockfile(/** @type {string} */ label) {
  return runQuietly(label, 'npm', ['ci', '--dry-run', '--no-audit', '--no-fund', '--loglevel=error'])
}
