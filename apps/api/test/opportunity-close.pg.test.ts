import { describe, expect } from 'vitest'
import { test, type Desk, type Input } from './desk.ts'

const reopen = (desk: Desk, opportunityId: string, who = desk.an) =>
  desk.mutate(who, 'reopenOpportunity', { opportunityId })
const remove = (desk: Desk, opportunityId: string, who = desk.an, input: Input = {}) =>
  desk.mutate(who, 'deleteOpportunity', { opportunityId, ...input })
const restore = (desk: Desk, opportunityId: string, who = desk.an) =>
  desk.mutate(who, 'restoreOpportunity', { opportunityId })

describe('reopening', () => {
  test('returns to the stage that it left, at the end of its column', async ({ desk }) => {
    const card = await desk.create({ stageId: desk.a.qualified })
    const other = await desk.create({ stageId: desk.a.qualified })
    await desk.move(card, desk.a.lost, { lostReasonId: desk.reason })
    await desk.move(card, desk.a.won)
    const { opportunity, cursor } = await reopen(desk, card.id, desk.binh)
    expect(opportunity).toMatchObject({
      stage: { id: desk.a.qualified },
      status: 'OPEN',
      probability: 0.5,
      closedAt: null,
      lostReason: null,
      version: 4,
    })
    expect(cursor).toEqual(expect.any(String))
    expect(await desk.column(desk.a.qualified)).toEqual([other.id, card.id])
    expect((await desk.events(desk.a.id)).at(-1)).toMatchObject({
      type: 'OPPORTUNITY_MOVED',
      payload: { fromStageId: desk.a.won, toStageId: desk.a.qualified },
    })
  })

  test('goes to the first open stage when the one that it left is gone, or it left none', async ({ desk }) => {
    const left = await desk.create({ stageId: desk.a.qualified })
    await desk.move(left, desk.a.won)
    const made = await desk.create({ stageId: desk.a.won })
    await desk.pool.query(`update stage set archived_at = now() where id = $1`, [desk.a.qualified])
    for (const { id } of [left, made])
      expect((await reopen(desk, id)).opportunity).toMatchObject({ stage: { id: desk.a.prospect } })
  })

  test('is refused for what is open, unknown or hidden', async ({ desk }) => {
    const open = await desk.create()
    const hidden = await desk.create({ stageId: desk.a.won }, desk.chi)
    const before = await desk.written()
    expect(await reopen(desk, open.id)).toMatchObject({
      opportunity: null,
      cursor: null,
      userErrors: [{ code: 'INVALID', field: ['opportunityId'] }],
    })
    for (const id of [hidden.id, 'opp_00000000000000000000000000', 'x'])
      expect((await reopen(desk, id)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['opportunityId'] }])
    expect(await desk.written()).toEqual(before)
  })

  test('twice at once reopens once', async ({ desk }) => {
    const card = await desk.create({ stageId: desk.a.won })
    const payloads = await Promise.all([reopen(desk, card.id), reopen(desk, card.id, desk.binh)])
    expect(payloads.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'INVALID' }])
    expect(await desk.read(desk.an, card.id)).toMatchObject({ version: 2, status: 'OPEN' })
  })
})

