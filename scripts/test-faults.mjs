// `npm run test:faults` breaks processes, networks and disks under load for about an hour, and writes docs/faults.md;
// `-- --short` is the form for every change; `-- --only C12` runs single cases, whose rows are written anew.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { installPrograms } from './nodes/programs.mjs'
import { conclude, tell } from './proof/conclude.mjs'
import { runSuite } from './proof/suites.mjs'
import { root } from './set-up/toolchain.mjs'

const limitMs = { short: 20 * 60_000, long: 3 * 3_600_000 }

await conclude(async () => {
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
  const result = await runSuite(suite, env, limitMs[form])
  // With --only most are left out on purpose.
  return tell(values.only === undefined ? result : { ...result, skipped: [] })
})
