import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findBinaries } from '../src/binaries.ts'
import { prepareCluster } from '../src/data-folder.ts'
import { joinLocalPostgres, LocalPostgresError, startLocalPostgres, temporaryPostgres } from '../src/index.ts'
import { readPostmaster, stopServer } from '../src/orphan.ts'
import { isRunning } from '../src/processes.ts'
import { launch } from '../src/server.ts'
import { makeSocketFolder, removeSocketFolder, socketUrl } from '../src/sockets.ts'
import { canRun, identities } from '../src/unprivileged.ts'

let dataDir: string
const leftovers: (() => unknown)[] = []

beforeEach(() => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mekong có dấu ')))
  dataDir = join(folder, 'postgres')
  leftovers.push(() => rmSync(folder, { recursive: true, force: true }))
})

afterEach(async () => {
  for (const clear of leftovers.splice(0).reverse()) await clear()
})

const start = async () => {
  const server = await startLocalPostgres({ dataDir, durable: false })
  leftovers.push(server.stop)
  return server
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {}) // the server is killed under it in some tests
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

/** Another Mekong, in a process of its own, with a temporary server if it gets no folder. */
async function startOwner(...folder: string[]) {
  const owner = spawn(process.execPath, [join(import.meta.dirname, 'owner.ts'), ...folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  leftovers.push(() => owner.kill('SIGKILL'))
  const [address] = await once(owner.stdout.setEncoding('utf8'), 'data')
  const end = async (signal: NodeJS.Signals) => {
    const gone = once(owner, 'exit')
    owner.kill(signal)
    await gone
  }
  return { url: String(address).trim(), pid: owner.pid, end }
}

const serverPid = (folder = dataDir) => {
  const postmaster = readPostmaster(folder)
  if (!postmaster?.isServing) throw new Error('no server is running')
  leftovers.push(async () => {
    if (isRunning(postmaster.pid)) await stopServer(postmaster.pid)
    removeSocketFolder(postmaster.socketFolder)
  })
  return postmaster.pid
}

const kill = async (pid: number) => {
  process.kill(pid, 'SIGKILL')
  await gone(pid)
}

const gone = (pid: number) => vi.waitUntil(() => !isRunning(pid), { timeout: 20_000 })

test('a cold start makes a database, a second one finds it again', async () => {
  const first = await startLocalPostgres({ dataDir })
  await ask(first.url('postgres'), "create table kept as select 'đây' as note")
  await first.stop()
  expect(readPostmaster(dataDir)).toBeUndefined()

  const second = await start()
  expect(await ask(second.url('postgres'), 'select note from kept')).toEqual(['đây'])
})

test('a server whose Mekong was killed is taken over, with all that was committed', async () => {
  const owner = await startOwner(dataDir)
  await ask(owner.url, 'create table kept as select 7 as number')
  const orphan = serverPid()
  await owner.end('SIGKILL')
  expect(isRunning(orphan)).toBe(true)

  const server = await start()
  expect(isRunning(orphan)).toBe(false)
  expect(await ask(server.url('postgres'), 'select number from kept')).toEqual([7])
})

test('a kill of everything is recovered from, although the process number is a stranger by now', async () => {
  const owner = await startOwner(dataDir)
  await ask(owner.url, 'create table kept as select 7 as number')
  const killed = serverPid()
  await owner.end('SIGKILL')
  await kill(killed)
  const lock = join(dataDir, 'postmaster.pid')
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(process.ppid)))

  const server = await start()
  expect(await ask(server.url('postgres'), 'select number from kept')).toEqual([7])
  expect(isRunning(process.ppid)).toBe(true)
})

test('a folder in use by a living Mekong is refused with its process, and left alone', async () => {
  const owner = await startOwner(dataDir)
  const pid = serverPid()
  await expect(startLocalPostgres({ dataDir })).rejects.toMatchObject({
    fault: 'in-use',
    message: `The data folder ${dataDir} is in use by a running Mekong (process ${owner.pid}).`,
  })
  expect(await ask(owner.url, 'select 1')).toEqual([1])
  await owner.end('SIGTERM')
  await gone(pid)
})

test('a command joins the server of a running Mekong, and has its own otherwise', async () => {
  const owner = await startOwner(dataDir)
  await ask(owner.url, 'create table kept as select 7 as number')
  const joined = await joinLocalPostgres({ dataDir })
  expect(await ask(joined.url('postgres'), 'select number from kept')).toEqual([7])
  await joined.stop()
  expect(await ask(owner.url, 'select number from kept')).toEqual([7])
  await owner.end('SIGTERM')

  const own = await joinLocalPostgres({ dataDir })
  leftovers.push(own.stop)
  expect(await ask(own.url('postgres'), 'select number from kept')).toEqual([7])
})

