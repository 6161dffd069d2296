// `npm run test:conformance` holds the running API to what outsiders rely on: the protocols, Relay's rules, the released
// contract, and 10,000 operations made from the schema (FUZZ_OPERATIONS, FUZZ_SEED).
import { conclude, tell } from './proof/conclude.mjs'
import { runSuite } from './proof/suites.mjs'

/** @type {[string, string, ...string[]]} */
const suite = ['conformance', 'apps/api', '--config', 'test/conformance/vitest.config.ts', ...process.argv.slice(2)]
await conclude(async () => tell(await runSuite(suite, {})))
