import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import { until } from '../live/until.ts'
import { judge } from './judge.ts'
import { refusalsOf } from './rep.ts'
import { size } from './size.ts'
import { test } from './test.ts'
import { nowhere, type World } from './world.ts'

/**
 * Every write of a card waits inside its transaction, mostly for little and now and then for up to 250 ms, and one in twenty
 * is rolled back. Writes of one board wait for each other: what each takes, the next one takes on top.
 */
async function withSlowWrites(world: World, work: () => Promise<void>): Promise<void> {
  await world.pool.query(`
    create or replace function fault_in_write() returns trigger language plpgsql as $$
    begin
      perform pg_sleep(0.25 * power(random(), 8));
      if random() < 0.05 then raise exception 'rolled back by a test' using errcode = '40001'; end if;
      return null;
    end $$`)
  await world.pool.query(
    `create trigger fault_in_write after update on opportunity for each row execute function fault_in_write()`,
  )
  try {
    await work()
  } finally {
    await world.pool.query(`drop trigger fault_in_write on opportunity`)
  }
}

test('C1 writers with slow transactions and rollbacks', async ({ world, board, row }) => {
  const reps = await board.hire(size(50, 20))
  await board.follow(size(20, 8))
  await withSlowWrites(world, () => board.work(size(60, 20)))
  row.notes.push(refusalsOf(reps))
  await judge(board, row)
})

test('C2 joining at random moments under slow writers', async ({ world, board, row }) => {
  await board.hire(size(50, 15))
  await withSlowWrites(world, async () => {
    const working = board.work(size(40, 8))
    await Promise.all(
      Array.from({ length: size(40, 15) }, async () => {
        await wait(Math.random() * size(8_000, 2_000))
        await board.follow()
      }),
    )
    await working
  })
  await judge(board, row)
})

test('C5 subscribers cut off again and again', async ({ board, row }) => {
  const reps = await board.hire(size(20, 8))
  await board.follow(size(20, 6))
  const stop = board.workOn(reps, 20)
  let cuts = 0
  const cutting = board.followers.map(async (follower) => {
    for (let at = 0; at < size(40, 8); at++) {
      await until('it is connected', () => follower.isConnected && follower.board !== null, 30_000)
      await wait(Math.random() * 150)
      follower.cut()
      cuts++
    }
  })
  await Promise.all(cutting)
  await stop()
  await judge(board, row)
  expect(board.followers.map(({ snapshots }) => snapshots)).toEqual(board.followers.map(() => 1))
  row.notes.push(`${cuts} cuts`)
})

test('C8 a cursor older than what is kept', async ({ world, board, row }) => {
  await board.hire(4)
  let isAway = false
  const [follower] = await board.follow(1, () => (isAway ? nowhere : world.anyNode()))
  if (follower === undefined) throw new Error('nobody follows')
  await until('it has its board', () => follower.board !== null)
  isAway = true
  follower.cut()
  await board.work(5)
  await world.pool.query('update board_feed set min_seq = seq where pipeline_id = $1', [board.pipelineId])
  isAway = false
  const since = performance.now()
  await until('it begins anew', () => follower.snapshots === 2, 30_000)
  row.worstMs = performance.now() - since
  await board.work(5)
  await judge(board, row)
  // Told once and answered with one snapshot, not again and again.
  expect(follower.resyncs).toEqual(['RETENTION'])
  expect(follower.snapshots).toBe(2)
})
