import { getNamedType, isObjectType } from 'graphql'
import { describe, expect } from 'vitest'
import { amountFields } from '../../src/graphql/amounts.ts'
import { makeSchema } from '../../src/http/schema.ts'
import { ask, askByStream, askOver, post, socketClient } from '../client.ts'
import { test as withDesk, type Card } from '../desk.ts'
import type { Person } from '../people.ts'
import { LiveClient } from '../live/live-client.ts'
import { until } from '../live/until.ts'

/** Digits that occur nowhere else: whatever text holds them, as they are or weighted, has told an amount. */
const secret = '918273'
const twice = '1836546'
const tellsMoney = /918273|91827\.3|459136|183654/

const test = withDesk.extend<{ blind: Person; card: Card }>({
  /** In the north like An, and without the right to amounts. */
  blind: async ({ desk }, use) => use(await desk.people.make({ teams: [desk.north], seesAmounts: false })),
  card: async ({ desk }, use) => use(await desk.create({ amount: { amount: secret, currency: 'VND' } })),
})

const reads = {
  opportunity: `opportunity(id: $id) { amount { amount } weightedAmount { amount } history(first: 50) { nodes {
    changes { field before after beforeLabel afterLabel } } } stays { stage { id } } }`,
  node: `node(id: $id) { ... on Opportunity { amount { amount } } }`,
  nodes: `nodes(ids: [$id]) { ... on Opportunity { weightedAmount { amount currency } } }`,
  opportunities: `opportunities { nodes { amount { amount } weightedAmount { amount } } edges { node { amount { amount } } } }`,
  board: `board(pipelineId: $board) { columns { totals { count amount { amount } weightedAmount { amount }
    byCurrency { currency count amount weightedAmount } } opportunities { nodes { amount { amount } } } } }`,
  changes: `changes(pipelineId: $board, first: 100) { nodes { opportunity { amount { amount } }
    columns { totals { amount { amount } weightedAmount { amount } byCurrency { amount weightedAmount } } } } }`,
}

/** A document uses every variable that it declares. */
const reading = (root: keyof typeof reads) =>
  `query ($id: ID = "", $board: ID = "") { ${root} ${reads[root].slice(root.length)} card: node(id: $id) { id } pipeline: node(id: $board) { id } }`

test('every sum of money in the schema is under the right', () => {
  const money = Object.values(makeSchema().getTypeMap())
    .filter((type) => isObjectType(type))
    .filter(({ name }) => name !== 'Money')
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .filter(({ field }) => ['Money', 'Decimal'].includes(getNamedType(field.type).name))
    .map(({ type, field }) => `${type.name}.${field.name}`)
  expect(money.toSorted()).toEqual([...amountFields].toSorted())
})

