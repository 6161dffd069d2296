import { describe, expect } from 'vitest'
import { test, type Desk, type Input } from './desk.ts'

const move = (desk: Desk, opportunityId: string, toStageId: string, input: Input = {}, who = desk.an) =>
  desk.mutate(who, 'moveOpportunity', { opportunityId, toStageId, ...input })

interface Stay {
  readonly stage: { readonly id: string }
  readonly enteredAt: string
  readonly leftAt: string | null
  readonly seconds: number
  readonly movedBy: { readonly id: string } | null
}

async function staysOf(desk: Desk, id: string): Promise<Stay[]> {
  const { opportunity } = await desk.query<{ opportunity: { stays: Stay[] } }>(
    desk.manager,
    `query ($id: ID!) { opportunity(id: $id) { stays { stage { id } enteredAt leftAt seconds movedBy { id } } } }`,
    { id },
  )
  return opportunity.stays
}

describe('a move to another stage', () => {
  test('changes stage and chance, at the end of the column, and is told with the totals that it moves', async ({
    desk,
  }) => {
    const card = await desk.create({ amount: { amount: '100', currency: 'VND' }, probability: 0.33 })
    const there = await desk.create({ stageId: desk.a.qualified })
    const payload = await move(desk, card.id, desk.a.qualified, { clientMutationId: 'drop' }, desk.binh)
    expect(payload).toMatchObject({
      opportunity: {
        stage: { id: desk.a.qualified },
        status: 'OPEN',
        probability: 0.5,
        probabilitySource: 'STAGE',
        closedAt: null,
        version: 2,
      },
      current: null,
      movedBy: null,
      movedAt: null,
      clientMutationId: 'drop',
      userErrors: [],
    })
    expect(await desk.column(desk.a.qualified)).toEqual([there.id, card.id])
    const event = (await desk.events(desk.a.id)).at(-1)
    expect(event).toMatchObject({
      seq: 3,
      type: 'OPPORTUNITY_MOVED',
      opportunity_id: card.id,
      opportunity_version: 2,
      client_mutation_id: 'drop',
      actor_id: desk.binh.id,
      deltas: [
        { stageId: desk.a.prospect, n: -1, amount: '-100', weighted: '-33' },
        { stageId: desk.a.qualified, n: 1, amount: '100', weighted: '50' },
      ],
      payload: {
        fromStageId: desk.a.prospect,
        toStageId: desk.a.qualified,
        touchedStageIds: [desk.a.prospect, desk.a.qualified],
      },
    })
    expect(event?.payload.ranks).toBeUndefined()
  })

  test('ends one stay and begins the next in the same moment', async ({ desk }) => {
    const card = await desk.create()
    await desk.move(card, desk.a.qualified, {}, desk.binh)
    await desk.move(card, desk.a.won)
    await desk.move(card, desk.a.prospect, {}, desk.manager)
    const stays = await staysOf(desk, card.id)
    expect(stays.map(({ stage, movedBy }) => [stage.id, movedBy?.id])).toEqual([
      [desk.a.prospect, desk.an.id],
      [desk.a.qualified, desk.binh.id],
      [desk.a.won, desk.an.id],
      [desk.a.prospect, desk.manager.id],
    ])
    expect(stays.map(({ leftAt }) => leftAt)).toEqual([...stays.slice(1).map(({ enteredAt }) => enteredAt), null])
    expect(stays[0]?.enteredAt).toBe(card.createdAt)
  })

  test('in one document with another tells the stays after each', async ({ desk }) => {
    const { id } = await desk.create()
    const moved = await desk.query<Record<'first' | 'second', { opportunity: { stays: Pick<Stay, 'stage'>[] } }>>(
      desk.an,
      `mutation ($first: MoveOpportunityInput!, $second: MoveOpportunityInput!) {
        first: moveOpportunity(input: $first) { opportunity { stays { stage { id } } } }
        second: moveOpportunity(input: $second) { opportunity { stays { stage { id } } } } }`,
      {
        first: { opportunityId: id, toStageId: desk.a.qualified },
        second: { opportunityId: id, toStageId: desk.a.won },
      },
    )
    const stages = [desk.a.prospect, desk.a.qualified, desk.a.won]
    expect(moved.first.opportunity.stays.map(({ stage }) => stage.id)).toEqual(stages.slice(0, 2))
    expect(moved.second.opportunity.stays.map(({ stage }) => stage.id)).toEqual(stages)
  })

  test('to won and lost closes it, between closed ones keeps the day, and out of them reopens it', async ({ desk }) => {
    const card = await desk.create()
    const won = await desk.move(card, desk.a.won)
    expect(won).toMatchObject({ status: 'WON', probability: 1, closedAt: won.stageEnteredAt })
    const lost = await desk.move(card, desk.a.lost, { lostReasonId: desk.reason, lostNote: 'Giá cao' })
    expect(lost).toMatchObject({ status: 'LOST', probability: 0, lostReason: { id: desk.reason }, lostNote: 'Giá cao' })
    expect(lost.closedAt).toBe(lost.stageEnteredAt)
    const open = await desk.move(card, desk.a.prospect)
    expect(open).toMatchObject({ status: 'OPEN', closedAt: null, lostReason: null, lostNote: null, version: 4 })
    const kinds = await historyKinds(desk, card.id)
    expect(kinds).toEqual(['REOPENED', 'LOST', 'WON', 'CREATED'])
  })
})

