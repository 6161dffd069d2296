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
  /**
   * Somebody comes, by the direct way or by the line that can be cut; null: a stranger, who signs in themself. At the end
   * of the story all leave in good order.
   */
  readonly come: (name: string | null, options?: PersonOptions & { readonly byLine?: boolean }) => Promise<Person>
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
      const server = new MekongServer(inject('built'), database.url, [line.url])
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
      const origin = byLine ? stage.line.url : stage.server.url
      const person =
        name === null
          ? await Person.arrive(browser, origin, options)
          : await Person.signIn(browser, origin, name, options)
      people.push(person)
      return person
    })
    stage.line.restore()
    for (const person of people) await person.leave()
  },
})

/** Nothing is under way, and all screens show the same columns, cards and counts as a fresh reading of the server. */
export async function expectEqual(...people: readonly [Person, ...Person[]]): Promise<void> {
  const [first, ...others] = people
  const pipelineId = new URL(first.page.url()).pathname.split('/')[2]
  const look = async () => {
    const { board } = await first.ask<Fresh>(freshBoard, { pipelineId })
    const screens = await Promise.all(people.map((person) => person.board.columns()))
    const pending = await Promise.all(people.map((person) => person.page.locator('.pending').count()))
    const [seen = []] = screens
    const fresh = board.columns.filter(({ stage }) => seen.some(({ name }) => name === stage.name))
    return {
      seen: seen.map(({ name, count, cards }) => ({ name, count: Number(count.replace(/\D/g, '')), cards })),
      fresh: fresh.map(({ stage, totals, opportunities }) => ({
        name: stage.name,
        count: totals.count,
        cards: opportunities.nodes,
      })),
      areEqual: screens.every((screen) => JSON.stringify(screen) === JSON.stringify(seen)),
      pending: pending.reduce((sum, one) => sum + one, 0),
    }
  }
  await expect
    .poll(
      async () => {
        const { seen, fresh, areEqual, pending } = await look()
        return areEqual && pending === 0 && JSON.stringify(seen) === JSON.stringify(fresh)
      },
      { timeout: 20_000, interval: 250, message: `${1 + others.length} screens and the server agree` },
    )
    .toBe(true)
    .catch(async (error: unknown) => {
      const { seen, fresh } = await look()
      // Where they differ says more than that they do.
      expect(seen).toEqual(fresh)
      throw error
    })
}

/** How often a card has been moved, as its history has it. */
export async function movesOf(person: Person, id: string): Promise<number> {
  let moves = 0
  for (let after: string | null = null, isLast = false; !isLast;) {
    const page: HistoryPage = await historyPage(person, id, after)
    moves += page.nodes.filter(({ kind }) => kind === 'MOVED').length
    after = page.pageInfo.endCursor
    isLast = !page.pageInfo.hasNextPage
  }
  return moves
}

interface HistoryPage {
  readonly nodes: readonly { readonly kind: string }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

async function historyPage(person: Person, id: string, after: string | null): Promise<HistoryPage> {
  const answer = await person.ask<{ opportunity: { history: HistoryPage } }>(historyOf, { id, after })
  return answer.opportunity.history
}

const historyOf = `query ($id: ID!, $after: String) {
  opportunity(id: $id) {
    history(first: 100, after: $after) { nodes { kind } pageInfo { hasNextPage endCursor } }
  }
}`

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
