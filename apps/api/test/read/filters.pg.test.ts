import { fold } from '@mekong/domain'
import fc, { type Arbitrary } from 'fast-check'
import { describe, expect } from 'vitest'
import { post } from '../client.ts'
import { test as withApp } from '../harness.ts'
import type { Person } from '../people.ts'
import { idsOf, readPage, refusalOf } from './listed.ts'
import { fillShelf, type Shelf, type Shelved } from './shelf.ts'

const test = withApp.extend<{ shelf: Shelf; who: Person }>({
  shelf: [async ({ database }, use) => use(await fillShelf(database.pool, 40)), { scope: 'file' }],
  who: [async ({ people }, use) => use(await people.manager()), { scope: 'file' }],
})

// The same filters, evaluated in memory as their descriptions say.

interface Comparators {
  readonly eq?: unknown
  readonly ne?: unknown
  readonly in?: readonly unknown[]
  readonly notIn?: readonly unknown[]
  readonly lt?: unknown
  readonly lte?: unknown
  readonly gt?: unknown
  readonly gte?: unknown
  readonly isNull?: boolean
  readonly contains?: string
  readonly startsWith?: string
}

type Value = string | number | null

const isLess = (a: NonNullable<Value>, b: unknown, isDecimal: boolean): boolean =>
  isDecimal || typeof a === 'number' ? Number(a) < Number(b) : a < String(b)

const isSame = (a: Value, b: unknown, isDecimal: boolean): boolean =>
  a !== null && (isDecimal ? Number(a) === Number(b) : a === b)

function compares(value: Value, filter: Comparators, isDecimal = false): boolean {
  const holds: Record<keyof Comparators, (wanted: never) => boolean> = {
    eq: (v) => isSame(value, v, isDecimal),
    ne: (v) => !isSame(value, v, isDecimal),
    in: (v: readonly unknown[]) => v.some((one) => isSame(value, one, isDecimal)),
    notIn: (v: readonly unknown[]) => !v.some((one) => isSame(value, one, isDecimal)),
    lt: (v) => value !== null && isLess(value, v, isDecimal),
    lte: (v) => value !== null && (isLess(value, v, isDecimal) || isSame(value, v, isDecimal)),
    gt: (v) => value !== null && !isLess(value, v, isDecimal) && !isSame(value, v, isDecimal),
    gte: (v) => value !== null && !isLess(value, v, isDecimal),
    isNull: (v) => (value === null) === v,
    contains: (v: string) => value !== null && fold(String(value)).includes(fold(v)),
    startsWith: (v: string) => value !== null && fold(String(value)).startsWith(fold(v)),
  }
  return Object.entries(filter).every(([name, wanted]) => holds[name as keyof Comparators](wanted as never))
}

interface Tags {
  readonly hasAny?: readonly string[]
  readonly hasAll?: readonly string[]
  readonly isEmpty?: boolean
}

const tagged = (tags: readonly string[], { hasAny, hasAll, isEmpty }: Tags): boolean =>
  (hasAny === undefined || hasAny.some((tag) => tags.includes(tag))) &&
  (hasAll === undefined || hasAll.every((tag) => tags.includes(tag))) &&
  (isEmpty === undefined || (tags.length === 0) === isEmpty)

interface Filter {
  readonly and?: readonly Filter[]
  readonly or?: readonly Filter[]
  readonly not?: Filter
  readonly title?: Comparators
  readonly externalId?: Comparators
  readonly source?: Comparators
  readonly amount?: Comparators
  readonly probability?: Comparators
  readonly status?: Comparators
  readonly stageId?: Comparators
  readonly companyId?: Comparators
  readonly expectedCloseDate?: Comparators
  readonly createdAt?: Comparators
  readonly closedAt?: Comparators
  readonly tags?: Tags
  readonly company?: Named
  readonly stage?: Named
}

interface Named {
  readonly and?: readonly Named[]
  readonly or?: readonly Named[]
  readonly not?: Named
  readonly name?: Comparators
}

