// What scripts rely on when they call `npm run mekong`: its own exit codes, an untouched stdout, and file names that are
// meant from where the caller stands.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from '../set-up/toolchain.mjs'
import { launch, makeDataDir, ownEnvironment } from './launch.mjs'

const data = makeDataDir()
afterAll(data.remove)

const mekong = (/** @type {string[]} */ ...args) =>
  spawnSync('npm', ['--silent', '--prefix', root, 'run', 'mekong', '--', ...args], {
    cwd: data.folder,
    env: { ...ownEnvironment(), MEKONG_DATA_DIR: data.folder },
    encoding: 'utf8',
  })

test('help goes to stdout, and nothing else does', () => {
  const { status, stdout } = mekong('help')
  expect(status).toBe(0)
  expect(stdout).toMatch(/^npm run mekong -- COMMAND/)
})

test('a refusal has its own exit code and one sentence on stderr', () => {
  const { status, stdout, stderr } = mekong('nonsense')
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain('There is no command "nonsense".')
})

test('it works beside a running server, reads files from where the caller stands, and ends stdout with JSON', async () => {
  const server = launch(data.folder, { MEKONG_DEMO: '1' })
  try {
    await server.address()
    writeFileSync(join(data.folder, 'rows.csv'), 'Tên\nMái nhà xưởng\nKho lạnh\n')
    const fields = { title: { column: 'Tên' } }
    writeFileSync(join(data.folder, 'map.json'), JSON.stringify({ pipeline: 'Bán hàng dự án', fields }))

    const run = mekong('import', 'rows.csv', '--into', 'opportunities', '--map', 'map.json', '--dry-run', '--json')
    expect(run).toMatchObject({ status: 0 })
    const last = run.stdout.trimEnd().split('\n').at(-1) ?? ''
    expect(JSON.parse(last)).toMatchObject({ dryRun: true, rows: 2, created: 2, failed: 0 })
  } finally {
    server.signal('SIGTERM')
    await server.ended
    server.clear()
  }
})