describe('a place in a column', () => {
  test('is before, after or between the neighbours named, else the end', async ({ desk }) => {
    const [a, b, c, d] = [await desk.create(), await desk.create(), await desk.create(), await desk.create()]
    const order = async () =>
      (await desk.column(desk.a.prospect)).map((id) => [a, b, c, d].findIndex((x) => x.id === id))
    await desk.move(d, desk.a.prospect, { beforeId: a.id })
    expect(await order()).toEqual([3, 0, 1, 2])
    await desk.move(d, desk.a.prospect, { afterId: a.id, beforeId: b.id })
    expect(await order()).toEqual([0, 3, 1, 2])
    // Both named and no longer neighbours: right after the first.
    await desk.move(c, desk.a.prospect, { afterId: a.id, beforeId: b.id })
    expect(await order()).toEqual([0, 2, 3, 1])
    await desk.move(a, desk.a.prospect)
    expect(await order()).toEqual([2, 3, 1, 0])
  })

  test('ignores neighbours that are gone, elsewhere, hidden, or the card itself', async ({ desk }) => {
    const [a, b] = [await desk.create(), await desk.create()]
    const [away, hidden, card] = [
      await desk.create({ stageId: desk.a.qualified }),
      await desk.create({}, desk.chi),
      await desk.create(),
    ]
    for (const neighbour of [away.id, hidden.id, card.id, 'opp_00000000000000000000000000', 'x\0']) {
      await desk.move(card, desk.a.prospect, { beforeId: a.id })
      await desk.move(card, desk.a.prospect, { afterId: neighbour })
      expect(await desk.column(desk.a.prospect), neighbour).toEqual([a.id, b.id, hidden.id, card.id])
    }
    // One that can be used is used beside one that can't.
    await desk.move(card, desk.a.prospect, { afterId: hidden.id, beforeId: b.id })
    expect(await desk.column(desk.a.prospect)).toEqual([a.id, card.id, b.id, hidden.id])
  })

  test('changes neither version nor history, and moves no money', async ({ desk }) => {
    const [a, b] = [await desk.create(), await desk.create({ amount: { amount: '5', currency: 'VND' } })]
    const moved = await desk.move(b, desk.a.prospect, { beforeId: a.id })
    expect(moved).toEqual({ ...b, rank: moved.rank })
    expect(BigInt(moved.rank)).toBeLessThan(BigInt(a.rank))
    expect(await historyKinds(desk, b.id)).toEqual(['CREATED'])
    expect((await desk.events(desk.a.id)).at(-1)).toMatchObject({
      seq: 3,
      type: 'OPPORTUNITY_MOVED',
      deltas: [],
      payload: { fromStageId: desk.a.prospect, toStageId: desk.a.prospect, touchedStageIds: [] },
    })
  })

  test('where it stands already succeeds and writes nothing', async ({ desk }) => {
    const [a, b, c] = [await desk.create(), await desk.create(), await desk.create()]
    const before = await desk.written()
    for (const [card, hint] of [
      [a, { beforeId: b.id }],
      [b, { afterId: a.id, beforeId: c.id }],
      [b, { afterId: a.id }],
      [c, { afterId: b.id }],
      [c, {}],
    ] as const) {
      const payload = await move(desk, card.id, desk.a.prospect, hint)
      expect(payload, JSON.stringify(hint)).toMatchObject({ opportunity: card, userErrors: [] })
      expect(payload.cursor).toEqual(expect.any(String))
    }
    expect(await desk.written()).toEqual(before)
  })

  test('in a gap that is full moves the fewest aside, and tells who got which rank', async ({ desk }) => {
    const cards = [await desk.create(), await desk.create(), await desk.create(), await desk.create()]
    for (const [at, { id }] of cards.entries())
      await desk.pool.query(`update opportunity set rank = $2 where id = $1`, [id, [0, 100, 101, 4000][at]])
    const [top, above, below, bottom] = cards.map(({ id }) => id)
    const card = await desk.create()
    const moved = await desk.move(card, desk.a.prospect, { afterId: above })
    expect(await desk.column(desk.a.prospect)).toEqual([top, above, card.id, below, bottom])
    const event = (await desk.events(desk.a.id)).at(-1)
    const aside = event?.payload.ranks ?? []
    expect(aside.map(({ id }) => id)).toEqual([above, below].filter((id) => aside.some((other) => other.id === id)))
    expect(aside.length).toBeGreaterThan(0)
    const { rows } = await desk.pool.query<{ id: string; rank: string }>(
      `select id, rank from opportunity where stage_id = $1`,
      [desk.a.prospect],
    )
    const ranks = new Map(rows.map(({ id, rank }) => [id, rank]))
    for (const { id, rank } of aside) expect(ranks.get(id)).toBe(rank)
    expect(ranks.get(card.id)).toBe(moved.rank)
    expect(new Set(ranks.values()).size).toBe(rows.length)
    // Their owners edited nothing.
    expect((await desk.read(desk.an, below ?? ''))?.version).toBe(1)
  })
})

