import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import { until } from '../live/until.ts'
import type { Follower } from './follower.ts'
import { judge } from './judge.ts'
import { quantile, refusalsOf } from './rep.ts'
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
const inMs = (ms: number) => `${Math.round(ms)} ms`

test('C9 kill -9 of a node under load', async ({ world, board, row }) => {
  const reps = await board.hire(size(50, 12))
  await board.follow(size(20, 8))
  await until('everybody has a board', () => board.followers.every((one) => one.board !== null))
  const stop = board.workOn(reps, 30)
  const waits: number[] = []
  const spreads: number[] = []
  const kills = size(60, 4)
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
  const rounds = size(20, 3)
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
