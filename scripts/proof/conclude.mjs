import { StepFailed } from '../set-up/step-failed.mjs'
import { Interrupted } from '../set-up/step.mjs'

/**
 * Runs a proof to its end, and lets the exit code say how it went. An interrupted one has proven nothing.
 * @param {() => Promise<{ failed: number }>} prove
 */
export async function conclude(prove) {
  try {
    const { failed } = await prove()
    process.exitCode = failed === 0 ? 0 : 1
  } catch (error) {
    if (error instanceof Interrupted) process.exitCode = 130
    else if (error instanceof StepFailed) {
      console.error([error.output, error.message].filter(Boolean).join('\n'))
      process.exitCode = 1
    } else throw error
  }
}

/**
 * Prints what a suite came to, the sum in the last line; in CI nobody reads what was left out, so there it is a failure.
 * @param {import('./suites.mjs').Result} result
 * @returns {{ failed: number }}
 */
export function tell({ passed, failed, skipped, faults }) {
  const bad = failed + (process.env['CI'] === 'true' ? skipped.length : 0)
  for (const fault of faults) console.log(`failed: ${fault}`)
  for (const test of skipped) console.log(`skipped: ${test}`)
  console.log(`${passed} passed, ${bad} failed`)
  return { failed: bad }
}
