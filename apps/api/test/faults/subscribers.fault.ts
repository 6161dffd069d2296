import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import { until } from '../live/until.ts'
import type { ApiNode } from './api-node.ts'
import { judge } from './judge.ts'
import { timesOf } from './rep.ts'
import { isShort, size } from './size.ts'
import { test } from './test.ts'

test('C6 a subscriber whose network goes silent', async ({ world, board, row }) => {
  const reps = await board.hire(4, 2, () => world.n1)
  const [silent, other] = await board.follow(2, () => world.n1)
  if (!silent || !other) throw new Error('nobody is here')
  await board.everybodyIsHere()
  const stop = board.workOn(reps, 100)
  const socketWires = () => world.n1.clients.wires.filter(({ said }) => said.includes('graphql-transport-ws'))
  const [victims, before] = [socketWires(), await world.n1.metric('ws_connections')]
  expect(before).toBe(2)
  const since = performance.now()
  for (const wire of victims) wire.mode = 'blackhole'
  await until('the client is elsewhere', () => silent.lines.length === 2, 40_000)
  const noticed = performance.now() - since
  await until('the other is, too', () => other.lines.length === 2, 40_000)
  // The dead lines are the server's to find out: nobody tells it.
  await until('the server has let them go', async () => (await world.n1.metric('ws_connections')) === 2, 45_000)
  const freed = performance.now() - since
  await stop()
  for (const wire of victims) wire.cut()
  await judge(board, row)
  row.worstMs = noticed
  row.notes.push(`the client notices after ${seconds(noticed)}, the server after ${seconds(freed)}`)
})

test('C7 a subscriber stops reading', async ({ world, board, row }) => {
  // With a heap that can't grow out of laziness, what a process holds for somebody shows in its size.
  await world.n1.kill()
  await world.n1.start({ nodeOptions: ['--max-old-space-size=192'] })
  const reps = await board.hire(8, 2, () => world.n1)
  const [lazy, reading] = await board.follow(2, () => world.n1)
  if (!lazy || !reading) throw new Error('nobody is here')
  await board.everybodyIsHere()
  // Few events that are large fill the wires as many small ones do.
  const [events, letters] = isShort ? [1_600, 20_000] : [10_000, 4_000]
  const flowMb = (events * letters * 2) / 2 ** 20
  const flow = async (count: number): Promise<void> => {
    await Promise.all(
      reps.map(async (rep) => {
        const [opportunityId] = board.cardsOf(rep)
        for (let at = 0; at < count / reps.length; at++)
          await rep.send('updateOpportunity', { opportunityId, description: filler(letters) })
      }),
    )
  }
  // What the work itself costs, while everybody reads.
  const before = board.lags([reading])
  const usual = await most(world.n1, () => flow(size(2_000, 800)))
  const quiet = timesOf('', [...before])

  const during = board.lags([reading])
  lazy.pause()
  const meanwhile = await most(world.n1, () => flow(events))
  const busy = timesOf('', [...during])
  await until('it is closed', async () => (await world.n1.metric('ws_connections')) === 1, 60_000)
  const since = performance.now()
  lazy.resume()
  await until('it is told so', () => lazy.lines[0]?.closedAt !== null, 60_000)
  await judge(board, row, { since })
  expect(world.n1.isUp).toBe(true)
  // 1006 when it did not answer the server's pings either.
  const [code, closed] = [lazy.lines[0]?.code, await world.n1.metric('slow_consumer_closed_total')]
  expect([1013, 1006]).toContain(code)
  if (code === 1013) expect(closed).toBeGreaterThan(0)
  // One page that waits to be taken, and nothing else of all that flowed.
  expect(meanwhile.bufferedMb).toBeLessThan(4)
  expect(meanwhile.residentMb - usual.residentMb).toBeLessThan(flowMb / 2)
  row.notes.push(
    `${events} events, closed ${code}`,
    `of ${mib(flowMb)} it held ${meanwhile.bufferedMb.toFixed(1)} MiB back`,
    `node ${mib(usual.residentMb)} at most before, ${mib(meanwhile.residentMb)} meanwhile`,
    `request to one who reads${quiet} before,${busy} meanwhile`,
  )
  await world.n1.kill()
  await world.n1.start({ nodeOptions: [] })
})

/** The most that a node had in memory, and held back for sockets, while something was done. */
async function most(node: ApiNode, work: () => Promise<void>): Promise<{ residentMb: number; bufferedMb: number }> {
  const most = { residentMb: 0, bufferedMb: 0 }
  let isOver = false
  const working = work().finally(() => (isOver = true))
  while (!isOver) {
    most.residentMb = Math.max(most.residentMb, node.residentMb)
    most.bufferedMb = Math.max(most.bufferedMb, ((await node.metric('ws_buffered_bytes')) ?? 0) / 2 ** 20)
    await wait(100)
  }
  await working
  return most
}

test('C20 many subscribers of one board', async ({ world, board, row }) => {
  const reps = await board.hire(20, 1)
  await board.follow(size(1_000, 60))
  await board.everybodyIsHere()
  const lags = board.lags()
  const readsBefore = await readsOfFeed(world.pool)
  const each = size(20, 2)
  const moves = reps.length * each
  // Twenty moves a second: each their own, and never two at once, for the second might find its card where it wants it.
  await Promise.all(
    reps.map(async (rep, at) => {
      await wait(at * 50)
      for (let count = 0; count < each; count++) await Promise.all([board.moveOne(rep), wait(1_000)])
    }),
  )
  await judge(board, row)
  const reads = (await readsOfFeed(world.pool)) - readsBefore
  const loops = await Promise.all(world.nodes.map((node) => node.metric('nodejs_eventloop_lag_p99_seconds')))
  row.notes.push(
    `${board.followers.length} subscribers, ${timesOf('request to screen', lags)}`,
    `${(reads / moves / world.nodes.length).toFixed(1)} reads of the feed a move and node`,
    `event loop p99 ${loops.map((s) => `${Math.round((s ?? 0) * 1000)} ms`).join(', ')}`,
  )
})

/** Scans of the feed's table, whoever did them. */
async function readsOfFeed(pool: { query(text: string): Promise<{ rows: { n: string }[] }> }): Promise<number> {
  const { rows } = await pool.query(
    `select coalesce(idx_scan, 0) + coalesce(seq_scan, 0) as n from pg_stat_user_tables where relname = 'board_event'`,
  )
  return Number(rows[0]?.n ?? 0)
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
const mib = (megabytes: number) => `${Math.round(megabytes)} MiB`
const filler = (letters: number) => `${Math.random()} ${'á'.repeat(letters)}`
