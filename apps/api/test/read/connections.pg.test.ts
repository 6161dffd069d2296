import fc from 'fast-check'
import type { Pool } from 'pg'
import { describe, expect } from 'vitest'
import type { App } from '../../src/app.ts'
import { test as withApp } from '../harness.ts'
import type { Person } from '../people.ts'
import { idsOf, readPage, refusalOf, type Page, type PageArgs } from './listed.ts'
import { aCompany, fillShelf, type Shelf } from './shelf.ts'

const test = withApp.extend<{ shelf: Shelf; who: Person }>({
  shelf: [async ({ database }, use) => use(await fillShelf(database.pool, 60)), { scope: 'file' }],
  who: [async ({ people }, use) => use(await people.manager()), { scope: 'file' }],
})

/** What each order field is in SQL, said a second time. */
const columns = {
  CREATED_AT: 'created_at',
  CLOSED_AT: 'closed_at',
  STAGE_ENTERED_AT: 'stage_entered_at',
  AMOUNT: 'amount',
  EXPECTED_CLOSE_DATE: 'expected_close_date',
  TITLE: 'title collate "vi-x-icu"',
  EXTERNAL_ID: 'external_id',
  RANK: 'rank',
} as const

type OrderField = keyof typeof columns
interface Order {
  readonly field: OrderField
  readonly direction: 'ASC' | 'DESC'
}

const orderFields = Object.keys(columns) as OrderField[]
const orders: Order[] = orderFields.flatMap((field) => [
  { field, direction: 'ASC' as const },
  { field, direction: 'DESC' as const },
])

async function inSql(pool: Pool, { pipeline }: Shelf, orderBy: readonly Order[]): Promise<string[]> {
  const keys = orderBy.map(({ field, direction }) => `${columns[field]} ${direction} nulls last`)
  const { rows } = await pool.query<{ id: string }>(
    `select id from opportunity where pipeline_id = $1 order by ${keys.join(', ')}, id ${orderBy.at(-1)?.direction}`,
    [pipeline.id],
  )
  return rows.map(({ id }) => id)
}

const onShelf = ({ pipeline }: Shelf, orderBy?: readonly Order[]) => ({
  filter: { pipelineId: { eq: pipeline.id } },
  ...(orderBy && { orderBy }),
})

/** The page that a list in memory would give: Relay's slicing, and what lies beyond the slice. */
function slice(ids: readonly string[], args: { first?: number; last?: number; after?: string; before?: string }) {
  const from = args.after === undefined ? 0 : ids.indexOf(args.after) + 1
  const to = args.before === undefined ? ids.length : Math.max(from, ids.indexOf(args.before))
  const start = args.last === undefined ? from : Math.max(from, to - args.last)
  const end = args.first === undefined ? to : Math.min(to, from + args.first)
  return { ids: ids.slice(start, end), hasPreviousPage: start > 0, hasNextPage: end < ids.length }
}

const seen = ({ pageInfo, ...page }: Page) => ({
  ids: page.nodes.map(({ id }) => id),
  hasPreviousPage: pageInfo.hasPreviousPage,
  hasNextPage: pageInfo.hasNextPage,
})

async function walk(app: App, who: Person, variables: object, from: 'front' | 'end', size: number): Promise<Page[]> {
  const pages: Page[] = []
  for (let args: PageArgs = from === 'front' ? { first: size } : { last: size }; ;) {
    const page = await readPage(app, who, 'opportunities', { ...variables, ...args })
    pages.push(page)
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo
    if (!(from === 'front' ? hasNextPage : hasPreviousPage)) return pages
    args = from === 'front' ? { first: size, after: endCursor } : { last: size, before: startCursor }
  }
}

describe('a list walked page by page', () => {
  for (const order of orders)
    test(`by ${order.field} ${order.direction}, is the same from both ends as in SQL`, async ({
      app,
      database: { pool },
      shelf,
      who,
    }) => {
      const expected = await inSql(pool, shelf, [order])
      for (const from of ['front', 'end'] as const) {
        const pages = await walk(app, who, onShelf(shelf, [order]), from, 7)
        const inListOrder = from === 'front' ? pages : pages.toReversed()
        expect(inListOrder.flatMap(idsOf)).toEqual(expected)
        let at = 0
        for (const page of inListOrder) {
          expect(seen(page)).toEqual({
            ids: expected.slice(at, at + page.nodes.length),
            hasPreviousPage: at > 0,
            hasNextPage: at + page.nodes.length < expected.length,
          })
          at += page.nodes.length
        }
      }
    })
})