describe('deleting', () => {
  test('takes it off its board and out of its totals, and restoring brings it back to its place', async ({ desk }) => {
    const [a, card, c] = [
      await desk.create(),
      await desk.create({ amount: { amount: '100', currency: 'VND' } }),
      await desk.create(),
    ]
    const deleted = await remove(desk, card.id, desk.an, { clientMutationId: 'bin' })
    expect(deleted).toEqual({
      deletedId: card.id,
      cursor: expect.any(String),
      clientMutationId: 'bin',
      userErrors: [],
    })
    expect(await desk.read(desk.an, card.id)).toBeNull()
    expect(await desk.column(desk.a.prospect)).toEqual([a.id, c.id])
    const acl = { ownerId: desk.an.id, teamId: desk.north }
    const event = (await desk.events(desk.a.id)).at(-1)
    expect(event).toMatchObject({
      type: 'OPPORTUNITY_DELETED',
      opportunity_id: card.id,
      opportunity_version: 2,
      acl_before: acl,
      acl_after: null,
      deltas: [{ stageId: desk.a.prospect, n: -1, amount: '-100', weighted: '-10' }],
    })
    expect(event?.payload.opportunity).toBeUndefined()

    const { opportunity } = await restore(desk, card.id, desk.manager)
    expect(opportunity).toEqual({ ...card, version: 3 })
    expect(await desk.column(desk.a.prospect)).toEqual([a.id, card.id, c.id])
    expect((await desk.events(desk.a.id)).at(-1)).toMatchObject({
      type: 'OPPORTUNITY_ENTERED',
      acl_before: null,
      acl_after: acl,
      deltas: [{ n: 1, amount: '100', weighted: '10' }],
      payload: { toStageId: desk.a.prospect },
    })
  })

  test('is for its owner, the leader of its team, and managers', async ({ desk }) => {
    for (const who of [desk.an, desk.leader, desk.manager]) {
      const { id } = await desk.create()
      expect(await remove(desk, id, who)).toMatchObject({ deletedId: id, userErrors: [] })
      expect(await restore(desk, id, who)).toMatchObject({ opportunity: { id }, userErrors: [] })
    }
    const { id } = await desk.create()
    const before = await desk.written()
    expect(await remove(desk, id, desk.binh)).toMatchObject({
      deletedId: null,
      cursor: null,
      userErrors: [{ code: 'FORBIDDEN', field: ['opportunityId'] }],
    })
    expect((await remove(desk, id, desk.chi)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
    expect(await desk.written()).toEqual(before)
  })

  test('twice, and of what never was, is not found; restoring what is not deleted is told so', async ({ desk }) => {
    const { id } = await desk.create()
    expect((await restore(desk, id)).userErrors).toMatchObject([{ code: 'INVALID', field: ['opportunityId'] }])
    await remove(desk, id)
    for (const gone of [id, 'opp_00000000000000000000000000', desk.a.id])
      expect((await remove(desk, gone)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['opportunityId'] }])
    expect((await restore(desk, id, desk.binh)).userErrors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect((await restore(desk, id, desk.chi)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
  })

  test('can be taken back for 30 days', async ({ desk }) => {
    const { id } = await desk.create()
    await remove(desk, id)
    await desk.pool.query(`update opportunity set deleted_at = now() - interval '31 days' where id = $1`, [id])
    expect((await restore(desk, id)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['opportunityId'] }])
  })
})

test('who reads an opportunity by its id sees it or nothing, whatever the id is', async ({ desk }) => {
  const mine = await desk.create()
  const theirs = await desk.create({}, desk.chi)
  expect(await desk.read(desk.an, mine.id)).toEqual(mine)
  for (const id of [
    theirs.id,
    'opp_00000000000000000000000000',
    desk.a.id,
    desk.an.id,
    `' or 1=1`,
    'x\0',
    'x'.repeat(10_000),
  ])
    expect(await desk.read(desk.an, id), id.slice(0, 40)).toBeNull()
})

test('a history is read in pages, the latest first', async ({ desk }) => {
  const card = await desk.create()
  for (const title of ['Một', 'Hai', 'Ba'])
    await desk.done(desk.an, 'updateOpportunity', { opportunityId: card.id, title })
  const page = async (after: string | null) => {
    const { opportunity } = await desk.query<{
      opportunity: {
        history: { nodes: { changes: { after: string }[] }[]; pageInfo: { endCursor: string; hasNextPage: boolean } }
      }
    }>(
      desk.an,
      `query ($id: ID!, $after: String) { opportunity(id: $id) { history(first: 2, after: $after) {
        nodes { changes { after } } pageInfo { endCursor hasNextPage } } } }`,
      { id: card.id, after },
    )
    return opportunity.history
  }
  const first = await page(null)
  expect(first.nodes.map(({ changes }) => changes[0]?.after)).toEqual(['Ba', 'Hai'])
  expect(first.pageInfo.hasNextPage).toBe(true)
  const second = await page(first.pageInfo.endCursor)
  expect(second.nodes.map(({ changes }) => changes[0]?.after)).toEqual(['Một', 'Kho lạnh'])
  expect(second.pageInfo.hasNextPage).toBe(false)
})
