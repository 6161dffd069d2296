import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect } from 'vitest'
import { until } from '../live/until.ts'
import type { ApiNode } from './api-node.ts'
import { FaultBoard } from './board.ts'
import { judge } from './judge.ts'
import { timesOf } from './rep.ts'
import { size } from './size.ts'
import { notRun, test } from './test.ts'
import { World } from './world.ts'

/** Connections by which a node hears of the others, found by what was said on them first. */
const earsOf = (node: ApiNode) => node.database.wires.filter(({ said }) => said.includes('listen mekong'))
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
const areDegraded = async (world: World) => {
  const values = await Promise.all(world.nodes.map((node) => node.metric('wake_degraded')))
  return values.map((value) => value === 1)
}

test('A11 somebody is deactivated while wake-ups are swallowed', async ({ world, board, row }) => {
  const rounds = size(6, 2)
  for (let at = 0; at < rounds; at++) {
    const [rep] = await board.hire(1)
    await using following = await FaultBoard.make(world)
    const [follower] = await following.follow(1, () => world.n1)
    if (!rep || !follower) throw new Error('nobody is here')
    await following.everybodyIsHere()
    for (const wire of earsOf(world.n1)) wire.mode = 'blackhole'
    const since = performance.now()
    await world.pool.query('update app_user set is_active = false where id = $1', [following.manager.id])
    await until('the socket is closed', () => follower.lines[0]?.closedAt !== null, 10_000)
    row.worstMs = Math.max(row.worstMs, performance.now() - since)
    expect(follower.lines[0]?.code).toBe(4401)
    const told = follower.applied.length
    await following.hire(1)
    expect(follower.applied).toHaveLength(told)
    row.tries++
  }
  expect(row.worstMs).toBeLessThan(5_000)
})

test('C11 wake-ups are swallowed', async ({ world, board, row }) => {
  const reps = await board.hire(4, 2, () => world.n1)
  const followers = await board.follow(2, () => world.n2)
  await board.everybodyIsHere()
  const before = board.lags(followers)
  await board.work(10)
  const quiet = timesOf('', [...before])
  const during = board.lags(followers)
  for (const node of world.nodes) for (const wire of earsOf(node)) wire.mode = 'blackhole'
  const since = performance.now()
  const stop = board.workOn(reps, 100)
  await until('both nodes notice', async () => (await areDegraded(world)).every(Boolean), 20_000)
  const noticed = performance.now() - since
  await until('both have another one', async () => (await areDegraded(world)).every((is) => !is), 30_000)
  const healed = performance.now() - since
  await stop()
  await judge(board, row)
  row.worstMs = healed
  row.notes.push(
    `request to screen${quiet} before,${timesOf('', during)} meanwhile, ${Math.round(Math.max(...during))} ms at most`,
    `degraded after ${seconds(noticed)}, healed after ${seconds(healed)}`,
  )
})

test('C11 Redis dies, freezes and comes back', async ({ row }) => {
  if (spawnSync('redis-server', ['--version']).status !== 0) return notRun(row, 'there is no redis-server here')
  await using redis = await Redis.start()
  await using world = await World.open({ env: { REDIS_URL: redis.url } })
  await using board = await FaultBoard.make(world)
  const reps = await board.hire(4, 2, () => world.n1)
  const followers = await board.follow(2, () => world.n2)
  await board.everybodyIsHere()
  const during = board.lags(followers)
  const stop = board.workOn(reps, 100)
  let worstHeal = 0
  for (let at = 0; at < size(5, 1); at++) {
    await redis.kill()
    await until('both nodes notice', async () => (await areDegraded(world)).every(Boolean), 20_000)
    await redis.start()
    const since = performance.now()
    await until('both listen again', async () => (await areDegraded(world)).every((is) => !is), 30_000)
    worstHeal = Math.max(worstHeal, performance.now() - since)
  }
  await stop()
  await judge(board, row)
  row.worstMs = worstHeal
  row.notes.push(`${timesOf('request to screen', during)}, ${Math.round(Math.max(...during))} ms at most`)
})

/** A Redis that can be killed and comes back at the same place. */
class Redis implements AsyncDisposable {
  #process: ChildProcess | undefined

  private constructor(private readonly port: number) {}

  static async start(): Promise<Redis> {
    const redis = new Redis(await freePort())
    await redis.start()
    return redis
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  async start(): Promise<void> {
    const args = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
    const child = spawn('redis-server', args, { cwd: '/', stdio: ['ignore', 'pipe', 'ignore'] })
    this.#process = child
    let said = ''
    child.stdout.on('data', (chunk) => (said += String(chunk)))
    await until('Redis is up', () => said.includes('Ready to accept connections'))
  }

  async kill(): Promise<void> {
    const child = this.#process
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill()
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}
