import { expect } from 'vitest'
import { until } from '../live/until.ts'
import { judge } from './judge.ts'
import { size } from './size.ts'
import { test } from './test.ts'
import type { World } from './world.ts'

/** With the nodes stopped and nobody else inside, as whoever restores a database does it. */
async function whileStopped(world: World, statements: readonly string[], epoch?: string): Promise<void> {
  await Promise.all(world.nodes.map((node) => node.stop()))
  await world.onServer(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'mekong'`)
  for (const statement of statements) await world.onServer(statement)
  if (epoch !== undefined) await world.pool.query('update feed_meta set epoch = $1', [epoch])
  await Promise.all(world.nodes.map((node) => node.start()))
}

test('C17 yesterday’s state is restored, and clients come back', async ({ world, board, row }) => {
  const reps = await board.hire(size(20, 6), 2)
  await board.follow(size(20, 6))
  await board.everybodyIsHere()
  await board.work(5)
  await whileStopped(world, ['create database yesterday template mekong'])
  await board.work(5, reps)
  await judge(board, row)
  const lastSeq = board.followers[0]?.seq ?? 0

  // A restored database begins another epoch, as `mekong restore` has it.
  await whileStopped(world, ['drop database mekong', 'alter database yesterday rename to mekong'], 'restored')
  const since = performance.now()
  await until('everybody begins anew', () => board.followers.every(({ snapshots }) => snapshots === 2), 60_000)
  const took = performance.now() - since
  expect(board.followers.map(({ resyncs }) => resyncs)).toEqual(board.followers.map(() => ['EPOCH']))
  expect(board.followers.every(({ seq }) => seq < lastSeq)).toBe(true)
  // What was acknowledged after that day is gone with it; from here on nothing is.
  await board.rememberRows()
  await board.work(5)
  await judge(board, row)
  row.worstMs = took
})