function passes(row: Shelved, filter: Filter): boolean {
  const holds: Record<keyof Filter, (wanted: never) => boolean> = {
    and: (parts: readonly Filter[]) => parts.every((part) => passes(row, part)),
    or: (parts: readonly Filter[]) => parts.some((part) => passes(row, part)),
    not: (part: Filter) => !passes(row, part),
    title: (v) => compares(row.title, v),
    externalId: (v) => compares(row.externalId, v),
    source: (v) => compares(row.source, v),
    amount: (v) => compares(row.amount, v, true),
    probability: (v) => compares(row.probability, v),
    status: (v) => compares(row.status, v),
    stageId: (v) => compares(row.stageId, v),
    companyId: (v) => compares(row.companyId, v),
    expectedCloseDate: (v) => compares(row.expectedCloseDate, v),
    createdAt: (v) => compares(row.createdAt, v),
    closedAt: (v) => compares(row.closedAt, v),
    tags: (v) => tagged(row.tags, v),
    company: (v: Named) => isEmpty(v) || (row.companyName !== null && isNamed(row.companyName, v)),
    stage: (v: Named) => isNamed(row.stageName, v),
  }
  return Object.entries(filter).every(([name, wanted]) => holds[name as keyof Filter](wanted as never))
}

/** Asks nothing at all, so that what refers to nothing passes too. */
const isEmpty = ({ and, or, not, name }: Named): boolean =>
  (and ?? []).every(isEmpty) && or === undefined && not === undefined && Object.keys(name ?? {}).length === 0

const isNamed = (value: string, { and, or, not, name }: Named): boolean =>
  (and ?? []).every((part) => isNamed(value, part)) &&
  (or === undefined || or.some((part) => isNamed(value, part))) &&
  (not === undefined || !isNamed(value, not)) &&
  (name === undefined || compares(value, name))

// What filters are made of: values that occur, values that almost do, and patterns that would mean something in SQL.

const moments = ['2026-01-01T03:00:00.000Z', '2026-01-03T03:00:00.250Z', '2026-01-05T03:00:00.250Z']
const texts = ['Đường số 3', 'duong', 'thi cong', 'THI  CÔNG', '%', '_', '\\', "'", 'a_b', '100%', 'ánh', 'o', '']

function equality<T>(value: Arbitrary<T>) {
  return { eq: value, ne: value, in: fc.array(value, { maxLength: 3 }), notIn: fc.array(value, { maxLength: 3 }) }
}
const withNull = { isNull: fc.boolean() }
const range = <T>(value: Arbitrary<T>) => ({ ...equality(value), lt: value, lte: value, gt: value, gte: value })
/** One or two of the parts, since many together nearly always let nothing through. */
const some = <T extends object>(parts: { [K in keyof T]: Arbitrary<T[K]> }): Arbitrary<Partial<T>> =>
  fc
    .subarray(Object.keys(parts) as (keyof T)[], { minLength: 1, maxLength: 2 })
    .chain((keys) => fc.tuple(...keys.map((key) => parts[key].map((value) => [key, value] as const))))
    .map((entries) => Object.fromEntries(entries) as Partial<T>)

const text = fc.constantFrom(...texts)
const textFilter = some({ ...equality(text), contains: text, startsWith: text, ...withNull })

