import { runChecks } from './proof/checks.mjs'
import { Interrupted } from './set-up/step.mjs'

try {
  const { failed } = await runChecks()
  process.exitCode = failed === 0 ? 0 : 1
} catch (error) {
  if (!(error instanceof Interrupted)) throw error
  process.exitCode = 130
}
