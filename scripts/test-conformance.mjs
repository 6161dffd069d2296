// `npm run test:conformance` holds the running API to what outsiders rely on: the protocols, Relay's rules, the released
// contract, and 10,000 operations made from the schema (FUZZ_OPERATIONS, FUZZ_SEED).
import { runSuite } from './proof/suites.mjs'
import { Interrupted } from './set-up/step.mjs'

try {
  /** @type {[string, string, ...string[]]} */
  const suite = ['conformance', 'apps/api', '--config', 'test/conformance/vitest.config.ts', ...process.argv.slice(2)]
  const { passed, failed, faults } = await runSuite(suite, {})
  for (const fault of faults) console.log(`failed: ${fault}`)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
} catch (error) {
  if (!(error instanceof Interrupted)) throw error
  process.exitCode = 130
}