/** Fewer names than conditions are allowed. */
const isWithinBounds = (filter: unknown): boolean => (JSON.stringify(filter).match(/":/g)?.length ?? 0) < 100

function filtersOver(shelf: Shelf): Arbitrary<Filter> {
  const known = <K extends keyof Shelved>(key: K) =>
    fc.constantFrom(...new Set(shelf.rows.map((row) => row[key]).filter((value) => value !== null)))
  const named = fc.letrec<{ named: Named }>((tie) => ({
    named: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      fc.record({ name: textFilter }, { requiredKeys: [] }),
      fc.record({ not: tie('named') }),
      fc.record({ or: fc.array(tie('named'), { maxLength: 2 }) }),
      fc.record({ and: fc.array(tie('named'), { maxLength: 2 }) }),
    ),
  })).named
  const tag = fc.constantFrom('vip', 'xuất khẩu', 'nội địa', 'VIP')
  const leaf = some({
    title: textFilter,
    externalId: some({ ...equality(known('externalId')), contains: fc.constantFrom('ext-', '-7'), ...withNull }),
    source: textFilter,
    amount: some({ ...range(fc.constantFrom('0', '1000', '1000.50', '999999999999999', '0.1')), ...withNull }),
    probability: some(range(fc.constantFrom(0, 0.1, 0.25, 0.5, 1))),
    status: some(equality(fc.constantFrom('OPEN', 'WON', 'LOST'))),
    stageId: some(equality(known('stageId'))),
    companyId: some({ ...equality(fc.oneof(known('companyId'), fc.constant("x' or '1'='1"))), ...withNull }),
    expectedCloseDate: some({ ...range(fc.constantFrom('2026-11-25', '2026-11-26', '2026-12-01')), ...withNull }),
    createdAt: some(range(fc.constantFrom(...moments))),
    closedAt: some({ ...range(fc.constantFrom(...moments)), ...withNull }),
    tags: some({
      hasAny: fc.array(tag, { maxLength: 2 }),
      hasAll: fc.array(tag, { maxLength: 2 }),
      isEmpty: fc.boolean(),
    }),
    company: named,
    stage: named,
  })
  return fc
    .letrec<{ filter: Filter }>((tie) => ({
      filter: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        { weight: 3, arbitrary: leaf },
        { weight: 1, arbitrary: fc.record({ not: tie('filter') }) },
        { weight: 1, arbitrary: fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }) },
        { weight: 1, arbitrary: fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) }) },
        { weight: 1, arbitrary: fc.tuple(leaf, tie('filter')).map(([own, not]) => ({ ...own, not })) },
      ),
    }))
    .filter.filter(isWithinBounds) as Arbitrary<Filter> // letrec knows its parts by their names only
}

test('any filter lets through exactly what it says', async ({ app, shelf, who }) => {
  let letThrough = 0
  await fc.assert(
    fc.asyncProperty(filtersOver(shelf), async (filter) => {
      const asked = { and: [{ pipelineId: { eq: shelf.pipeline.id } }, filter] }
      const page = await readPage(app, who, 'opportunities', { filter: asked, first: 100 })
      const expected = shelf.rows.filter((row) => passes(row, filter)).map(({ id }) => id)
      expect(idsOf(page).toSorted()).toEqual(expected.toSorted())
      expect(page.totalCount).toBe(expected.length)
      if (expected.length > 0 && expected.length < shelf.rows.length) letThrough += 1
    }),
    { numRuns: 300 },
  )
  // A property about filters that all let everything or nothing through would prove little.
  expect(letThrough).toBeGreaterThan(50)
})

