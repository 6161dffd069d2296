// `npm test` proves everything; `npm test -- domain api` only these suites, and without the checks.
import { findChromium } from './chromium.mjs'
import { installPrograms } from './nodes/programs.mjs'
import { runChecks } from './proof/checks.mjs'
import { conclude } from './proof/conclude.mjs'
import { runSuite, suites } from './proof/suites.mjs'
import { StepFailed } from './set-up/step-failed.mjs'

const wanted = process.argv.slice(2)
const isStrict = process.env['CI'] === 'true'
/** @type {string[]} */
const lines = []
let passed = 0
let failed = 0

/** @param {string} name @param {{ passed: number, failed: number, skipped?: string[], faults?: string[] }} result */
function add(name, result) {
  const { skipped = [], faults = [] } = result
  // In CI nobody reads what was left out: there it is a failure.
  const bad = result.failed + (isStrict ? skipped.length : 0)
  passed += result.passed
  failed += bad
  lines.push(`  ${name.padEnd(16)} ${result.passed} passed, ${bad} failed`)
  for (const fault of faults) lines.push(`    failed: ${fault}`)
  for (const test of skipped) lines.push(`    skipped: ${test}`)
}

const unknown = wanted.filter((name) => !suites.some(([known]) => known === name))
await conclude(async () => {
  if (unknown.length > 0)
    throw new StepFailed(
      `There is no suite ${unknown.join(', ')}; there are ${suites.map(([name]) => name).join(', ')}.`,
    )
  const CHROMIUM_PATH = await findChromium()
  await installPrograms()
  if (wanted.length === 0) add('checks', await runChecks())
  for (const suite of suites) {
    const [name] = suite
    if (wanted.length > 0 && !wanted.includes(name)) continue
    console.log(`\n== ${name}`)
    add(name, await runSuite(suite, { CHROMIUM_PATH }))
  }
  console.log(['', ...lines, '', `${passed} passed, ${failed} failed`].join('\n'))
  return { failed }
})
