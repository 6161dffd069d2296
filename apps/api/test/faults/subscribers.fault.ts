import { expect } from 'vitest'
import { until } from '../live/until.ts'
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
  const reps = await board.hire(8, 2, () => world.n1)
  const [lazy, reading] = await board.follow(2, () => world.n1)
  if (!lazy || !reading) throw new Error('nobody is here')
  await board.everybodyIsHere()
  // Few events that are large fill the wires as many small ones do.
  const [events, letters] = isShort ? [500, 40_000] : [20_000, 2_000]
  const flow = async (count: number): Promise<number> => {
    let mostMb = 0
    await Promise.all(
      reps.map(async (rep) => {
        const [opportunityId] = board.cardsOf(rep)
        for (let at = 0; at < count / reps.length; at++) {
          await rep.send('updateOpportunity', { opportunityId, description: filler(letters) })
          mostMb = Math.max(mostMb, world.n1.residentMb)
        }
      }),
    )
    return mostMb
  }
  // What the work itself costs, while everybody reads.
  const before = board.lags([reading])
  const usualMb = await flow(events / 2)
  const quiet = timesOf('', [...before])

  const during = board.lags([reading])
  lazy.pause()
  const mostMb = await flow(events)
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
  row.notes.push(
    `${events} events, closed ${code}`,
    `node ${Math.round(usualMb)} MiB at most before, ${Math.round(mostMb)} MiB meanwhile`,
    `request to one who reads${quiet} before,${busy} meanwhile`,
  )
})

test('C20 many subscribers of one board', async ({ world, board, row }) => {
  const reps = await board.hire(5, 2)
  await board.follow(size(1_000, 60))
  await board.everybodyIsHere()
  const lags = board.lags()
  const readsBefore = await readsOfFeed(world.pool)
  const moves = size(400, 40)
  // Twenty moves a second.
  for (let at = 0; at < moves; at++) {
    const rep = reps[at % reps.length]
    if (rep) void board.moveOne(rep)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await until('all are answered', () => reps.reduce((sum, { acked }) => sum + acked.length, 0) >= moves + 10, 60_000)
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
const filler = (letters: number) => `${Math.random()} ${'á'.repeat(letters)}`