describe('filters', () => {
  const titlesOf = async (app: Parameters<typeof readPage>[0], who: Person, shelf: Shelf, filter: object) => {
    const page = await readPage(app, who, 'opportunities', {
      filter: { ...filter, pipelineId: { eq: shelf.pipeline.id } },
      first: 100,
    })
    const titleOf = new Map(shelf.rows.map(({ id, title }) => [id, title]))
    return [...new Set(idsOf(page).map((id) => titleOf.get(id)))].toSorted()
  }

  test('fold accents, đ and runs of spaces, and take % and _ as they are', async ({ app, shelf, who }) => {
    const contains = (value: string) => titlesOf(app, who, shelf, { title: { contains: value } })
    expect(await contains('duong')).toEqual(['Dương Minh', 'Đường số 3'])
    expect(await contains('thi cong')).toEqual(['Thi công nhà xưởng', 'thi  cong'])
    expect(await contains('Thi Công'.normalize('NFD'))).toEqual(['Thi công nhà xưởng', 'thi  cong'])
    expect(await contains('%')).toEqual(['100%'])
    expect(await contains('_')).toEqual(['a_b\\c'])
    expect(await contains('\\')).toEqual(['a_b\\c'])
    expect(await contains('0%0')).toEqual([])
    expect(await titlesOf(app, who, shelf, { title: { startsWith: 'ANH' } })).toEqual(['Ánh', 'ánh'])
  })

  test('leave out nobody for an empty value in ne and notIn', async ({ app, shelf, who }) => {
    const counted = async (filter: object) =>
      (await readPage(app, who, 'opportunities', { filter: { ...filter, pipelineId: { eq: shelf.pipeline.id } } }))
        .totalCount
    const empty = shelf.rows.filter(({ amount }) => amount === null).length
    const thousands = shelf.rows.filter(({ amount }) => amount === '1000').length
    expect(empty).toBeGreaterThan(0)
    expect(await counted({ amount: { ne: '1000' } })).toBe(shelf.rows.length - thousands)
    expect(await counted({ amount: { notIn: [] } })).toBe(shelf.rows.length)
    expect(await counted({ amount: { in: [] } })).toBe(0)
    expect(await counted({ not: { amount: { gt: '0' } } })).toBe(
      shelf.rows.filter(({ amount }) => amount === null || amount === '0').length,
    )
    expect(await counted({ or: [] })).toBe(0)
    for (const nothing of [{}, { name: {} }, { and: [{ and: [] }] }])
      expect(await counted({ company: nothing })).toBe(shelf.rows.length)
    expect(await counted({ and: [] })).toBe(shelf.rows.length)
    expect(await counted({ amount: null, title: { eq: null } })).toBe(shelf.rows.length)
  })

  const nested = (depth: number): object => (depth === 0 ? { title: { eq: 'x' } } : { not: nested(depth - 1) })

  test('are bounded in depth and size', async ({ app, who }) => {
    const refusal = (filter: object) => refusalOf(app, who, 'opportunities', { filter })
    expect(await refusal(nested(7))).toBeUndefined()
    expect(await refusal(nested(8))).toBe('BAD_USER_INPUT')
    // As deep as a body may be: reading it must not use up the stack.
    const query = 'query ($filter: OpportunityFilter) { opportunities(filter: $filter) { totalCount } }'
    for (const depth of [1_000, 5_000, 30_000]) {
      const filter = `${'{"not":'.repeat(depth)}{}${'}'.repeat(depth)}`
      const answer = await post(app, who, `{"query":${JSON.stringify(query)},"variables":{"filter":${filter}}}`)
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
    }
    expect(await refusal({ or: Array.from({ length: 60 }, () => ({ title: { eq: 'x' } })) })).toBe('BAD_USER_INPUT')
    expect(await refusal({ id: { in: Array.from({ length: 1_001 }, () => 'x') } })).toBe('BAD_USER_INPUT')
    expect(await refusal({ search: 'x'.repeat(201) })).toBe('BAD_USER_INPUT')
  })

  test('refuse values that are none, and text that no row can hold', async ({ app, who }) => {
    const refusal = (filter: object) => refusalOf(app, who, 'opportunities', { filter })
    for (const filter of [
      { amount: { eq: '1,000' } },
      { amount: { gt: 'NaN' } },
      { amount: { gt: 0.1 } },
      { expectedCloseDate: { eq: '2026-02-30' } },
      { createdAt: { gt: '2026-11-25T10:00:00' } },
      { createdAt: { gt: '2026-02-30T10:00:00Z' } },
      { currency: { eq: 'vnd' } },
      { title: { contains: 'a\0b' } },
      { title: { in: ['\ud800'] } },
      { id: { eq: '\0' } },
      { search: '\0' },
      { tags: { hasAny: ['\0'] } },
    ])
      expect([filter, await refusal(filter)]).toEqual([filter, 'BAD_USER_INPUT'])
  })

  test('compare moments of any zone', async ({ app, shelf, who }) => {
    const counted = async (moment: string) =>
      (
        await readPage(app, who, 'opportunities', {
          filter: { pipelineId: { eq: shelf.pipeline.id }, createdAt: { gte: moment } },
        })
      ).totalCount
    expect(await counted('2026-01-03T10:00:00+07:00')).toBe(await counted('2026-01-03T03:00:00Z'))
    expect(await counted('2026-01-03T10:00:00+07:00')).toBeGreaterThan(0)
  })
})
