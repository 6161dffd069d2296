import { describe, expect } from 'vitest'
import { test, type Desk, type Input } from './desk.ts'
import { aPerson } from './rows.ts'

const edit = (desk: Desk, id: string, input: Input, who = desk.an) =>
  desk.mutate(who, 'updateOpportunity', { opportunityId: id, ...input })

describe('an edit', () => {
  test('changes what it names, raises the version, and is told', async ({ desk }) => {
    const card = await desk.create({ description: 'Cũ', amount: { amount: '100', currency: 'VND' }, tags: ['a'] })
    const edited = await desk.done(desk.binh, 'updateOpportunity', {
      opportunityId: card.id,
      title: 'Mới',
      description: null,
      amount: { amount: '250', currency: 'VND' },
      probability: 0.5,
      tags: ['b'],
    })
    expect(edited).toEqual({
      ...card,
      title: 'Mới',
      description: null,
      amount: { amount: '250', currency: 'VND' },
      probability: 0.5,
      probabilitySource: 'MANUAL',
      weightedAmount: { amount: '125' },
      tags: ['b'],
      version: 2,
    })
    const [, event] = await desk.events(desk.a.id)
    expect(event).toMatchObject({
      seq: 2,
      type: 'OPPORTUNITY_UPDATED',
      opportunity_version: 2,
      actor_id: desk.binh.id,
      deltas: [{ stageId: desk.a.prospect, n: 0, amount: '150', weighted: '115' }],
      payload: { touchedStageIds: [desk.a.prospect] },
    })
    const { opportunity } = await desk.query<{
      opportunity: { history: { nodes: { kind: string; changes: object[] }[] } }
    }>(
      desk.an,
      `query ($id: ID!) { opportunity(id: $id) { history(first: 1) { nodes { kind changes { field before after } } } } }`,
      { id: card.id },
    )
    expect(opportunity.history.nodes).toEqual([
      {
        kind: 'UPDATED',
        changes: [
          { field: 'title', before: 'Kho lạnh', after: 'Mới' },
          { field: 'description', before: 'Cũ', after: null },
          { field: 'amount', before: '100', after: '250' },
          { field: 'probability', before: '0.1', after: '0.5' },
          { field: 'probabilitySource', before: 'STAGE', after: 'MANUAL' },
          { field: 'tags', before: '["a"]', after: '["b"]' },
        ],
      },
    ])
  })

  test('of nothing new succeeds without version, event or history', async ({ desk }) => {
    const card = await desk.create({ tags: ['a', 'b'], amount: { amount: '100', currency: 'VND' } })
    const before = await desk.written()
    const payload = await edit(desk, card.id, {
      title: card.title,
      amount: { amount: '100', currency: 'VND' },
      tags: ['a', 'b'],
      ownerId: desk.an.id,
      expectedVersion: 1,
    })
    expect(payload).toMatchObject({ opportunity: card, conflicts: [], userErrors: [] })
    expect(payload.cursor).toEqual(expect.any(String))
    expect(await desk.written()).toEqual(before)
  })

  test('withdraws a probability set by hand', async ({ desk }) => {
    const card = await desk.create({ probability: 0.9 })
    const { opportunity } = await edit(desk, card.id, { probability: null })
    expect(opportunity).toMatchObject({ probability: 0.1, probabilitySource: 'STAGE' })
  })

  test('that hands it over leaves the sight of those who no longer see it', async ({ desk }) => {
    const card = await desk.create({}, desk.leader)
    const { opportunity } = await edit(desk, card.id, { ownerId: desk.chi.id, teamId: desk.south }, desk.leader)
    expect(opportunity).toMatchObject({ owner: { id: desk.chi.id }, team: { id: desk.south } })
    expect(await desk.read(desk.an, card.id)).toBeNull()
    expect(await desk.read(desk.chi, card.id)).not.toBeNull()
    const [, event] = await desk.events(desk.a.id)
    expect(event).toMatchObject({
      acl_before: { ownerId: desk.leader.id, teamId: desk.north },
      acl_after: { ownerId: desk.chi.id, teamId: desk.south },
      deltas: [{ n: -1 }, { n: 1 }],
    })
  })

  test('keeps an owner and a company that have gone meanwhile', async ({ desk }) => {
    const left = await aPerson(desk.pool, { teamIds: [desk.north] })
    await desk.pool.query(
      `insert into company (id, name) values ('com_01h2xcejqtf2nbrexx3vqjhp40', 'Cũ') on conflict do nothing`,
    )
    const card = await desk.create({ ownerId: left.userId, companyId: 'com_01h2xcejqtf2nbrexx3vqjhp40' })
    await desk.pool.query(`update app_user set is_active = false where id = $1`, [left.userId])
    await desk.pool.query(`update company set deleted_at = now() where id = 'com_01h2xcejqtf2nbrexx3vqjhp40'`)
    const { userErrors } = await edit(desk, card.id, {
      title: 'Vẫn được',
      ownerId: left.userId,
      companyId: 'com_01h2xcejqtf2nbrexx3vqjhp40',
    })
    expect(userErrors).toEqual([])
  })
})

