import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { until } from '../live/until.ts'
import { eventsOf, judge } from './judge.ts'
import { size } from './size.ts'
import { test } from './test.ts'
import type { World } from './world.ts'

const epochOf = async ({ pool }: World): Promise<unknown> => (await pool.query('select epoch from feed_meta')).rows[0]

/** By the book (docs/operations.md): the file into an empty database, or in place of what is there. */
const drills = {
  'an empty database': async (world: World, file: string) => {
    await world.onServer('drop database mekong with (force)')
    await world.onServer('create database mekong')
    await world.command('restore', file)
  },
  'what is there': async (world: World, file: string) => void (await world.command('restore', file, '--replace')),
} as const

test.for(['an empty database', 'what is there'] as const)(
  'C17 yesterday’s backup takes the place of %s, and clients come back',
  async (place, { world, board, row, onTestFinished }) => {
    const folder = mkdtempSync(join(tmpdir(), 'mekong-backup-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'yesterday.mekong')
    const reps = await board.hire(size(50, 6), 2)
    await board.follow(size(20, 6))
    await board.everybodyIsHere()
    await board.work(5)
    const yesterday = reps.flatMap(({ acked }) => acked)
    const stop = board.workOn(reps, 20)
    await world.command('backup', file)
    await stop()
    await board.work(5, reps)
    await judge(board, row)
    const [lastSeq, epoch] = [board.followers[0]?.seq ?? 0, await epochOf(world)]

    await Promise.all(world.nodes.map((node) => node.stop()))
    await drills[place](world, file)
    await Promise.all(world.nodes.map((node) => node.start()))
    const since = performance.now()
    await until('everybody begins anew', () => board.followers.every(({ snapshots }) => snapshots === 2), 60_000)
    const took = performance.now() - since
    expect(await epochOf(world)).not.toEqual(epoch)
    expect(board.followers.map(({ resyncs }) => resyncs)).toEqual(board.followers.map(() => ['EPOCH']))
    expect(board.followers.every(({ seq }) => seq < lastSeq)).toBe(true)
    // What was acknowledged before the backup began is in it, and what came meanwhile may be.
    const keys = new Set((await eventsOf(world.pool, board.pipelineId)).map(({ key }) => key))
    row.lost += yesterday.filter((key) => !keys.has(key)).length
    // What was acknowledged after that day is gone with it; from here on nothing is.
    await board.rememberRows()
    await board.work(5)
    await judge(board, row)
    row.worstMs = took
  },
)
