import { test as base } from 'vitest'
import { FaultBoard } from './board.ts'
import { emptyRow, type Row } from './table.ts'
import { World } from './world.ts'

interface FaultFixtures {
  /** Shared by the cases of a file; each begins with everything up. */
  readonly running: World
  readonly world: World
  readonly board: FaultBoard
  /** What the case found, for the table. */
  readonly row: Row
}

export const test = base.extend<FaultFixtures>({
  running: [
    // oxlint-disable-next-line no-empty-pattern -- vitest reads a fixture's needs from this pattern
    async ({}, use) => {
      await using world = await World.open()
      await use(world)
    },
    { scope: 'file' },
  ],
  world: async ({ running, onTestFailed }, use) => {
    await running.heal()
    onTestFailed(() => running.tellLogs())
    await use(running)
  },
  board: async ({ world }, use) => {
    await using board = await FaultBoard.make(world)
    await use(board)
  },
  row: [
    async ({ task }, use) => {
      const row = emptyRow()
      task.meta.fault = row
      await use(row)
    },
    { auto: true },
  ],
})

/** The machine can't do what a case needs: it says so, and so does the table. */
export function notRun(row: Row, reason: string): void {
  row.notRun = reason
  console.log(`not run: ${reason}`)
}
