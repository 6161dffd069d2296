import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, symlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import { until } from '../live/until.ts'
import { FaultBoard } from './board.ts'
import { judge } from './judge.ts'
import { refusalsOf } from './rep.ts'
import { size } from './size.ts'
import { notRun, test } from './test.ts'
import { World } from './world.ts'

/** A disk of its own for the database, small enough to be filled; its log of changes is elsewhere, as good operators have it. */
class SmallDisk implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'mekong-disk-'))
  readonly #log = mkdtempSync(join(tmpdir(), 'mekong-wal-'))
  readonly #filler = join(this.folder, 'filler')

  static mount(megabytes: number): SmallDisk | undefined {
    const disk = new SmallDisk()
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk.folder])
    if (mounted.status === 0) return disk
    disk.#clearAway()
    return undefined
  }

  /** While PostgreSQL is down: its log must not be what is full, for without that it does not run at all. */
  moveLog(): void {
    const pgWal = join(this.folder, 'data', 'pg_wal')
    const there = join(this.#log, 'pg_wal')
    // With the owner, whoever runs PostgreSQL here.
    if (spawnSync('cp', ['-a', pgWal, there]).status !== 0) throw new Error('The log could not be moved.')
    rmSync(pgWal, { recursive: true })
    symlinkSync(there, pgWal)
  }

  /** To the last byte. */
  fill(): void {
    const block = Buffer.alloc(64 * 1024, 1)
    const file = openSync(this.#filler, 'a')
    try {
      for (;;) writeSync(file, block)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
    } finally {
      closeSync(file)
    }
  }

  empty(): void {
    rmSync(this.#filler, { force: true })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    spawnSync('umount', [this.folder])
    this.#clearAway()
  }

  #clearAway(): void {
    for (const folder of [this.folder, this.#log]) rmSync(folder, { recursive: true, force: true })
  }
}

test('C14 the disk of PostgreSQL is full', async ({ row }) => {
  await using disk = SmallDisk.mount(400)
  if (disk === undefined) return notRun(row, 'no file system can be mounted here')
  await using world = await World.open({ folder: disk.folder })
  await world.postgres.kill('SIGQUIT')
  disk.moveLog()
  await world.postgres.start()
  await world.heal()
  await using board = await FaultBoard.make(world)
  const reps = await board.hire(size(20, 8))
  await board.follow(size(10, 4))
  await board.everybodyIsHere()
  for (let round = 0; round < size(3, 1); round++) {
    disk.fill()
    const refused = () => reps.reduce((sum, { refusals }) => sum + (refusals.get('SERVICE_UNAVAILABLE') ?? 0), 0)
    const before = refused()
    // What needs new pages: those that there are hold some more.
    const writing = reps.map(async (rep) => {
      for (let at = 0; at < 12; at++)
        await rep.send('createOpportunity', { pipelineId: board.pipelineId, title: 'Kho lạnh', description: filler() })
    })
    await until('writes are refused', () => refused() > before, 60_000)
    // Reading goes on, and nobody who follows is thrown out.
    for (const follower of board.followers) expect(await follower.fresh()).not.toBeNull()
    expect(board.followers.every(({ isConnected }) => isConnected)).toBe(true)
    await wait(size(5_000, 1_000))
    disk.empty()
    const since = performance.now()
    await Promise.all(writing)
    await judge(board, row, { since })
  }
  expect([...new Set(reps.flatMap(({ refusals }) => [...refusals.keys()]))]).toEqual(['SERVICE_UNAVAILABLE'])
  row.notes.push(refusalsOf(reps))
})

const filler = () => Array.from({ length: 600 }, () => Math.random().toString(36)).join(' ')
