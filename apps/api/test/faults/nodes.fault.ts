import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import { until } from '../live/until.ts'
import type { Follower } from './follower.ts'
import { judge } from './judge.ts'
import { quantile, refusalsOf, timesOf } from './rep.ts'
import { size } from './size.ts'
import { test } from './test.ts'

/** How long each follower that lost its line at a moment took to have another one. */
function reconnects(followers: readonly Follower[], since: number): number[] {
  return followers.flatMap(({ lines }) => {
    const at = lines.findIndex(({ closedAt }) => closedAt !== null && closedAt >= since - 100)
    const next = at < 0 ? undefined : lines[at + 1]
    return next ? [next.openedAt - since] : []
  })
}

const spread = (times: readonly number[]) => Math.max(0, ...times) - Math.min(...times, Infinity)
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
const inMs = (ms: number) => `${Math.round(ms)} ms`

test('C9 kill -9 of a node under load', async ({ world, board, row }) => {
  const reps = await board.hire(size(50, 12))
  await board.follow(size(20, 8))
  await board.everybodyIsHere()
  const stop = board.workOn(reps, 30)
  const waits: number[] = []
  const spreads: number[] = []
  const kills = size(40, 4)
  for (let at = 0; at < kills; at++) {
    await wait(300 + Math.random() * 700)
    const node = at % 2 === 0 ? world.n1 : world.n2
    const since = Date.now()
    await node.kill()
    await until('everybody is elsewhere', () => board.followers.every(({ isConnected }) => isConnected), 30_000)
    await wait(200)
    const times = reconnects(board.followers, since)
    waits.push(...times)
    if (times.length > 2) spreads.push(spread(times))
    await node.start()
  }
  await stop()
  await judge(board, row)
  expect(board.followers.flatMap(({ resyncs }) => resyncs)).toEqual([])
  row.notes.push(
    `${kills} kills, reconnect p95 ${inMs(quantile(waits, 0.95))}, spread over ${inMs(quantile(spreads, 0.5))}`,
    refusalsOf(reps),
  )
})

test('C10 kill -9 between commit and NOTIFY', async ({ world, board, row }) => {
  const [rep] = await board.hire(1, 2, () => world.n1)
  const [follower] = await board.follow(1, () => world.n2)
  if (!rep || !follower) throw new Error('nobody is here')
  await until('it has its board', () => follower.board !== null)
  const rounds = size(12, 3)
  for (let at = 0; at < rounds; at++) {
    const seq = follower.seq
    // The call to the other nodes goes out once the commit is done: here it ends in the wire, and the node with it.
    const caught = Promise.withResolvers<number>()
    world.n1.database.overhear = (chunk) => {
      if (!chunk.includes(`board:${board.pipelineId}`)) return 'pass'
      world.n1.signal('SIGKILL')
      caught.resolve(performance.now())
      return 'drop'
    }
    const moving = board.moveOne(rep)
    const since = await caught.promise
    await until('the other node finds it by itself', () => follower.seq > seq, 15_000)
    row.worstMs = Math.max(row.worstMs, performance.now() - since)
    world.n1.database.overhear = () => 'pass'
    await until('it is dead', () => !world.n1.isUp)
    await world.n1.start()
    await moving
  }
  const late = row.worstMs
  await judge(board, row)
  row.worstMs = late
  row.notes.push(`${rounds} kills; the time is from the commit to a reader on the other node`)
})

test('C15 a node is cut off from the database', async ({ world, board, row }) => {
  using balancer = world.balance()
  const reps = await board.hire(size(20, 8), 2, balancer.choose)
  let isCut = false
  await board.follow(size(20, 8), () => (isCut ? balancer.choose() : world.anyNode()))
  await board.everybodyIsHere()
  const stop = board.workOn(reps, 50)
  const atN1 = board.followers.filter(({ place }) => place === world.n1)
  const cutLines = atN1.map(({ lines }) => lines.at(-1))
  expect(atN1.length).toBeGreaterThan(0)
  isCut = true
  const since = performance.now()
  world.n1.database.mode = 'blackhole'
  await until('the node says so', () => !balancer.isReady(world.n1), 20_000)
  const unready = performance.now() - since
  await until('its readers are elsewhere', () => atN1.every((one) => one.place === world.n2 && one.isConnected), 60_000)
  const moved = performance.now() - since
  await wait(1_000)
  await stop()
  await judge(board, row)
  expect(cutLines.map((line) => line?.code)).toEqual(cutLines.map(() => 1013))
  const healing = performance.now()
  world.n1.database.heal()
  await until('the node is ready again', () => balancer.isReady(world.n1), 60_000)
  const healed = performance.now() - healing
  // And works: nothing of it still waits for answers that will never come.
  await board.work(3)
  await judge(board, row)
  row.worstMs = moved
  row.notes.push(
    `unready after ${seconds(unready)}, readers elsewhere after ${seconds(moved)}, ready again ${seconds(healed)} after the end`,
    refusalsOf(reps),
  )
})

