import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { launch, makeDataDir, takePort } from './launch.mjs'

/** @type {ReturnType<typeof makeDataDir>} */
let data
/** @type {ReturnType<typeof launch>[]} */
let launched

beforeEach(() => {
  data = makeDataDir()
  launched = []
})
afterEach(() => {
  for (const run of launched) run.clear()
  data.remove()
})

function start(/** @type {NodeJS.ProcessEnv} */ env = {}) {
  const run = launch(data.folder, env)
  launched.push(run)
  return run
}

const isLive = (/** @type {string | undefined} */ address) => fetch(`${address}/livez`).then(({ ok }) => ok)
const allGone = (/** @type {ReturnType<typeof launch>} */ run) =>
  vi.waitUntil(() => run.processes().length === 0, { timeout: 20_000 })

/** The process of the server, or of PostgreSQL. */
const find = (/** @type {ReturnType<typeof launch>} */ run, /** @type {RegExp} */ command) => {
  const found = run.processes().find((process) => command.test(process.command))
  if (!found) throw new Error(`no process ${command}`)
  return found.pid
}
const server = /dist\/main\.js/
const postgres = /postgres -D/

describe('npm start', () => {
  test.each(/** @type {const} */ (['SIGTERM', 'SIGINT']))('ends with 0 when npm alone gets %s', async (signal) => {
    const run = start()
    expect(await isLive(await run.address())).toBe(true)
    run.signal(signal)
    expect(await run.ended).toBe(0)
    expect(run.processes()).toEqual([])
    expect(run.output()).not.toContain('Installing')
  })

  test('prints the demo accounts, or the link for the first administrator', async () => {
    const demo = start({ MEKONG_DEMO: '1' })
    await demo.address()
    expect(demo.output()).toMatch(/manager@demo\.mekong\.test[^]+mekong-demo/)
    demo.signal('SIGTERM')
    await demo.ended

    const empty = start({ MEKONG_DATA_DIR: join(data.folder, 'empty') })
    const address = await empty.address()
    expect(empty.output()).toContain(`${address}/setup/`)
    expect(empty.output()).not.toContain('demo.mekong.test')
    empty.signal('SIGTERM')
    await empty.ended
  })

  test('ends with 0 on a Ctrl-C, which all processes get', async () => {
    const run = start()
    await run.address()
    run.signalGroup('SIGINT')
    expect(await run.ended).toBe(0)
    expect(run.processes()).toEqual([])
  })

  test('leaves nothing behind when it is stopped before it is up', async () => {
    const run = start()
    await vi.waitUntil(() => run.processes().some(({ command }) => server.test(command)), { timeout: 60_000 })
    run.signalGroup('SIGINT')
    expect(await run.ended).toBe(0)
    await allGone(run)
  })

  test('ends at once on a second signal, whatever it waits for', async () => {
    const run = start({ MEKONG_DRAIN_SECONDS: '600' })
    const address = await run.address()
    process.kill(find(run, server), 'SIGTERM')
    await vi.waitUntil(async () => (await fetch(`${address}/readyz`)).status === 503, { timeout: 20_000 })
    process.kill(find(run, server), 'SIGTERM')
    expect(await run.ended).toBe(0)
    await allGone(run)
  })

  test('recovers from a kill of everything', async () => {
    const first = start()
    await first.address()
    for (const { pid } of first.processes()) process.kill(pid, 'SIGKILL')
    await allGone(first)

    const second = start()
    expect(await isLive(await second.address())).toBe(true)
    second.signal('SIGTERM')
    expect(await second.ended).toBe(0)
  })

  test('takes over the database of a server that was killed alone', async () => {
    const first = start()
    await first.address()
    const orphan = find(first, postgres)
    process.kill(find(first, server), 'SIGKILL')
    expect(await first.ended).not.toBe(0)
    expect(find(first, postgres)).toBe(orphan)

    const second = start()
    expect(await isLive(await second.address())).toBe(true)
    second.signal('SIGTERM')
    expect(await second.ended).toBe(0)
    expect(second.processes()).toEqual([])
  })

  test('stops the server when the launcher is killed', async () => {
    const run = start()
    await run.address()
    process.kill(find(run, /run\.mjs start/), 'SIGKILL')
    await allGone(run)
  })

  test('is refused while another one runs on the same data, which goes on', async () => {
    const first = start()
    const address = await first.address()
    const second = start()
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain(
      `The data folder ${join(data.folder, 'postgres')} is in use by a running Mekong (process ${find(first, server)}).`,
    )
    expect(await isLive(address)).toBe(true)
  })
})

describe('npm start says in one sentence', () => {
  /** @param {NodeJS.ProcessEnv} env */
  const refusal = async (env) => {
    const run = start(env)
    expect(await run.ended).toBe(1)
    expect(run.processes()).toEqual([])
    return run
      .output()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('Building'))
  }

  test('that its port is taken', async () => {
    const { port, free } = await takePort()
    expect(await refusal({ PORT: port })).toEqual([
      `Port ${port} of 127.0.0.1 is taken by another program: end that one, or set PORT to a free one.`,
    ])
    free()
  })

  test('that the data folder is not writable', async () => {
    const file = join(data.folder, 'a file')
    writeFileSync(file, '')
    expect(await refusal({ MEKONG_DATA_DIR: file })).toEqual([
      `The data folder ${file}/postgres is not writable: not a directory.`,
    ])
  })

  test('each variable that is wrong', async () => {
    expect(await refusal({ PORT: 'http', MEKONG_LIMITS: '{"dept": 3}' })).toEqual([
      'PORT must be a whole number from 0 to 65535.',
      expect.stringMatching(/^MEKONG_LIMITS knows no limit "dept", only .+\.$/),
    ])
  })

  test('that the database is out of reach', async () => {
    expect(await refusal({ DATABASE_URL: 'postgresql://mekong:secret@127.0.0.1:1/mekong' })).toEqual([
      'The database of DATABASE_URL (127.0.0.1:1/mekong) cannot be reached (ECONNREFUSED).',
    ])
  })
})