describe('who may not see amounts', () => {
  test.for(Object.keys(reads) as (keyof typeof reads)[])(
    'reads none by %s',
    async (root, { app, desk, blind, card }) => {
      await desk.done(desk.an, 'updateOpportunity', {
        opportunityId: card.id,
        amount: { amount: twice, currency: 'VND' },
      })
      const variables = { id: card.id, board: desk.a.id }
      const query = reading(root)
      const open = await (await post(app, desk.an, { query, variables })).text()
      expect(open).toMatch(tellsMoney)
      expect(open).not.toContain('redacted')
      const told = await post(app, blind, { query, variables })
      const closed = await told.text()
      expect(closed).not.toMatch(tellsMoney)
      const { errors, extensions } = JSON.parse(closed)
      expect(errors).toBeUndefined()
      expect(extensions.redacted).toEqual([...extensions.redacted].toSorted())
      const hidden = extensions.redacted as string[]
      expect(hidden.length).toBeGreaterThan(0)
      for (const field of hidden) expect([...amountFields, 'FieldChange.before', 'FieldChange.after']).toContain(field)
      // The same over the other transports.
      const client = socketClient(app, blind)
      const overSocket = await askOver(client, query, { variables })
      await client.dispose()
      expect(JSON.stringify(overSocket.data)).not.toMatch(tellsMoney)
      expect(overSocket.extensions).toMatchObject({ redacted: hidden })
      const { results } = await askByStream(app, blind, { query, variables })
      expect(results).toHaveLength(1)
      expect(results[0]?.extensions).toMatchObject({ redacted: hidden })
      expect(JSON.stringify(results[0]?.data)).not.toMatch(tellsMoney)
    },
  )

  test('is told the same null whether there is an amount or not', async ({ app, desk, blind, card }) => {
    const without = await desk.create()
    const query = reading('opportunity').replace(/history.*changes \{[^}]*\} \} \}/s, '')
    const texts = await Promise.all(
      [card.id, without.id].map(async (id) => {
        const answer = await ask<{ opportunity: object }>(app, blind, query, { id })
        return JSON.stringify([answer.data?.opportunity, answer.extensions?.['redacted']])
      }),
    )
    expect(texts[0]).toBe(texts[1])
  })

  test('counts cards by currency all the same', async ({ desk, blind }) => {
    await desk.create({ amount: { amount: secret, currency: 'VND' } })
    const { board } = await desk.query<{ board: { columns: { totals: unknown }[] } }>(
      blind,
      `query ($id: ID!) { board(pipelineId: $id) { columns { totals { count amount { amount } byCurrency { currency count amount weightedAmount } } } } }`,
      { id: desk.a.id },
    )
    expect(board.columns[0]?.totals).toEqual({
      count: 1,
      amount: null,
      byCurrency: [{ currency: 'VND', count: 1, amount: null, weightedAmount: null }],
    })
  })

  test.for([
    ['amount', { amount: { gt: '5' } }],
    ['amount, empty', { amount: {} }],
    ['no amount', { amount: { isNull: true } }],
    ['amount, inside', { or: [{ title: { eq: 'x' } }, { and: [{ not: { amount: { lt: '5' } } }] }] }],
  ] as const)('filters nothing by %s', async ([, filter], { app, desk, blind }) => {
    const list = `query ($filter: OpportunityFilter) { opportunities(filter: $filter) { totalCount } }`
    const board = `query ($filter: OpportunityFilter, $id: ID!) { board(pipelineId: $id, filter: $filter) { seq } }`
    for (const query of [list, board]) {
      const variables = { filter, ...(query === board && { id: desk.a.id }) }
      const { errors } = await ask(app, blind, query, variables)
      expect(errors?.map(({ message, extensions }) => [message, extensions])).toEqual([
        [
          'You may not see amounts, so they are not yours to filter or sort by.',
          { code: 'FORBIDDEN', fields: ['OpportunityFilter.amount'] },
        ],
      ])
      expect((await ask(app, desk.an, query, variables)).errors).toBeUndefined()
    }
  })

  test('sorts nothing by amount, nor goes on where somebody else has sorted', async ({ app, desk, blind, card }) => {
    const query = `query ($after: String, $direction: OrderDirection!) {
      opportunities(after: $after, orderBy: [{ field: TITLE, direction: ASC }, { field: AMOUNT, direction: $direction }]) {
        pageInfo { endCursor } nodes { id } } }`
    const sorted = await ask<{ opportunities: { pageInfo: { endCursor: string } } }>(app, desk.an, query, {
      direction: 'DESC',
    })
    expect(sorted.errors).toBeUndefined()
    expect(card.id).toBeTruthy()
    for (const after of [null, sorted.data?.opportunities.pageInfo.endCursor]) {
      const { errors } = await ask(app, blind, query, { direction: 'DESC', after })
      expect(errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN', fields: ['OpportunityOrderField.AMOUNT'] })
    }
    const vi = await post(app, blind, { query, variables: { direction: 'ASC' } }, { 'accept-language': 'vi' })
    expect(await vi.text()).toContain('Bạn không được xem số tiền')
  })

  test('writes none, neither a new one nor over one, and everything else', async ({ desk, blind, card }) => {
    const before = await desk.written()
    const money = { amount: '5', currency: 'VND' }
    const present = { amount: secret, currency: 'VND' }
    const refusals: [Parameters<typeof desk.mutate>[1], object, string[]][] = [
      ['createOpportunity', { pipelineId: desk.a.id, title: 'Kho', amount: money }, ['amount']],
      ['updateOpportunity', { opportunityId: card.id, amount: money }, ['amount']],
      ['updateOpportunity', { opportunityId: card.id, amount: present }, ['amount']],
      ['updateOpportunity', { opportunityId: card.id, amount: null }, ['amount']],
      ['updateOpportunity', { opportunityId: card.id, currency: 'USD' }, ['currency']],
    ]
    for (const [name, input, field] of refusals) {
      const refused = await desk.mutate(blind, name, { ...input })
      expect(refused.userErrors).toEqual([
        { code: 'FORBIDDEN', field, message: 'You may neither see nor write amounts.' },
      ])
      expect(refused.opportunity).toBeNull()
    }
    expect(await desk.written()).toEqual(before)
    const edited = await desk.done(blind, 'updateOpportunity', {
      opportunityId: card.id,
      title: 'Xưởng',
      currency: 'VND',
    })
    expect(edited).toMatchObject({ title: 'Xưởng', amount: null, weightedAmount: null })
    expect(await desk.move(card, desk.a.qualified, {}, blind)).toMatchObject({ amount: null })
    expect(await desk.create({ title: 'Của tôi', amount: null }, blind)).toMatchObject({ amount: null })
    expect((await desk.read(desk.an, card.id))?.amount).toEqual(present)
  })

  test('learns none from a conflict, nor from an answer that was given when they still might', async ({
    desk,
    card,
  }) => {
    const input = { opportunityId: card.id, title: 'Kho mới', clientMutationId: 'once' }
    expect((await desk.done(desk.binh, 'updateOpportunity', input)).amount?.amount).toBe(secret)
    await desk.done(desk.an, 'updateOpportunity', { opportunityId: card.id, title: 'Kho cũ', amount: null })
    await desk.done(desk.an, 'updateOpportunity', {
      opportunityId: card.id,
      amount: { amount: secret, currency: 'VND' },
    })
    await desk.pool.query('update app_user set sees_amounts = false where id = $1', [desk.binh.id])
    await until('Bình may not', async () => (await desk.read(desk.binh, card.id))?.amount === null)
    expect(await desk.done(desk.binh, 'updateOpportunity', input)).toMatchObject({ title: 'Kho mới', amount: null })
    const stale = await desk.answer(desk.binh, 'updateOpportunity', {
      opportunityId: card.id,
      title: 'Kho khác',
      expectedVersion: 1,
    })
    expect(stale.data?.updateOpportunity.conflicts).toHaveLength(1)
    expect(JSON.stringify(stale)).not.toMatch(tellsMoney)
    const moved = await desk.answer(desk.binh, 'moveOpportunity', {
      opportunityId: card.id,
      toStageId: desk.a.won,
      expectedStageId: desk.a.qualified,
    })
    expect(moved.data?.moveOpportunity.current?.id).toBe(card.id)
    expect(JSON.stringify(moved)).not.toMatch(tellsMoney)
  })
})