test('any page of any order is the slice that Relay says', async ({ app, database: { pool }, shelf, who }) => {
  const order = fc.record({ field: fc.constantFrom(...orderFields), direction: fc.constantFrom('ASC', 'DESC') })
  const place = fc.option(fc.nat(59), { nil: undefined })
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(order, { minLength: 1, maxLength: 3, selector: ({ field }) => field }),
      fc.integer({ min: 0, max: 70 }),
      fc.boolean(),
      place,
      place,
      async (orderBy, count, isForward, afterAt, beforeAt) => {
        const variables = onShelf(shelf, orderBy)
        const expected = await inSql(pool, shelf, orderBy)
        const all = await readPage(app, who, 'opportunities', { ...variables, first: 100 })
        const at = <T>(index: number | undefined, of: (index: number) => T) =>
          index === undefined ? undefined : of(index)
        const size = isForward ? { first: count } : { last: count }
        const page = await readPage(app, who, 'opportunities', {
          ...variables,
          ...size,
          after: at(afterAt, (index) => all.edges[index]?.cursor),
          before: at(beforeAt, (index) => all.edges[index]?.cursor),
        })
        // Cursors that have crossed leave nothing between them, and what lies beyond nothing is not said.
        fc.pre(afterAt === undefined || beforeAt === undefined || afterAt < beforeAt)
        const asked = {
          ...size,
          after: at(afterAt, (index) => expected[index]),
          before: at(beforeAt, (index) => expected[index]),
        }
        const wanted = slice(expected, asked)
        expect(page.nodes.map(({ id }) => id)).toEqual(wanted.ids)
        if (wanted.ids.length > 0) expect(seen(page)).toEqual(wanted)
      },
    ),
    { numRuns: 60 },
  )
})