test('a Mekong that ends by itself takes its server along', async () => {
  const owner = await startOwner(dataDir)
  const pid = serverPid()
  await owner.end('SIGTERM')
  await gone(pid)
})

test('a server that is killed under its Mekong is started again', async () => {
  const server = await startLocalPostgres({ dataDir })
  leftovers.push(server.stop)
  await ask(server.url('postgres'), 'create table kept as select 7 as number')
  const killed = serverPid()
  await kill(killed)
  await vi.waitUntil(() => readPostmaster(dataDir)?.isReady, { timeout: 20_000 })
  expect(serverPid()).not.toBe(killed)
  expect(await ask(server.url('postgres'), 'select number from kept')).toEqual([7])
})

test('a folder that cannot be made is named in one sentence', async () => {
  const file = join(dirname(dataDir), 'a file')
  writeFileSync(file, '')
  const failure = await startLocalPostgres({ dataDir: join(file, 'postgres') }).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(LocalPostgresError)
  expect(failure).toMatchObject({
    fault: 'not-writable',
    message: `The data folder ${join(file, 'postgres')} is not writable: not a directory.`,
  })
})

test('a folder that nobody can make, as in /proc, is refused and not tried for ever', () => {
  // In a process of its own: what never comes back can't be timed out in this one.
  const program = `import { startLocalPostgres } from '@mekong/local-postgres'
    await startLocalPostgres({ dataDir: '/proc/mekong/postgres' }).catch(({ fault }) => console.log(fault))`
  const args = ['--input-type=module', '--eval', program]
  const { stdout } = spawnSync(process.execPath, args, { cwd: import.meta.dirname, timeout: 20_000, encoding: 'utf8' })
  expect(stdout.trim()).toBe('not-writable')
})

test('files that are no cluster are refused with the words of PostgreSQL, and the folder is free again', async () => {
  mkdirSync(dataDir)
  writeFileSync(join(dataDir, 'PG_VERSION'), '9.6\n')
  const refusal = { fault: 'failed', message: expect.stringMatching(/^PostgreSQL did not start on .+: .+/) }
  await expect(startLocalPostgres({ dataDir })).rejects.toMatchObject(refusal)
  await expect(startLocalPostgres({ dataDir })).rejects.toMatchObject(refusal)
})

test('half a cluster of an interrupted first start is cleared away', async () => {
  const half = `${dataDir}.half-made-1`
  mkdirSync(half)
  writeFileSync(join(half, 'PG_VERSION'), '18\n')
  const server = await start()
  expect(existsSync(half)).toBe(false)
  expect(await ask(server.url('postgres'), 'select 1')).toEqual([1])
})

test('whatever way this machine lets root run PostgreSQL, each takes over the files of the others', async () => {
  const binaries = await findBinaries()
  mkdirSync(dataDir)
  const ways = process.getuid?.() === 0 ? [...identities()] : [{ prefix: [] }]
  const open = ways.filter((identity) => canRun(identity, binaries.postgres, dataDir))
  expect(open).not.toEqual([])
  for (const identity of [...open, ...open]) {
    prepareCluster(dataDir, binaries, identity, false)
    const socketFolder = makeSocketFolder(dataDir, identity)
    const server = await launch({ binaries, identity, dataDir, socketFolder, isDurable: false, log: () => {} })
    leftovers.push(() => server.kill('SIGKILL'))
    expect(await ask(socketUrl(socketFolder, 'postgres'), 'select 1')).toEqual([1])
    expect(await stopServer(serverPid())).toBe(true)
    removeSocketFolder(socketFolder)
  }
})

test('a temporary server ends with the process that started it, even a killed one', async () => {
  const owner = await startOwner()
  const folder = String((await ask(owner.url, 'show data_directory'))[0])
  const server = serverPid(folder)
  await owner.end('SIGKILL')
  await gone(server)
  await vi.waitUntil(() => !existsSync(dirname(folder)), { timeout: 20_000 })
})

test('a temporary server that is stopped leaves nothing', async () => {
  const server = await temporaryPostgres()
  const folder = String((await ask(server.url('postgres'), 'show data_directory'))[0])
  const pid = serverPid(folder)
  await server.stop()
  expect(isRunning(pid)).toBe(false)
  expect(existsSync(dirname(folder))).toBe(false)
})
