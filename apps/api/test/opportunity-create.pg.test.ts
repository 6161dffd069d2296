import { describe, expect } from 'vitest'
import { test, type Input } from './desk.ts'
import type { Desk } from './desk.ts'
import { aPerson } from './rows.ts'

describe('a new opportunity', () => {
  test('is its maker’s, in their main team, at the end of the first open stage', async ({ desk }) => {
    const first = await desk.create()
    const card = await desk.create({ title: 'Nhà máy Đồng Nai', amount: { amount: '1500000', currency: 'VND' } })
    expect(card).toMatchObject({
      title: 'Nhà máy Đồng Nai',
      pipeline: { id: desk.a.id },
      stage: { id: desk.a.prospect },
      status: 'OPEN',
      amount: { amount: '1500000', currency: 'VND' },
      currency: 'VND',
      probability: 0.1,
      probabilitySource: 'STAGE',
      weightedAmount: { amount: '150000' },
      owner: { id: desk.an.id },
      team: { id: desk.north },
      closedAt: null,
      deletedAt: null,
      version: 1,
    })
    expect(card.stageEnteredAt).toBe(card.createdAt)
    expect(await desk.column(desk.a.prospect)).toEqual([first.id, card.id])
    expect(await desk.read(desk.an, card.id)).toEqual(card)
  })

  test('holds everything that is written on it, and its words are kept for the next one', async ({ desk }) => {
    const [company, contact] = [await aCompany(desk), await aContact(desk)]
    const card = await desk.create({
      title: '  𝕂ho — "lạnh" <b>\u202e 😀 ',
      description: 'Dòng 1\nDòng 2',
      amount: { amount: '1250000.00', currency: 'USD' },
      probability: 0.3333,
      ownerId: desk.binh.id,
      teamId: desk.north,
      companyId: company,
      contactId: contact,
      source: 'Hội chợ',
      medium: 'email',
      campaign: 'Q4',
      tags: ['gấp', ' kho ', 'gấp'],
      expectedCloseDate: '2027-02-28',
      externalId: ' K-01 ',
    })
    expect(card).toMatchObject({
      title: '  𝕂ho — "lạnh" <b>\u202e 😀 ',
      description: 'Dòng 1\nDòng 2',
      amount: { amount: '1250000', currency: 'USD' },
      currency: 'USD',
      probability: 0.3333,
      probabilitySource: 'MANUAL',
      weightedAmount: { amount: '416625' },
      owner: { id: desk.binh.id },
      company: { id: company },
      contact: { id: contact },
      source: 'Hội chợ',
      tags: ['gấp', 'kho'],
      expectedCloseDate: '2027-02-28',
      externalId: 'K-01',
    })
    const words = await desk.pool.query(`select name from source union all select name from tag order by name`)
    expect(words.rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['Hội chợ', 'gấp', 'kho']))
  })

  test('can be made won or lost already, with its reason', async ({ desk }) => {
    const won = await desk.create({ stageId: desk.a.won })
    expect(won).toMatchObject({ status: 'WON', probability: 1, closedAt: won.createdAt })
    const lost = await desk.create({ stageId: desk.a.lost, lostReasonId: desk.reason, lostNote: 'Giá' })
    expect(lost).toMatchObject({ status: 'LOST', probability: 0, lostReason: { id: desk.reason }, lostNote: 'Giá' })
  })

  test('stands where it is put', async ({ desk }) => {
    const [one, two] = [await desk.create(), await desk.create()]
    const between = await desk.create({ afterId: one.id, beforeId: two.id })
    const top = await desk.create({ beforeId: one.id })
    const bottom = await desk.create({ afterId: two.id })
    const ignored = await desk.create({ afterId: 'opp_00000000000000000000000000', beforeId: 'a\0b' })
    expect(await desk.column(desk.a.prospect)).toEqual([top, one, between, two, bottom, ignored].map(({ id }) => id))
  })

  test('begins a stay, a history with all its values, and is told to its board', async ({ desk }) => {
    const card = await desk.create({ amount: { amount: '10', currency: 'VND' }, clientMutationId: 'mine' })
    const { opportunity } = await desk.query<{ opportunity: Record<string, unknown> }>(
      desk.an,
      `query ($id: ID!) { opportunity(id: $id) {
        stays { stage { id } enteredAt leftAt movedBy { id } }
        history { totalCount nodes { kind at actor { id } changes { field before after beforeLabel afterLabel } } } } }`,
      { id: card.id },
    )
    expect(opportunity).toEqual({
      stays: [{ stage: { id: desk.a.prospect }, enteredAt: card.createdAt, leftAt: null, movedBy: { id: desk.an.id } }],
      history: {
        totalCount: 1,
        nodes: [
          {
            kind: 'CREATED',
            at: card.createdAt,
            actor: { id: desk.an.id },
            changes: expect.arrayContaining([
              { field: 'title', before: null, after: 'Kho lạnh', beforeLabel: null, afterLabel: null },
              { field: 'stageId', before: null, after: desk.a.prospect, beforeLabel: null, afterLabel: 'Prospect' },
              { field: 'amount', before: null, after: '10', beforeLabel: null, afterLabel: null },
              { field: 'ownerId', before: null, after: desk.an.id, beforeLabel: null, afterLabel: desk.an.name },
            ]),
          },
        ],
      },
    })
    const acl = { ownerId: desk.an.id, teamId: desk.north }
    const cell = { stageId: desk.a.prospect, ...acl, currency: 'VND', n: 1, amount: '10', weighted: '1' }
    expect(await desk.events(desk.a.id)).toEqual([
      {
        seq: 1,
        type: 'OPPORTUNITY_CREATED',
        opportunity_id: card.id,
        opportunity_version: 1,
        client_mutation_id: 'mine',
        actor_id: desk.an.id,
        acl_before: null,
        acl_after: acl,
        deltas: [cell],
        payload: {
          opportunity: expect.objectContaining({ id: card.id, rank: card.rank }),
          toStageId: desk.a.prospect,
          touchedStageIds: [desk.a.prospect],
        },
      },
    ])
  })

  test('is given by a rep to people and teams of their own teams only', async ({ desk }) => {
    const given = await desk.create({ ownerId: desk.binh.id })
    expect(given).toMatchObject({ owner: { id: desk.binh.id }, team: { id: desk.north } })
    // A leader gives to anybody; without a team named, it is the new owner's.
    const across = await desk.create({ ownerId: desk.chi.id }, desk.leader)
    expect(across).toMatchObject({ owner: { id: desk.chi.id }, team: { id: desk.south } })
  })
})