describe('a move to another pipeline', () => {
  test('leaves one board and enters the other, each told its own half', async ({ desk }) => {
    const card = await desk.create({ amount: { amount: '100', currency: 'VND' } })
    const there = await desk.create({ pipelineId: desk.b.id, stageId: desk.b.qualified })
    const moved = await desk.move(card, desk.b.qualified, { beforeId: there.id, clientMutationId: 'transfer' })
    expect(moved).toMatchObject({ pipeline: { id: desk.b.id }, stage: { id: desk.b.qualified }, version: 2 })
    expect(await desk.column(desk.b.qualified)).toEqual([card.id, there.id])
    const acl = { ownerId: desk.an.id, teamId: desk.north }
    const common = { opportunity_id: card.id, opportunity_version: 2, client_mutation_id: 'transfer' }
    expect((await desk.events(desk.a.id)).at(-1)).toMatchObject({
      ...common,
      seq: 2,
      type: 'OPPORTUNITY_LEFT',
      acl_before: acl,
      acl_after: null,
      deltas: [{ stageId: desk.a.prospect, n: -1, amount: '-100', weighted: '-10' }],
      payload: { fromStageId: desk.a.prospect, touchedStageIds: [desk.a.prospect] },
    })
    expect((await desk.events(desk.b.id)).at(-1)).toMatchObject({
      ...common,
      seq: 2,
      type: 'OPPORTUNITY_ENTERED',
      acl_before: null,
      acl_after: acl,
      deltas: [{ stageId: desk.b.qualified, n: 1, amount: '100', weighted: '50' }],
      payload: { toStageId: desk.b.qualified, touchedStageIds: [desk.b.qualified] },
    })
    const stays = await staysOf(desk, card.id)
    expect(stays.map(({ stage }) => stage.id)).toEqual([desk.a.prospect, desk.b.qualified])
  })
})

describe('a move of what somebody moved meanwhile', () => {
  test('conflicts on the stage that was seen, and says who and when', async ({ desk }) => {
    const card = await desk.create()
    const moved = await desk.move(card, desk.a.won, {}, desk.binh)
    const before = await desk.written()
    const payload = await move(desk, card.id, desk.a.qualified, { expectedStageId: desk.a.prospect })
    expect(payload).toMatchObject({
      opportunity: null,
      cursor: null,
      current: moved,
      movedBy: { id: desk.binh.id },
      movedAt: moved.stageEnteredAt,
      userErrors: [{ code: 'CONFLICT', field: null }],
    })
    expect(await desk.written()).toEqual(before)
    // "Move anyway": without what was expected.
    expect((await move(desk, card.id, desk.a.qualified)).userErrors).toEqual([])
  })

  test('conflicts on the version when stage, status or owner changed since, not when other fields did', async ({
    desk,
  }) => {
    const card = await desk.create()
    await desk.done(desk.binh, 'updateOpportunity', { opportunityId: card.id, title: 'Tên khác' })
    const fine = await move(desk, card.id, desk.a.qualified, { expectedVersion: 1 })
    expect(fine.opportunity).toMatchObject({ version: 3, title: 'Tên khác' })
    expect((await move(desk, card.id, desk.a.won, { expectedVersion: 2 })).userErrors).toMatchObject([
      { code: 'CONFLICT' },
    ])
    await desk.done(desk.binh, 'updateOpportunity', { opportunityId: card.id, ownerId: desk.binh.id })
    const handedOver = await move(desk, card.id, desk.a.won, { expectedVersion: 3 })
    expect(handedOver).toMatchObject({ current: { version: 4 }, movedBy: { id: desk.binh.id } })
    expect((await move(desk, card.id, desk.a.won, { expectedVersion: 4 })).userErrors).toEqual([])
  })

  test('within its column takes the last place given, without a conflict', async ({ desk }) => {
    const [a, b, c] = [await desk.create(), await desk.create(), await desk.create()]
    await desk.move(c, desk.a.prospect, { beforeId: a.id, expectedVersion: 1 })
    const payload = await move(desk, c.id, desk.a.prospect, { afterId: a.id, expectedVersion: 1 }, desk.binh)
    expect(payload.userErrors).toEqual([])
    expect(await desk.column(desk.a.prospect)).toEqual([a.id, c.id, b.id])
  })
})