describe('two edits at once', () => {
  test('of different fields are both kept', async ({ desk }) => {
    const card = await desk.create()
    await edit(desk, card.id, { title: 'Của An', expectedVersion: 1 })
    const { opportunity } = await edit(desk, card.id, { source: 'Web', expectedVersion: 1 }, desk.binh)
    expect(opportunity).toMatchObject({ title: 'Của An', source: 'Web', version: 3 })
  })

  test('of the same field conflict, with mine, theirs and what stood before', async ({ desk }) => {
    const card = await desk.create({ amount: { amount: '100', currency: 'VND' } })
    await edit(desk, card.id, { title: 'Của An' })
    await edit(desk, card.id, { title: 'Của An 2', description: 'x' })
    const before = await desk.written()
    const payload = await edit(desk, card.id, { title: 'Của Bình', source: 'Web', expectedVersion: 1 }, desk.binh)
    expect(payload).toMatchObject({
      opportunity: null,
      cursor: null,
      current: { title: 'Của An 2', version: 3, source: null },
      conflicts: [{ field: 'title', mine: 'Của Bình', theirs: 'Của An 2', before: 'Kho lạnh' }],
      userErrors: [{ code: 'CONFLICT', field: ['title'] }],
    })
    expect(await desk.written()).toEqual(before)
  })

  test('of the probability conflict on it alone, not on where it comes from too', async ({ desk }) => {
    const card = await desk.create()
    await edit(desk, card.id, { probability: 0.6 })
    const { conflicts } = await edit(desk, card.id, { probability: null, expectedVersion: 1 }, desk.binh)
    expect(conflicts).toEqual([{ field: 'probability', mine: '0.1', theirs: '0.6', before: '0.1' }])
  })

  test('to the same value agree', async ({ desk }) => {
    const card = await desk.create()
    await edit(desk, card.id, { title: 'Cùng tên' })
    const payload = await edit(desk, card.id, { title: 'Cùng tên', expectedVersion: 1 }, desk.binh)
    expect(payload).toMatchObject({ opportunity: { version: 2 }, conflicts: [], userErrors: [] })
  })

  test('in the same instant: one of them conflicts, and the version counts one', async ({ desk }) => {
    const card = await desk.create()
    const payloads = await Promise.all(
      [desk.an, desk.binh].map((who) =>
        edit(desk, card.id, { title: `Của ${who.name}`, expectedVersion: card.version }, who),
      ),
    )
    expect(payloads.map(({ userErrors }) => userErrors.length).toSorted()).toEqual([0, 1])
    expect(await desk.read(desk.an, card.id)).toMatchObject({ version: 2 })
  })
})

const refusals: readonly [
  what: string,
  input: (desk: Desk) => Input | Promise<Input>,
  code: string,
  field: readonly string[],
][] = [
  ['an unknown one', () => ({ opportunityId: 'opp_00000000000000000000000000' }), 'NOT_FOUND', ['opportunityId']],
  ['an id of another type', ({ a }) => ({ opportunityId: a.id }), 'NOT_FOUND', ['opportunityId']],
  [
    'one of another team',
    async (desk) => ({ opportunityId: (await desk.create({}, desk.chi)).id }),
    'NOT_FOUND',
    ['opportunityId'],
  ],
  [
    'a deleted one',
    async (desk) => {
      const { id } = await desk.create()
      await desk.mutate(desk.an, 'deleteOpportunity', { opportunityId: id })
      return { opportunityId: id }
    },
    'NOT_FOUND',
    ['opportunityId'],
  ],
  ['a title of nothing', () => ({ title: null }), 'INVALID', ['title']],
  ['a currency of nothing', () => ({ currency: null }), 'INVALID', ['currency']],
  ['a currency whose digits the amount breaks', () => ({ currency: 'VND' }), 'INVALID', ['amount', 'amount']],
  ['an owner of another team', ({ chi }) => ({ ownerId: chi.id }), 'FORBIDDEN', ['ownerId']],
  ['another team', ({ south }) => ({ teamId: south }), 'FORBIDDEN', ['teamId']],
  ['a reason of an open one', ({ reason }) => ({ lostReasonId: reason }), 'INVALID', ['lostReasonId']],
  [
    'the reason of a lost one taken away',
    async (desk) => ({
      opportunityId: (await desk.create({ stageId: desk.a.lost, lostReasonId: desk.reason })).id,
      lostReasonId: null,
    }),
    'LOST_REASON_REQUIRED',
    ['lostReasonId'],
  ],
  [
    'a new owner of a won one, by a rep',
    async (desk) => ({ opportunityId: (await desk.create({ stageId: desk.a.won })).id, ownerId: desk.binh.id }),
    'FORBIDDEN',
    ['ownerId'],
  ],
  [
    'an external id that another has',
    async (desk) => ({ externalId: (await desk.create({ externalId: 'K-8' })).externalId }),
    'INVALID',
    ['externalId'],
  ],
]

describe('an edit is refused, and nothing of it is left, of', () => {
  for (const [what, input, code, field] of refusals)
    test(what, async ({ desk }) => {
      const card = await desk.create({ amount: { amount: '0.5', currency: 'USD' } })
      const extra = await input(desk)
      const before = await desk.written()
      const payload = await edit(desk, card.id, { source: 'Nguồn mới', ...extra })
      expect(payload).toMatchObject({ opportunity: null, current: null, conflicts: [], cursor: null })
      expect(payload.userErrors).toEqual([{ code, field, message: expect.stringMatching(/\S/) }])
      expect(await desk.written()).toEqual(before)
    })
})

test('two who take the same external id at once: one gets it, the other is told', async ({ desk }) => {
  const [one, two] = [await desk.create(), await desk.create()]
  const payloads = await Promise.all([one, two].map(({ id }) => edit(desk, id, { externalId: 'DOUBLE' })))
  expect(payloads.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'INVALID', field: ['externalId'] }])
})
