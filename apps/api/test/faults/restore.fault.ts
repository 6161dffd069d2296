import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { until } from '../live/until.ts'
import { judge } from './judge.ts'
import { size } from './size.ts'
import { test } from './test.ts'

test('C17 yesterday’s backup is restored, and clients come back', async ({ world, board, row, onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), 'mekong-backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'yesterday.mekong')
  const reps = await board.hire(size(20, 6), 2)
  await board.follow(size(20, 6))
  await board.everybodyIsHere()
  // Nobody stops working for a backup.
  const stop = board.workOn(reps, 30)
  await world.command('backup', file)
  await stop()
  await board.work(5)
  await judge(board, row)
  const lastSeq = board.followers[0]?.seq ?? 0

  await Promise.all(world.nodes.map((node) => node.stop()))
  await world.command('restore', file, '--replace')
  await Promise.all(world.nodes.map((node) => node.start()))
  const since = performance.now()
  await until('everybody begins anew', () => board.followers.every(({ snapshots }) => snapshots === 2), 60_000)
  const took = performance.now() - since
  expect(board.followers.map(({ resyncs }) => resyncs)).toEqual(board.followers.map(() => ['EPOCH']))
  expect(board.followers.every(({ seq }) => seq < lastSeq)).toBe(true)
  // What was acknowledged after the backup is gone with it; from here on nothing is.
  await board.rememberRows()
  await board.work(5)
  await judge(board, row)
  row.worstMs = took
})