describe('on an open board', () => {
  test('is told every change without its money, beside one who sees it', async ({ app, desk, blind }) => {
    await using told = await LiveClient.on(app, blind, desk.a.id)
    await using sees = await LiveClient.on(app, desk.an, desk.a.id)
    const card = await desk.create({ amount: { amount: secret, currency: 'VND' } })
    await desk.done(desk.an, 'updateOpportunity', {
      opportunityId: card.id,
      amount: { amount: twice, currency: 'VND' },
    })
    await desk.move(card, desk.a.won)
    await told.reaches(3)
    await sees.reaches(3)
    expect(JSON.stringify(sees.messages)).toMatch(tellsMoney)
    expect(JSON.stringify(told.messages)).not.toMatch(tellsMoney)
    expect(told.applied.map(({ type, columns }) => [type, columns.length])).toEqual([
      ['OPPORTUNITY_CREATED', 1],
      ['OPPORTUNITY_UPDATED', 0],
      ['OPPORTUNITY_MOVED', 2],
    ])
    expect(told.state).toEqual(await told.fresh())
    expect(sees.state).toEqual(await sees.fresh())
    expect(app.services.hub.measure().classes).toBe(2)
  })

  test('begins anew within a second when the right comes or goes', async ({ app, desk, blind }) => {
    await desk.create({ amount: { amount: secret, currency: 'VND' } })
    await using reader = await LiveClient.on(app, blind, desk.a.id)
    expect(JSON.stringify(reader.messages)).not.toMatch(tellsMoney)
    for (const sees of [true, false]) {
      const seen = reader.messages.length
      await desk.pool.query('update app_user set sees_amounts = $2 where id = $1', [blind.id, sees])
      expect(await until('the reader is told', () => reader.isComplete)).toBeLessThan(5_000)
      expect(reader.messages.at(-1)).toEqual({ __typename: 'BoardResync', reason: 'ACL_CHANGED' })
      reader.subscribe()
      await until('a board comes', () => reader.messages.at(-1)?.__typename === 'BoardSnapshot')
      expect(tellsMoney.test(JSON.stringify(reader.messages.slice(seen)))).toBe(sees)
    }
  })

  test('reads messages that name what they withhold', async ({ app, desk, blind }) => {
    await desk.create({ amount: { amount: secret, currency: 'VND' } })
    const client = socketClient(app, blind)
    const first = await askOver(
      client,
      `subscription ($id: ID!) { boardEvents(pipelineId: $id) { ... on BoardSnapshot { columns { totals { amount { amount } } } } } }`,
      { variables: { id: desk.a.id } },
    )
    await client.dispose()
    expect(first.extensions).toEqual({ redacted: ['ColumnTotals.amount'] })
  })
})

test('viewer says whether one does', async ({ desk, blind }) => {
  const query = '{ viewer { seesAmounts permissions } }'
  const of = async (who: Person) =>
    (await desk.query<{ viewer: { seesAmounts: boolean; permissions: string[] } }>(who, query)).viewer
  const [an, not] = [await of(desk.an), await of(blind)]
  expect([an.seesAmounts, an.permissions.includes('opportunity:amount')]).toEqual([true, true])
  expect([not.seesAmounts, not.permissions.includes('opportunity:amount')]).toEqual([false, false])
  expect(not.permissions).toEqual(an.permissions.filter((name) => name !== 'opportunity:amount'))
})