test('C15 the network forgets the connections of a node to the database', async ({ world, board, row }) => {
  const reps = await board.hire(size(30, 24), 2, () => world.n1)
  await board.follow(4, () => world.n1)
  await board.everybodyIsHere()
  const stop = board.workOn(reps)
  await wait(500)
  // No goodbye: whatever is sent on them goes nowhere, and new ones work.
  const forgotten = world.n1.database.wires
  const since = performance.now()
  for (const wire of forgotten) wire.mode = 'blackhole'
  const working = async () => {
    const tries = await Promise.all(reps.map((rep) => rep.once('updateOpportunity', { opportunityId: 'nobody' })))
    return tries.every((outcome) => 'answer' in outcome)
  }
  await until('all of them are answered again', working, 90_000)
  const healed = performance.now() - since
  await stop()
  await judge(board, row)
  row.worstMs = healed
  row.notes.push(`${forgotten.length} connections`, refusalsOf(reps))
  for (const wire of forgotten) wire.cut()
})

test('C16 rolling restart under load', async ({ world, board, row }) => {
  using balancer = world.balance()
  for (const node of world.nodes) {
    await node.stop()
    await node.start({ env: { MEKONG_DRAIN_SECONDS: '2' } })
  }
  const reps = await board.hire(size(50, 12), 2, balancer.choose)
  await board.follow(size(20, 8), balancer.choose)
  await board.everybodyIsHere()
  const stop = board.workOn(reps, 30)
  const rounds = size(3, 1)
  const codes: (number | null)[] = []
  for (let at = 0; at < rounds; at++)
    for (const node of world.nodes) {
      codes.push(await node.stop())
      await node.start()
      await until('it is ready', () => balancer.isReady(node), 30_000)
    }
  await stop()
  await judge(board, row)
  expect(codes).toEqual(codes.map(() => 0))
  const closed = new Set(board.followers.flatMap(({ lines }) => lines.flatMap(({ code }) => code ?? [])))
  expect([...closed]).toEqual([1012])
  expect(reps.flatMap(({ unanswered }) => unanswered)).toEqual([])
  row.notes.push(`${rounds * 2} restarts`, refusalsOf(reps))
})

test('C18 writer on one node, reader on the other', async ({ world, board, row }) => {
  const reps = await board.hire(4, 2, () => world.n1)
  const [there] = await board.follow(1, () => world.n2)
  const [here] = await board.follow(1, () => world.n1)
  if (!here || !there) throw new Error('nobody is here')
  await board.everybodyIsHere()
  const lags = board.lags([there])
  await board.work(size(2_500, 60), reps)
  await judge(board, row)
  const common = Math.min(here.applied.length, there.applied.length)
  const keys = (of: Follower) => of.applied.slice(-common).map(({ seq, clientMutationId }) => [seq, clientMutationId])
  expect(keys(there)).toEqual(keys(here))
  row.notes.push(timesOf('request to the other node', lags))
})

test.for([1, -1])('C19 the clock of a node is %i h off', async (hours, { world, board, row }) => {
  await world.n1.kill()
  const shift = join(import.meta.dirname, 'shift-clock.mjs')
  await world.n1.start({ nodeOptions: [`--import=${shift}`], env: { CLOCK_SHIFT_MS: String(hours * 3_600_000) } })
  await board.hire(size(20, 6))
  await board.follow(4)
  await board.everybodyIsHere()
  await board.work(size(50, 10))
  await judge(board, row)
  const { rows } = await world.pool.query<{ off: number; kept: number; keys: number }>(
    `select coalesce(max(abs(extract(epoch from e.at - clock_timestamp()))), 0)::float8 as off, count(*)::integer as kept,
       (select count(*)::integer from idempotency_key where created_at > now() - interval '10 minutes') as keys
     from board_event e where pipeline_id = $1`,
    [board.pipelineId],
  )
  // Every event is dated by the database, whichever node wrote it.
  expect(rows[0]?.off).toBeLessThan(600)
  expect(board.followers.flatMap(({ resyncs }) => resyncs)).toEqual([])
  // Both nodes take the same keys and sessions, although they disagree about the time.
  for (const node of world.nodes)
    expect((await board.reps[0]?.once('updateOpportunity', { opportunityId: 'nobody' }, node)) ?? {}).toHaveProperty(
      'answer',
    )
  await world.n1.kill()
  await world.n1.start({ nodeOptions: [], env: {} })
})
