import { chromium, type Browser } from 'playwright-core'
import { test as base, expect, inject } from 'vitest'
import { chromiumArgs } from '../../../../scripts/chromium.mjs'
import { CuttableLine } from './cuttable-line.ts'
import { cloneDatabase } from './database.ts'
import { MekongServer } from './mekong-server.ts'
import type { SeenCard } from './board-page.ts'
import { Person, type PersonOptions } from './person.ts'

interface Stage {
  readonly server: MekongServer
  /** A second way to the server, which can be cut. */
  readonly line: CuttableLine
}

interface Fixtures {
  readonly browser: Browser
  readonly stage: Stage
  /** Somebody comes, by the direct way or by the line that can be cut; at the end of the story all leave in good order. */
  readonly come: (name: string, options?: PersonOptions & { readonly byLine?: boolean }) => Promise<Person>
}

/** A demo organisation of its own for each file, a browser for all. */
export const story = base.extend<Fixtures>({
  browser: [
    // oxlint-disable-next-line no-empty-pattern -- vitest reads a fixture's needs from this pattern
    async ({}, use) => {
      const browser = await chromium.launch({ executablePath: inject('chromium'), args: [...chromiumArgs] })
      await use(browser)
      await browser.close()
    },
    { scope: 'file' },
  ],
  stage: [
    // oxlint-disable-next-line no-empty-pattern -- vitest reads a fixture's needs from this pattern
    async ({}, use) => {
      const database = await cloneDatabase(inject('adminUrl'), inject('template'))
      const line = new CuttableLine()
      await line.open()
      const server = new MekongServer(database.url, [line.url])
      line.leadTo(() => server.port)
      await server.start()
      await use({ server, line })
      await server.stop()
      line.close()
      await database.drop()
    },
    { scope: 'file' },
  ],
  come: async ({ browser, stage }, use) => {
    const people: Person[] = []
    await use(async (name, { byLine = false, ...options } = {}) => {
      const person = await Person.signIn(browser, byLine ? stage.line.url : stage.server.url, name, options)
      people.push(person)
      return person
    })
    stage.line.restore()
    for (const person of people) await person.leave()
  },
})

/** The same columns with the same cards and sums on all screens, and in a fresh reading of the server. */
export async function expectEqual(...people: readonly [Person, ...Person[]]): Promise<void> {
  await expect
    .poll(
      async () => {
        const [first, ...others] = await Promise.all(people.map((person) => person.board.columns()))
        return others.every((other) => JSON.stringify(other) === JSON.stringify(first))
      },
      { timeout: 15_000 },
    )
    .toBe(true)
  const [person] = people
  const seen = await person.board.columns()
  const pipelineId = new URL(person.page.url()).pathname.split('/')[2]
  const { board } = await person.ask<Fresh>(freshBoard, { pipelineId })
  const fresh = board.columns.filter(({ stage }) => seen.some(({ name }) => name === stage.name))
  expect(seen.map(({ name, count, cards }) => ({ name, count: Number(count.replace(/\D/g, '')), cards }))).toEqual(
    fresh.map(({ stage, totals, opportunities }) => ({
      name: stage.name,
      count: totals.count,
      cards: opportunities.nodes,
    })),
  )
}

interface Fresh {
  readonly board: {
    readonly columns: readonly {
      readonly stage: { readonly name: string }
      readonly totals: { readonly count: number }
      readonly opportunities: { readonly nodes: readonly SeenCard[] }
    }[]
  }
}

const freshBoard = `query ($pipelineId: ID!) {
  board(pipelineId: $pipelineId) {
    columns { stage { name } totals { count } opportunities(first: 50) { nodes { id title } } }
  }
}`
