import { add, multiply } from '@mekong/domain'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import type { App } from '../../src/app.ts'
import { ask, gql } from '../client.ts'
import { test as withDesk, type Card, type Desk } from '../desk.ts'
import type { Person } from '../people.ts'

interface Column {
  readonly stage: { readonly id: string; readonly name: string }
  readonly totals: {
    readonly count: number
    readonly amount: { readonly amount: string; readonly currency: string } | null
    readonly weightedAmount: { readonly amount: string; readonly currency: string } | null
    readonly byCurrency: readonly object[]
  }
  readonly opportunities: {
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[]
    readonly nodes: readonly { readonly id: string; readonly rank: string }[]
    readonly totalCount: number
    readonly pageInfo: {
      readonly hasNextPage: boolean
      readonly hasPreviousPage: boolean
      readonly startCursor: string | null
      readonly endCursor: string | null
    }
  }
}

interface Board {
  readonly seq: number
  readonly cursor: string
  readonly pipeline: { readonly id: string }
  readonly columns: readonly Column[]
}

const columnFields = `stage { id name }
  totals { count amount { amount currency } weightedAmount { amount currency } byCurrency { currency count amount weightedAmount } }
  opportunities(first: $first, after: $after) { edges { cursor node { id } } nodes { id rank } totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`

const document = `query ($id: ID!, $filter: OpportunityFilter, $stageIds: [ID!], $first: Int, $after: String) {
  board(pipelineId: $id, filter: $filter) { seq cursor pipeline { id } columns(stageIds: $stageIds) { ${columnFields} } } }`

const readBoard = async (app: App, who: Person, variables: object): Promise<Board | null> =>
  (await gql<{ board: Board | null }>(app, who, document, { ...variables })).board

async function aBoard(app: App, who: Person, variables: object): Promise<Board> {
  const board = await readBoard(app, who, variables)
  if (!board) throw new Error('No board.')
  return board
}

const columnOf = (board: Board, stageId: string): Column => {
  const column = board.columns.find(({ stage }) => stage.id === stageId)
  if (!column) throw new Error('No such column.')
  return column
}

const codeOf = async (app: App, who: Person, variables: object) =>
  (await ask(app, who, document, { ...variables })).errors?.[0]?.extensions?.['code']

const test = withDesk.extend<{ board: (variables?: object, who?: Person) => Promise<Board> }>({
  board: async ({ app, desk }, use) =>
    use((variables = {}, who = desk.manager) => aBoard(app, who, { id: desk.a.id, ...variables })),
})

const vnd = (amount: string) => ({ amount: { amount, currency: 'VND' } })
const usd = (amount: string) => ({ amount: { amount, currency: 'USD' } })

test('a board has its columns from the left, its cards by rank, and its place in the feed', async ({ desk, board }) => {
  const { a } = desk
  const [one, two] = [await desk.create(), await desk.create()]
  await desk.move(two, a.prospect, { beforeId: one.id })
  const read = await board()
  expect(read).toMatchObject({ seq: 3, pipeline: { id: a.id } })
  expect(read.columns.map(({ stage }) => stage.name)).toEqual(['Prospect', 'Qualified', 'Won', 'Lost'])
  const { opportunities } = columnOf(read, a.prospect)
  expect(opportunities.nodes.map(({ id }) => id)).toEqual([two.id, one.id])
  expect(opportunities.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false })
  const changes = 'query ($id: ID!, $after: String) { changes(pipelineId: $id, after: $after) { nodes { seq } } }'
  expect(await desk.query(desk.manager, changes, { id: a.id, after: read.cursor })).toEqual({ changes: { nodes: [] } })
})

test('there is no board of an unknown pipeline', async ({ app, desk }) => {
  for (const id of ['pip_1', '', '\0', desk.an.id, desk.a.prospect])
    expect(await readBoard(app, desk.an, { id })).toBeNull()
})

