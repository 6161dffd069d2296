// `npm run test:faults` breaks processes, networks and disks under load for about an hour, and writes docs/faults.md;
// `-- --short` is the form for every change; `-- --only C12` runs single cases, whose rows are written anew.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { installPrograms } from './nodes/programs.mjs'
import { runSuite } from './proof/suites.mjs'
import { StepFailed } from './set-up/step-failed.mjs'
import { Interrupted } from './set-up/step.mjs'
import { root } from './set-up/toolchain.mjs'

const limitMs = { short: 20 * 60_000, long: 3 * 3_600_000 }

try {
  const { values } = parseArgs({ options: { short: { type: 'boolean' }, only: { type: 'string' } } })
  const form = values.short ? 'short' : 'long'
  /** @type {[string, string, ...string[]]} */
  const suite = ['faults', 'apps/api', '--config', 'test/faults/vitest.config.ts']
  if (values.only !== undefined) suite.push('-t', `^(${values.only.split(',').join('|')}) `)
  const env = {
    FAULTS: form,
    ...(form === 'long' && { FAULTS_OUT: join(root, 'docs/faults') }),
    ...(values.only !== undefined && { FAULTS_ONLY: values.only }),
  }
  await installPrograms()
  const { passed, failed, faults } = await runSuite(suite, env, limitMs[form])
  for (const fault of faults) console.log(`failed: ${fault}`)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
} catch (error) {
  if (error instanceof Interrupted) process.exitCode = 130
  else if (error instanceof StepFailed) {
    console.error([error.output, error.message].filter(Boolean).join('\n'))
    process.exitCode = 1
  } else throw error
}
