import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import { until } from '../live/until.ts'
import { judge } from './judge.ts'
import { refusalsOf } from './rep.ts'
import { size } from './size.ts'
import { test } from './test.ts'

test('C12 immediate stops of PostgreSQL under load', async ({ world, board, row }) => {
  const reps = await board.hire(size(50, 12))
  await board.follow(size(20, 8))
  await until('everybody has a board', () => board.followers.every((one) => one.board !== null))
  const stop = board.workOn(reps, 30)
  const stops = size(5, 2)
  let since = 0
  for (let at = 0; at < stops; at++) {
    await wait(500 + Math.random() * 1_000)
    await world.postgres.kill('SIGQUIT')
    await wait(size(10_000, 3_000))
    await world.postgres.start()
    since = performance.now()
  }
  await wait(1_000)
  await stop()
  await judge(board, row, { since })
  // The sockets stand through all of it, and go on without a new snapshot.
  expect(board.followers.map(({ lines, snapshots }) => [lines.length, snapshots])).toEqual(
    board.followers.map(() => [1, 1]),
  )
  const codes = new Set(reps.flatMap(({ refusals }) => [...refusals.keys()]))
  expect([...codes]).toEqual(['SERVICE_UNAVAILABLE'])
  row.notes.push(`${stops} stops`, refusalsOf(reps))
})

test('C12 kill -9 of PostgreSQL at random moments', async ({ world, board, row }) => {
  const reps = await board.hire(size(50, 12))
  await board.follow(size(20, 8))
  const stop = board.workOn(reps, 30)
  const kills = size(40, 3)
  let since = 0
  for (let at = 0; at < kills; at++) {
    await wait(200 + Math.random() * 1_500)
    await world.postgres.kill('SIGKILL')
    await world.postgres.start()
    since = performance.now()
  }
  await stop()
  await judge(board, row, { since })
  row.notes.push(`${kills} kills`, refusalsOf(reps))
})