describe('the arguments of a page', () => {
  test('are 20 from the front when none is given, and null is as if not given', async ({ app, shelf, who }) => {
    const bare = await readPage(app, who, 'opportunities', onShelf(shelf))
    expect(bare.nodes).toHaveLength(20)
    const nulls = { first: null, after: null, last: null, before: null }
    expect(await readPage(app, who, 'opportunities', { ...onShelf(shelf), ...nulls })).toEqual(bare)
    const last = await readPage(app, who, 'opportunities', { ...onShelf(shelf), first: null, last: 5 })
    expect(last.nodes).toHaveLength(5)
  })

  test('give nothing for first: 0, and say whether there would be more', async ({ app, shelf, who }) => {
    const none = await readPage(app, who, 'opportunities', { ...onShelf(shelf), first: 0 })
    expect(none).toEqual({
      edges: [],
      nodes: [],
      totalCount: 60,
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null },
    })
    const empty = await readPage(app, who, 'opportunities', { filter: { id: { in: [] } }, first: 0 })
    expect(empty.pageInfo.hasNextPage).toBe(false)
    const { edges } = await readPage(app, who, 'opportunities', { ...onShelf(shelf), first: 60 })
    const atEnd = await readPage(app, who, 'opportunities', { ...onShelf(shelf), first: 0, after: edges[59]?.cursor })
    expect(atEnd.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
    const inside = await readPage(app, who, 'opportunities', { ...onShelf(shelf), last: 0, before: edges[3]?.cursor })
    expect(inside.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
  })

  test('give an empty page after the last entry and before the first', async ({ app, shelf, who }) => {
    const { pageInfo } = await readPage(app, who, 'opportunities', { ...onShelf(shelf), first: 60 })
    const beyond = await readPage(app, who, 'opportunities', { ...onShelf(shelf), after: pageInfo.endCursor })
    expect(seen(beyond)).toEqual({ ids: [], hasNextPage: false, hasPreviousPage: true })
    const ahead = await readPage(app, who, 'opportunities', {
      ...onShelf(shelf),
      last: 5,
      before: pageInfo.startCursor,
    })
    expect(seen(ahead)).toEqual({ ids: [], hasNextPage: true, hasPreviousPage: false })
  })

  for (const args of [
    { first: 101 },
    { first: -1 },
    { last: 101 },
    { last: -1 },
    { first: 1e9 },
    { first: 1, last: 1 },
  ])
    test(`are refused as ${JSON.stringify(args)}`, async ({ app, who }) => {
      expect(await refusalOf(app, who, 'opportunities', args)).toBe('BAD_USER_INPUT')
      expect(await refusalOf(app, who, 'companies', args)).toBe('BAD_USER_INPUT')
    })
})

describe('a cursor', () => {
  test('opens only the list, filter and order that it was made for', async ({
    app,
    database: { pool },
    shelf,
    who,
  }) => {
    await aCompany(pool, 'Hoa Sen')
    const order = [{ field: 'AMOUNT' as const, direction: 'ASC' as const }]
    const mine = onShelf(shelf, order)
    const { pageInfo } = await readPage(app, who, 'opportunities', { ...mine, first: 3 })
    const after = pageInfo.endCursor
    const others = [
      onShelf(shelf),
      onShelf(shelf, [{ field: 'AMOUNT', direction: 'DESC' }]),
      { orderBy: order },
      { ...mine, filter: { ...mine.filter, title: { contains: 'a' } } },
    ]
    for (const other of others)
      expect(await refusalOf(app, who, 'opportunities', { ...other, after })).toBe('BAD_USER_INPUT')
    for (const other of ['companies', 'contacts', 'users', 'teams', 'lostReasons', 'pipelines', 'tags'] as const)
      expect(await refusalOf(app, who, other, { after })).toBe('BAD_USER_INPUT')
    expect(await refusalOf(app, who, 'opportunities', { ...mine, after })).toBeUndefined()
  })

  test('that is cut off, changed or made up is refused, never page one', async ({ app, shelf, who }) => {
    const { pageInfo } = await readPage(app, who, 'opportunities', { ...onShelf(shelf), first: 3 })
    const good = pageInfo.endCursor ?? ''
    const swapped = good.at(20) === 'A' ? 'B' : 'A'
    const bad = [
      '',
      'x',
      good.slice(0, -1),
      `${good}A`,
      good.slice(1),
      good.slice(0, 20) + swapped + good.slice(21),
      `${good}=`,
      Buffer.from('["2026-01-01","opp_x"]').toString('base64url'),
      'đ\0😀',
      'A'.repeat(10_000),
    ]
    for (const after of bad) {
      expect([after, await refusalOf(app, who, 'opportunities', { ...onShelf(shelf), after })]).toEqual([
        after,
        'BAD_USER_INPUT',
      ])
      expect(await refusalOf(app, who, 'opportunities', { ...onShelf(shelf), before: after, last: 2 })).toBe(
        'BAD_USER_INPUT',
      )
    }
  })

  test('stands where its entry stood, though that is gone', async ({ app, database: { pool }, who }) => {
    const shelf = await fillShelf(pool, 6)
    const { edges } = await readPage(app, who, 'opportunities', { ...onShelf(shelf), first: 6 })
    const remove = (from: number, to: number) =>
      pool.query('update opportunity set deleted_at = now() where id = any($1)', [
        edges.slice(from, to).map(({ node }) => node.id),
      ])
    await remove(2, 3)
    const after = edges[2]?.cursor
    const rest = await readPage(app, who, 'opportunities', { ...onShelf(shelf), after })
    expect(seen(rest)).toEqual({
      ids: edges.slice(3).map(({ node }) => node.id),
      hasPreviousPage: true,
      hasNextPage: false,
    })
    // What a page is said to have before it, it has: the cursor alone is no proof.
    await remove(0, 2)
    const first = await readPage(app, who, 'opportunities', { ...onShelf(shelf), after })
    expect(first.pageInfo.hasPreviousPage).toBe(false)
    await remove(3, 6)
    const none = await readPage(app, who, 'opportunities', { ...onShelf(shelf), after })
    expect(seen(none)).toEqual({ ids: [], hasPreviousPage: false, hasNextPage: false })
  })
})