const gone = 'usr_00000000000000000000000000'

/** Input beside a good one, and the refusal that it meets. */
const refusals: readonly [
  what: string,
  input: (desk: Desk) => Input | Promise<Input>,
  code: string,
  field: readonly string[],
][] = [
  ['an unknown pipeline', () => ({ pipelineId: 'pip_00000000000000000000000000' }), 'NOT_FOUND', ['pipelineId']],
  ['an id of another type', ({ an }) => ({ pipelineId: an.id }), 'NOT_FOUND', ['pipelineId']],
  ['SQL for an id', () => ({ pipelineId: `' or 1=1 --` }), 'NOT_FOUND', ['pipelineId']],
  ['an unknown stage', () => ({ stageId: 'stg_00000000000000000000000000' }), 'NOT_FOUND', ['stageId']],
  ['a NUL for a stage', () => ({ stageId: 'stg_\0' }), 'NOT_FOUND', ['stageId']],
  ['a stage of another pipeline', ({ b }) => ({ stageId: b.prospect }), 'INVALID', ['stageId']],
  ['a lost one without reason', ({ a }) => ({ stageId: a.lost }), 'LOST_REASON_REQUIRED', ['lostReasonId']],
  ['an unknown reason', ({ a }) => ({ stageId: a.lost, lostReasonId: 'lrs_x' }), 'NOT_FOUND', ['lostReasonId']],
  ['a reason for an open one', ({ reason }) => ({ lostReasonId: reason }), 'INVALID', ['lostReasonId']],
  ['a note of a loss on an open one', () => ({ lostNote: 'why' }), 'INVALID', ['lostNote']],
  ['a blank title', () => ({ title: ' \n ' }), 'INVALID', ['title']],
  ['a title of 10,001 characters', () => ({ title: 'x'.repeat(10_001) }), 'INVALID', ['title']],
  ['a title with NUL', () => ({ title: 'a\0b' }), 'INVALID', ['title']],
  ['a title with half a surrogate pair', () => ({ title: 'a\ud800b' }), 'INVALID', ['title']],
  ['a NUL in a tag', () => ({ tags: ['good', 'b\0d'] }), 'INVALID', ['tags', '1']],
  ['a blank tag', () => ({ tags: [''] }), 'INVALID', ['tags', '0']],
  ['51 tags', () => ({ tags: Array.from({ length: 51 }, (_, n) => `t${n}`) }), 'INVALID', ['tags']],
  [
    'minor digits that VND has not',
    () => ({ amount: { amount: '0.5', currency: 'VND' } }),
    'INVALID',
    ['amount', 'amount'],
  ],
  ['a negative amount', () => ({ amount: { amount: '-1', currency: 'VND' } }), 'INVALID', ['amount', 'amount']],
  ['10^15', () => ({ amount: { amount: '1000000000000000', currency: 'VND' } }), 'INVALID', ['amount', 'amount']],
  ['a currency that is none', () => ({ amount: { amount: '1', currency: 'XXQ' } }), 'INVALID', ['amount', 'currency']],
  ['two currencies', () => ({ amount: { amount: '1', currency: 'USD' }, currency: 'VND' }), 'INVALID', ['currency']],
  ['a probability over 1', () => ({ probability: 1.01 }), 'INVALID', ['probability']],
  ['a probability of five digits', () => ({ probability: 0.12345 }), 'INVALID', ['probability']],
  ['a probability of a won one', ({ a }) => ({ stageId: a.won, probability: 0.5 }), 'INVALID', ['probability']],
  ['an unknown owner', () => ({ ownerId: gone }), 'NOT_FOUND', ['ownerId']],
  ['an owner of another team', ({ chi }) => ({ ownerId: chi.id }), 'FORBIDDEN', ['ownerId']],
  ['another team', ({ south }) => ({ teamId: south }), 'FORBIDDEN', ['teamId']],
  [
    'an owner who has left',
    async ({ pool, north }) => ({ ownerId: (await aPerson(pool, { teamIds: [north], isActive: false })).userId }),
    'INVALID',
    ['ownerId'],
  ],
  ['an unknown company', () => ({ companyId: 'com_00000000000000000000000000' }), 'NOT_FOUND', ['companyId']],
  ['an unknown contact', () => ({ contactId: gone }), 'NOT_FOUND', ['contactId']],
  [
    'an external id that another has',
    async (desk) => ({ externalId: (await desk.create({ externalId: 'K-7' })).externalId }),
    'INVALID',
    ['externalId'],
  ],
  ['a key that is not storable', () => ({ clientMutationId: 'a\0' }), 'INVALID', ['clientMutationId']],
]

