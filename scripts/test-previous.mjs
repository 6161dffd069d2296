// `npm run test:previous`: the tests of the last release's API, on tables that the migrations of this version have made. So
// do nodes of both versions work side by side while they are replaced. `-- COMMIT` takes that commit for the last release;
// `-- --on-release` does nothing but on a release commit (docs/operations.md).
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { temporaryPostgres } from '@mekong/local-postgres'
import pg from 'pg'
import { installPrograms } from './nodes/programs.mjs'
import { conclude, tell } from './proof/conclude.mjs'
import { Releases } from './proof/releases.mjs'
import { runSuite } from './proof/suites.mjs'
import { installPackages } from './set-up/install.mjs'
import { step } from './set-up/step.mjs'
import { environment, node, root } from './set-up/toolchain.mjs'

const newer = 'mekong_newer'

/** @param {string} commit */
async function provePrevious(commit) {
  const folder = await mkdtemp(join(tmpdir(), 'mekong-previous-'))
  try {
    const archive = join(folder, '.previous.tar')
    await step('Fetching the previous version', 'git', ['archive', '--output', archive, commit])
    await step('Unpacking it', 'tar', ['-xf', archive, '-C', folder])
    await installPackages('Installing its packages', folder)
    const turbo = join(folder, 'node_modules/.bin/turbo')
    const build = ['run', 'build', '--filter=@mekong/api', '--output-logs=errors-only', '--log-prefix=none']
    await step('Building it', turbo, build, environment, folder)
    return await runOnNewTables(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @param {string} folder */
async function runOnNewTables(folder) {
  const server = await temporaryPostgres()
  try {
    const url = server.url('postgres')
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(`create database ${newer} template template0`).finally(() => client.end())
    const env = { ...environment, DATABASE_URL: server.url(newer) }
    await step('Migrating by this version', node, [join(root, 'apps/api/dist/mekong.js'), 'migrate'], env)
    return await runSuite(
      ['previous', 'apps/api'],
      { DATABASE_URL: url, MEKONG_TEST_TEMPLATE: newer },
      undefined,
      folder,
    )
  } finally {
    await server.stop()
  }
}

await conclude(async () => {
  const options = /** @type {const} */ ({ 'on-release': { type: 'boolean' } })
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const [named] = positionals
  const releases = new Releases(root)
  const isWanted = values['on-release'] !== true || releases.isRelease()
  const previous = isWanted ? (named ?? releases.previous()) : undefined
  if (previous === undefined) {
    console.log(isWanted ? 'There is no release before this one.' : 'This commit is no release: nothing to prove.')
    return tell({ passed: 0, failed: 0, skipped: [], faults: [] })
  }
  const commit = releases.resolve(previous)
  console.log(`The tests of ${previous} on the tables of this version.`)
  await installPrograms()
  return tell(await provePrevious(commit))
})