const refusals: readonly [
  what: string,
  input: (desk: Desk) => Input | Promise<Input>,
  code: string,
  field: readonly string[],
][] = [
  ['an unknown card', () => ({ opportunityId: 'opp_00000000000000000000000000' }), 'NOT_FOUND', ['opportunityId']],
  ['an id of another type', ({ a }) => ({ opportunityId: a.won }), 'NOT_FOUND', ['opportunityId']],
  [
    'a card of another team',
    async (desk) => ({ opportunityId: (await desk.create({}, desk.chi)).id }),
    'NOT_FOUND',
    ['opportunityId'],
  ],
  ['an unknown stage', () => ({ toStageId: 'stg_00000000000000000000000000' }), 'NOT_FOUND', ['toStageId']],
  ['a stage id that is none', () => ({ toStageId: 'x\0' }), 'NOT_FOUND', ['toStageId']],
  [
    'a stage that was deleted',
    async ({ pool, a }) => {
      await pool.query(`update stage set archived_at = now() where id = $1`, [a.qualified])
      return { toStageId: a.qualified }
    },
    'NOT_FOUND',
    ['toStageId'],
  ],
  ['a loss without reason', ({ a }) => ({ toStageId: a.lost }), 'LOST_REASON_REQUIRED', ['lostReasonId']],
  ['an unknown reason', ({ a }) => ({ toStageId: a.lost, lostReasonId: 'lrs_1' }), 'NOT_FOUND', ['lostReasonId']],
  [
    'a reason that was archived',
    async ({ pool, a, reason }) => {
      await pool.query(`update lost_reason set archived_at = now() where id = $1`, [reason])
      return { toStageId: a.lost, lostReasonId: reason }
    },
    'NOT_FOUND',
    ['lostReasonId'],
  ],
  [
    'a reason for winning',
    ({ a, reason }) => ({ toStageId: a.won, lostReasonId: reason }),
    'INVALID',
    ['lostReasonId'],
  ],
  [
    'a note that is too long',
    ({ a, reason }) => ({ toStageId: a.lost, lostReasonId: reason, lostNote: 'x'.repeat(5001) }),
    'INVALID',
    ['lostNote'],
  ],
]

describe('a move is refused, and nothing of it is left, of', () => {
  for (const [what, input, code, field] of refusals)
    test(what, async ({ desk }) => {
      const card = await desk.create()
      const extra = await input(desk)
      const before = await desk.written()
      const payload = await desk.mutate(desk.an, 'moveOpportunity', {
        opportunityId: card.id,
        toStageId: desk.a.qualified,
        ...extra,
      })
      expect(payload).toMatchObject({ opportunity: null, current: null, movedBy: null, movedAt: null, cursor: null })
      expect(payload.userErrors).toEqual([{ code, field, message: expect.stringMatching(/\S/) }])
      expect(await desk.written()).toEqual(before)
    })

  test('somebody who only reads', async ({ desk }) => {
    const card = await desk.create()
    const input = { opportunityId: card.id, toStageId: desk.a.won }
    const { errors } = await desk.answer(desk.viewer, 'moveOpportunity', input)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' })
  })
})

async function historyKinds(desk: Desk, id: string): Promise<string[]> {
  const { opportunity } = await desk.query<{ opportunity: { history: { nodes: { kind: string }[] } } }>(
    desk.manager,
    `query ($id: ID!) { opportunity(id: $id) { history { nodes { kind } } } }`,
    { id },
  )
  return opportunity.history.nodes.map(({ kind }) => kind)
}