describe('a new opportunity is refused, and nothing of it is left, with', () => {
  for (const [what, input, code, field] of refusals)
    test(what, async ({ desk }) => {
      const extra = await input(desk)
      const before = await desk.written()
      const request = { pipelineId: desk.a.id, title: 'Kho', source: 'Nguồn', tags: ['nhãn'], ...extra }
      const payload = await desk.mutate(desk.an, 'createOpportunity', request)
      expect(payload).toMatchObject({ opportunity: null, cursor: null })
      expect(payload.userErrors).toEqual([{ code, field, message: expect.stringMatching(/\S/) }])
      expect(await desk.written()).toEqual(before)
    })

  test('several faults, each told', async ({ desk }) => {
    const { userErrors } = await desk.mutate(desk.an, 'createOpportunity', {
      pipelineId: desk.a.id,
      title: '',
      probability: 2,
      companyId: gone,
    })
    expect(userErrors.map(({ field }) => field)).toEqual([['title'], ['probability'], ['companyId']])
  })

  test('values that are no decimal, day or currency, before any rule', async ({ desk }) => {
    const before = await desk.written()
    for (const bad of [
      { amount: { amount: '1,000', currency: 'VND' } },
      { amount: { amount: 'NaN', currency: 'VND' } },
      { amount: { amount: '1e309', currency: 'VND' } },
      { amount: { amount: 0.1, currency: 'VND' } },
      { amount: { amount: '1', currency: 'đồng' } },
      { expectedCloseDate: '2026-02-30' },
      { expectedCloseDate: '0000-00-00' },
      { probability: 'half' },
    ]) {
      const input = { pipelineId: desk.a.id, title: 'Kho', ...bad }
      const { data, errors } = await desk.answer(desk.an, 'createOpportunity', input)
      expect(data ?? null, JSON.stringify(bad)).toBeNull()
      expect(errors, JSON.stringify(bad)).toEqual([
        expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }),
      ])
    }
    expect(await desk.written()).toEqual(before)
  })

  test('the rights of a reader', async ({ desk }) => {
    const input = { pipelineId: desk.a.id, title: 'Kho' }
    const { errors } = await desk.answer(desk.viewer, 'createOpportunity', input)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' })
    const key = await desk.people.key(desk.an.id, ['READ_OPPORTUNITIES'])
    const { errors: ofKey } = await desk.answer(key, 'createOpportunity', input)
    expect(ofKey?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' })
  })
})

test('refusals are told in the language of who asks', async ({ desk, people }) => {
  const vi = await people.make({ locale: 'vi', teams: [desk.north] })
  const said = async (who: typeof vi) =>
    (await desk.mutate(who, 'createOpportunity', { pipelineId: desk.a.id, title: '' })).userErrors[0]?.message
  expect(await said(desk.an)).toBe('It must not be blank.')
  expect(await said(vi)).not.toBe('It must not be blank.')
})

async function aCompany({ pool }: Desk): Promise<string> {
  await pool.query(
    `insert into company (id, name) values ('com_01h2xcejqtf2nbrexx3vqjhp41', 'Hoà Phát') on conflict do nothing`,
  )
  return 'com_01h2xcejqtf2nbrexx3vqjhp41'
}

async function aContact({ pool }: Desk): Promise<string> {
  await pool.query(
    `insert into contact (id, name) values ('con_01h2xcejqtf2nbrexx3vqjhp41', 'Chị Hà') on conflict do nothing`,
  )
  return 'con_01h2xcejqtf2nbrexx3vqjhp41'
}