describe('totals', () => {
  test('are exact, in the pipeline’s currency and by currency', async ({ desk, board }) => {
    const { a } = desk
    await desk.create({ ...vnd('999999999999999'), probability: 0.3333 })
    await desk.create({ ...vnd('1'), probability: 0.0001 })
    await desk.create({ ...usd('0.01'), probability: 0.0001 })
    await desk.create({ ...usd('1234567.89') })
    await desk.create()
    const { totals } = columnOf(await board(), a.prospect)
    const weighted = add(multiply('999999999999999', '0.3333'), '0.0001')
    const inUsd = add(multiply('0.01', '0.0001'), multiply('1234567.89', '0.1'))
    expect(totals).toEqual({
      count: 5,
      amount: { amount: '1000000000000000', currency: 'VND' },
      weightedAmount: { amount: weighted, currency: 'VND' },
      byCurrency: [
        { currency: 'USD', count: 2, amount: '1234567.9', weightedAmount: inUsd },
        { currency: 'VND', count: 3, amount: '1000000000000000', weightedAmount: weighted },
      ],
    })
    expect(columnOf(await board(), a.won).totals).toEqual({
      count: 0,
      amount: { amount: '0', currency: 'VND' },
      weightedAmount: { amount: '0', currency: 'VND' },
      byCurrency: [],
    })
  })

  test('kept ones equal those counted through a filter that lets all through', async ({ desk, board }) => {
    const amounts = fc.option(fc.nat(1_000_000).map(String), { nil: null })
    const samples = fc.sample(fc.record({ amount: amounts, currency: fc.constantFrom('VND', 'USD', 'EUR') }), 25)
    for (const [n, { amount, currency }] of samples.entries()) {
      const stageId = [desk.a.prospect, desk.a.qualified, desk.a.won][n % 3]
      const who = [desk.an, desk.binh, desk.chi][n % 3]
      await desk.create({ stageId, ...(amount === null ? { currency } : { amount: { amount, currency } }) }, who)
    }
    for (const who of [desk.manager, desk.an, desk.chi, desk.leader]) {
      const kept = await board({}, who)
      const counted = await board({ filter: { pipelineId: { eq: desk.a.id } } }, who)
      expect(counted.columns.map(({ totals }) => totals)).toEqual(kept.columns.map(({ totals }) => totals))
    }
  })

  test('and cards are narrowed by a filter alike', async ({ desk, board }) => {
    const { a } = desk
    const big = await desk.create({ title: 'Lớn', ...vnd('500') })
    await desk.create({ title: 'Bé', ...vnd('5') })
    const won = await desk.create({ title: 'Lớn nữa', stageId: a.won, ...vnd('700') })
    const narrowed = await board({ filter: { search: 'lon' } })
    expect(
      narrowed.columns.map(({ totals, opportunities }) => [
        totals.count,
        totals.amount?.amount,
        opportunities.totalCount,
      ]),
    ).toEqual([
      [1, '500', 1],
      [0, '0', 0],
      [1, '700', 1],
      [0, '0', 0],
    ])
    expect(columnOf(narrowed, a.prospect).opportunities.nodes.map(({ id }) => id)).toEqual([big.id])
    const closed = await board({ filter: { and: [{ status: { eq: 'WON' } }, { amount: { gt: '1' } }] } })
    expect(columnOf(closed, a.won).opportunities.nodes.map(({ id }) => id)).toEqual([won.id])
    expect(columnOf(closed, a.prospect).totals.count).toBe(0)
  })
})

describe('a column', () => {
  const fill = async (desk: Desk, count: number): Promise<Card[]> => {
    const cards: Card[] = []
    for (let n = 0; n < count; n += 1) cards.push(await desk.create({ title: `Thẻ ${n}` }))
    return cards
  }

  test('is read on page by page, alone', async ({ desk, board }) => {
    const cards = await fill(desk, 7)
    const walked: string[] = []
    for (let after: string | null = null, more = true; more;) {
      const read = await board({ stageIds: [desk.a.prospect], first: 3, after })
      expect(read.columns).toHaveLength(1)
      const { opportunities, totals } = columnOf(read, desk.a.prospect)
      expect([totals.count, opportunities.totalCount]).toEqual([7, 7])
      expect(opportunities.pageInfo.hasPreviousPage).toBe(walked.length > 0)
      expect(opportunities.edges.map(({ node }) => node.id)).toEqual(opportunities.nodes.map(({ id }) => id))
      expect(opportunities.pageInfo.startCursor).toBe(opportunities.edges[0]?.cursor)
      walked.push(...opportunities.nodes.map(({ id }) => id))
      after = opportunities.pageInfo.endCursor
      more = opportunities.pageInfo.hasNextPage
    }
    expect(walked).toEqual(cards.map(({ id }) => id))
  })

  test('gives 50 cards when not asked for a number, none for 0, and never more than 100', async ({ app, desk }) => {
    await fill(desk, 2)
    const bare = `query ($id: ID!) { board(pipelineId: $id) { columns { none: opportunities(first: 0) { nodes { id } pageInfo { hasNextPage } }
      some: opportunities { nodes { id } } null: opportunities(first: null) { nodes { id } } } } }`
    const { board: read } = await gql<{ board: { columns: object[] } }>(app, desk.manager, bare, { id: desk.a.id })
    expect(read.columns[0]).toMatchObject({ none: { nodes: [], pageInfo: { hasNextPage: true } } })
    expect(read.columns[0]).toMatchObject({ some: { nodes: [{}, {}] }, null: { nodes: [{}, {}] } })
    for (const first of [101, -1]) expect(await codeOf(app, desk.an, { id: desk.a.id, first })).toBe('BAD_USER_INPUT')
  })

  test('takes only cursors of its own, under its own filter', async ({ app, desk, board }) => {
    const { a } = desk
    await fill(desk, 3)
    const { endCursor: after } = columnOf(await board({ first: 1 }), a.prospect).opportunities.pageInfo
    const one = { id: a.id, stageIds: [a.prospect], first: 1 }
    expect(await codeOf(app, desk.an, { ...one, after })).toBeUndefined()
    const strange = [
      { ...one, after: `${after}x` },
      { ...one, after: '' },
      { ...one, stageIds: [a.qualified], after },
      { ...one, stageIds: [a.prospect, a.qualified], after },
      { id: a.id, first: 1, after },
      { ...one, filter: { title: { contains: 'thẻ' } }, after },
    ]
    for (const variables of strange) expect(await codeOf(app, desk.an, variables)).toBe('BAD_USER_INPUT')
  })

  test('may be asked for many times over, by aliases and fragments, all of one moment', async ({ app, desk }) => {
    const [first, second] = await fill(desk, 2)
    const many = `query ($id: ID!, $stage: ID!) { board(pipelineId: $id) { ...Left right: columns(stageIds: [$stage]) { ...Cards } none: columns(stageIds: ["stg_x"]) { stage { id } } } }
      fragment Left on Board { left: columns { ... on BoardColumn { top: opportunities(first: 1) { nodes { id } } } ...Cards } }
      fragment Cards on BoardColumn { stage { id } opportunities(first: 2) { nodes { id } } }`
    const { board: read } = await gql<{ board: Record<'left' | 'right' | 'none', object[]> }>(app, desk.manager, many, {
      id: desk.a.id,
      stage: desk.a.prospect,
    })
    const both = { nodes: [{ id: first?.id }, { id: second?.id }] }
    expect(read.left).toHaveLength(4)
    expect(read.left[0]).toEqual({
      stage: { id: desk.a.prospect },
      top: { nodes: [{ id: first?.id }] },
      opportunities: both,
    })
    expect(read.right).toEqual([{ stage: { id: desk.a.prospect }, opportunities: both }])
    expect(read.none).toEqual([])
  })
})

test('a card says the same in each field, whatever else is asked of it', async ({ app, desk }) => {
  const company = await desk.query<{ createCompany: { company: { id: string } } }>(
    desk.manager,
    'mutation { createCompany(input: { name: "Tây Đô" }) { company { id } } }',
  )
  const card = await desk.create({ companyId: company.createCompany.company.id, tags: ['kho'], ...vnd('12345') })
  await desk.mutate(desk.manager, 'moveOpportunity', {
    opportunityId: card.id,
    toStageId: desk.a.lost,
    lostReasonId: desk.reason,
  })
  const schema = await gql<{ __type: { fields: { name: string; type: object }[] } }>(
    app,
    desk.manager,
    '{ __type(name: "Opportunity") { fields { name type { kind ofType { kind ofType { kind ofType { kind } } } } } } }',
  )
  const isPlain = (type: object) => !/OBJECT/.test(JSON.stringify(type))
  const below: Readonly<Record<string, string>> = {
    amount: '{ amount currency }',
    weightedAmount: '{ amount currency }',
    history: '{ totalCount }',
    stays: '{ stage { id } }',
  }
  const fields = schema.__type.fields.map(
    ({ name, type }) => `${name} ${isPlain(type) ? '' : (below[name] ?? '{ id }')}`,
  )
  expect(fields.length).toBeGreaterThan(25)
  const read = async (selection: string, at: 'nodes' | 'edges { node') => {
    const nodes = `opportunities { ${at} { ${selection} } ${at === 'nodes' ? '' : '}'} }`
    const query = `query ($id: ID!, $lost: [ID!]) { board(pipelineId: $id) { columns(stageIds: $lost) { ${nodes} } } }`
    const { board } = await gql<{
      board: { columns: { opportunities: { nodes?: object[]; edges?: { node: object }[] } }[] }
    }>(app, desk.manager, query, { id: desk.a.id, lost: [desk.a.lost] })
    const found = board.columns[0]?.opportunities
    return found?.nodes?.[0] ?? found?.edges?.[0]?.node
  }
  const whole = await read(fields.join(' '), 'nodes')
  const apart = await Promise.all(fields.map((field, at) => read(field, at % 2 === 0 ? 'nodes' : 'edges { node')))
  expect(Object.assign({}, ...apart)).toEqual(whole)
})
