import type { Pool } from 'pg'
import { describe, expect } from 'vitest'
import { expectTrueBoards } from '../board-truth.ts'
import { ask, gql, post } from '../client.ts'
import { test as withDesk, type Desk } from '../desk.ts'
import type { Person } from '../people.ts'

interface Stage {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly color: string
  readonly probability: number
  readonly position: number
  readonly isFolded: boolean
  readonly rottenAfterDays: number | null
}

interface Pipeline {
  readonly id: string
  readonly name: string
  readonly currency: string
  readonly stages: readonly Stage[]
}

interface UserError {
  readonly code: string
  readonly message: string
  readonly field: readonly string[] | null
}

const stage = 'id name kind color probability position isFolded rottenAfterDays'
const pipeline = `id name currency stages { ${stage} }`
const answers = {
  createPipeline: `pipeline { ${pipeline} }`,
  updatePipeline: `pipeline { ${pipeline} }`,
  createStage: `stage { ${stage} }`,
  updateStage: `stage { ${stage} }`,
  moveStage: `stage { ${stage} }`,
  deleteStage: 'deletedId movedCount',
} as const

type Name = keyof typeof answers

interface Payload {
  readonly pipeline?: Pipeline | null
  readonly stage?: Stage | null
  readonly deletedId?: string | null
  readonly movedCount?: number | null
  readonly clientMutationId: string | null
  readonly userErrors: readonly UserError[]
}

const document = (name: Name) => `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
  ${name}(input: $input) { ${answers[name]} clientMutationId userErrors { code message field } } }`

/** An administrator at work on set-up. */
class SetUp {
  constructor(
    readonly desk: Desk,
    readonly admin: Person,
    private readonly app: Parameters<typeof gql>[0],
  ) {}

  async change(name: Name, input: object, who: Person = this.admin): Promise<Payload> {
    const data = await gql<Record<string, Payload>>(this.app, who, document(name), { input })
    const payload = data[name]
    if (!payload) throw new Error(`No ${name} in the answer.`)
    return payload
  }

  async stages(pipelineId: string): Promise<readonly Stage[]> {
    return (await this.pipeline(pipelineId))?.stages ?? []
  }

  async pipeline(id: string, language = 'en'): Promise<Pipeline | null> {
    const query = `query ($id: ID!) { pipeline(id: $id) { ${pipeline} } }`
    const answer = await post(this.app, this.admin, { query, variables: { id } }, { 'accept-language': language })
    return ((await answer.json()) as { data: { pipeline: Pipeline | null } }).data.pipeline
  }

  async made(input: object): Promise<Pipeline> {
    const { pipeline: made, userErrors } = await this.change('createPipeline', { name: 'Bán hàng', ...input })
    if (!made) throw new Error(JSON.stringify(userErrors))
    return made
  }

  async types(pipelineId: string): Promise<string[]> {
    return (await this.desk.events(pipelineId)).map(({ type }) => type)
  }
}

const test = withDesk.extend<{ setUp: SetUp }>({
  setUp: async ({ app, desk, people, database: { pool } }, use) => {
    await anOrganization(pool)
    await use(new SetUp(desk, await people.administrator(), app))
  },
})

const anOrganization = (pool: Pool) =>
  pool.query(
    `insert into organization (name, currency, time_zone, locale) values ('Mê Kông', 'VND', 'Asia/Ho_Chi_Minh', 'vi')
     on conflict do nothing`,
  )

const names = (stages: readonly Stage[]) => stages.map(({ name }) => name)

describe('a new pipeline', () => {
  test('has the stages of its preset, named in the language of whoever reads', async ({ setUp }) => {
    const classic = await setUp.made({ preset: 'CLASSIC' })
    expect(names(classic.stages)).toEqual(['Prospect', 'Opportunity', 'Qualified', 'Proposal', 'Won', 'Lost'])
    expect(classic.stages.map(({ kind }) => kind)).toEqual(['OPEN', 'OPEN', 'OPEN', 'OPEN', 'WON', 'LOST'])
    expect(classic.stages.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5])
    expect(classic.currency).toBe('VND')
    const contract = await setUp.made({ preset: 'CONTRACT', currency: 'USD' })
    expect(names((await setUp.pipeline(contract.id, 'vi'))?.stages ?? [])).toEqual([
      'Mới',
      'Đã thẩm định',
      'Đề xuất',
      'Đàm phán hợp đồng',
      'Thành công',
      'Kiểm tra lại',
      'Thất bại',
    ])
    expect(contract.currency).toBe('USD')
    expect(await setUp.types(contract.id)).toEqual(['PIPELINE_CHANGED'])
  })

  test('has own stages with exact chances, and no gaps', async ({ setUp }) => {
    const maven = await setUp.made({
      name: 'Maven',
      currency: 'USD',
      stages: [
        { name: 'Prospecting', kind: 'OPEN', probability: 0.1 },
        { name: 'Engaging', kind: 'OPEN' },
        { name: 'Won', kind: 'WON', probability: 0.3 },
        { name: 'Lost', kind: 'LOST' },
      ],
    })
    expect(maven.stages).toMatchObject([
      { name: 'Prospecting', kind: 'OPEN', probability: 0.1, position: 0 },
      { name: 'Engaging', kind: 'OPEN', probability: 0.5, position: 1 },
      { name: 'Won', kind: 'WON', probability: 1, position: 2, color: 'GREEN' },
      { name: 'Lost', kind: 'LOST', probability: 0, position: 3, color: 'GREY' },
    ])
  })

  test('is refused whole, each fault with its field', async ({ setUp, desk }) => {
    const before = await desk.pool.query('select count(*)::integer as n from pipeline')
    const { pipeline: made, userErrors } = await setUp.change('createPipeline', {
      name: ' ',
      currency: 'XXX',
      stages: [
        { name: '', kind: 'OPEN', probability: 1.1 },
        { name: 'x'.repeat(201), kind: 'OPEN', probability: 0.12345 },
      ],
    })
    expect(made).toBeNull()
    expect(userErrors.map(({ code, field }) => [code, field?.join('.')])).toEqual([
      ['INVALID', 'name'],
      ['INVALID', 'currency'],
      ['INVALID', 'stages.0.name'],
      ['INVALID', 'stages.0.probability'],
      ['INVALID', 'stages.1.name'],
      ['INVALID', 'stages.1.probability'],
    ])
    expect((await desk.pool.query('select count(*)::integer as n from pipeline')).rows).toEqual(before.rows)
    const many = Array.from({ length: 51 }, (_, n) => ({ name: `S${n}`, kind: 'OPEN' }))
    expect((await setUp.change('createPipeline', { name: 'Many', stages: many })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['stages'] },
    ])
  })

  test('comes once under one key', async ({ setUp, desk }) => {
    const input = { name: 'Một lần', preset: 'CLASSIC', clientMutationId: `key ${desk.a.id}` }
    const first = await setUp.change('createPipeline', input)
    expect(await setUp.change('createPipeline', input)).toEqual(first)
    expect((await setUp.change('createPipeline', { ...input, name: 'Hai lần' })).userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED' },
    ])
  })
})

test('a pipeline is renamed, and its currency is fixed once anything in it has a price', async ({ setUp, desk }) => {
  const made = await setUp.made({ preset: 'CLASSIC' })
  const { pipeline: renamed } = await setUp.change('updatePipeline', { id: made.id, name: 'Miền Tây', currency: 'USD' })
  expect(renamed).toMatchObject({ name: 'Miền Tây', currency: 'USD' })
  await setUp.change('updatePipeline', { id: made.id, name: 'Miền Tây' })
  expect(await setUp.types(made.id)).toEqual(['PIPELINE_CHANGED', 'PIPELINE_CHANGED'])
  await desk.create({ pipelineId: made.id, amount: { amount: '5', currency: 'USD' } }, setUp.admin)
  const refused = await setUp.change('updatePipeline', { id: made.id, currency: 'VND' })
  expect(refused.userErrors).toMatchObject([{ code: 'INVALID', field: ['currency'] }])
  expect((await setUp.change('updatePipeline', { id: desk.an.id, name: 'x' })).userErrors).toMatchObject([
    { code: 'NOT_FOUND', field: ['id'] },
  ])
})

describe('a stage', () => {
  test('is added where it is asked for, and moved about, without gaps', async ({ setUp }) => {
    const { id, stages } = await setUp.made({ preset: 'CLASSIC' })
    const [prospect, opportunity] = stages
    const added = await setUp.change('createStage', { pipelineId: id, name: 'Khảo sát', afterId: prospect?.id })
    expect(added.stage).toMatchObject({ name: 'Khảo sát', kind: 'OPEN', probability: 0.5, position: 1 })
    await setUp.change('createStage', { pipelineId: id, name: 'Cuối', kind: 'LOST' })
    const order = ['Prospect', 'Khảo sát', 'Opportunity', 'Qualified', 'Proposal', 'Won', 'Lost', 'Cuối']
    expect(names(await setUp.stages(id))).toEqual(order)

    const { stage: moved } = await setUp.change('moveStage', { id: added.stage?.id, beforeId: prospect?.id })
    expect(moved?.position).toBe(0)
    await setUp.change('moveStage', { id: prospect?.id, afterId: opportunity?.id })
    await setUp.change('moveStage', { id: opportunity?.id })
    const now = await setUp.stages(id)
    expect(names(now)).toEqual(['Khảo sát', 'Prospect', 'Qualified', 'Proposal', 'Won', 'Lost', 'Cuối', 'Opportunity'])
    expect(now.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    const told = (await setUp.types(id)).length
    await setUp.change('moveStage', { id: opportunity?.id })
    expect(await setUp.types(id)).toHaveLength(told)
  })

  test('knows no neighbour of another pipeline', async ({ setUp, desk }) => {
    const { id, stages } = await setUp.made({ preset: 'CLASSIC' })
    const elsewhere = desk.a.prospect
    expect(
      (await setUp.change('createStage', { pipelineId: id, name: 'X', afterId: elsewhere })).userErrors,
    ).toMatchObject([{ code: 'NOT_FOUND', field: ['afterId'] }])
    expect((await setUp.change('moveStage', { id: stages[0]?.id, beforeId: elsewhere })).userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: ['beforeId'] },
    ])
    for (const strange of ['', '\0', 'stg_1', desk.a.id])
      expect((await setUp.change('moveStage', { id: strange })).userErrors).toMatchObject([
        { code: 'NOT_FOUND', field: ['id'] },
      ])
  })

  test('keeps a typed name in every language, and a preset name until somebody types another', async ({ setUp }) => {
    const { id, stages } = await setUp.made({ preset: 'CLASSIC' })
    const [prospect, opportunity] = stages
    // What was read is what is written back: no renaming.
    await setUp.change('updateStage', { id: prospect?.id, name: 'Prospect', color: 'PINK' })
    await setUp.change('updateStage', { id: opportunity?.id, name: 'Cơ hội lớn' })
    const inVietnamese = (await setUp.pipeline(id, 'vi'))?.stages ?? []
    expect(names(inVietnamese).slice(0, 3)).toEqual(['Triển vọng', 'Cơ hội lớn', 'Đã thẩm định'])
    expect(names(await setUp.stages(id)).slice(0, 3)).toEqual(['Prospect', 'Cơ hội lớn', 'Qualified'])
    expect(inVietnamese[0]?.color).toBe('PINK')
  })

  test('changes its settings and tells its board; what changes nothing tells nothing', async ({ setUp }) => {
    const { id, stages } = await setUp.made({ preset: 'CLASSIC' })
    const stageId = stages[0]?.id
    const wanted = { probability: 0.3333, isFolded: true, rottenAfterDays: null, color: 'AMBER' }
    expect((await setUp.change('updateStage', { id: stageId, ...wanted })).stage).toMatchObject(wanted)
    await setUp.change('updateStage', { id: stageId, ...wanted })
    expect(await setUp.types(id)).toEqual(['PIPELINE_CHANGED', 'PIPELINE_CHANGED'])
    const refused = await setUp.change('updateStage', { id: stageId, name: null, probability: 2, rottenAfterDays: 0 })
    expect(refused.stage).toBeNull()
    expect(refused.userErrors.map(({ field }) => field?.join('.'))).toEqual(['name', 'probability', 'rottenAfterDays'])
  })

  test('may change its kind only while it never held anything', async ({ setUp, desk }) => {
    const { id, stages } = await setUp.made({ preset: 'CLASSIC' })
    const [prospect, opportunity, qualified, proposal] = stages
    expect((await setUp.change('updateStage', { id: proposal?.id, kind: 'WON' })).stage).toMatchObject({
      kind: 'WON',
      probability: 1,
    })
    const card = await desk.create({ pipelineId: id, stageId: opportunity?.id }, setUp.admin)
    await desk.move(card, qualified?.id ?? '', {}, setUp.admin)
    for (const used of [opportunity, qualified])
      expect((await setUp.change('updateStage', { id: used?.id, kind: 'LOST' })).userErrors).toMatchObject([
        { code: 'INVALID', field: ['kind'] },
      ])
    expect((await setUp.change('updateStage', { id: prospect?.id, kind: 'LOST' })).stage).toMatchObject({
      kind: 'LOST',
    })
  })

  test('that is the last open one stays open and stays', async ({ setUp }) => {
    const { stages } = await setUp.made({
      stages: [
        { name: 'Mở', kind: 'OPEN' },
        { name: 'Xong', kind: 'WON' },
      ],
    })
    expect((await setUp.change('updateStage', { id: stages[0]?.id, kind: 'LOST' })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['kind'] },
    ])
    expect((await setUp.change('deleteStage', { id: stages[0]?.id })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['id'] },
    ])
  })

  test('gives a new chance to its open cards when asked, but for those set by hand', async ({ setUp, desk }) => {
    const { a } = desk
    const follows = await desk.create({ amount: { amount: '1000', currency: 'VND' } })
    const byHand = await desk.create({ amount: { amount: '1000', currency: 'VND' }, probability: 0.9 })
    await setUp.change('updateStage', { id: a.prospect, probability: 0.25 })
    expect(await desk.read(desk.an, follows.id)).toMatchObject({ probability: 0.1, version: 1 })
    await setUp.change('updateStage', { id: a.prospect, probability: 0.25, applyProbabilityToOpen: true })
    expect(await desk.read(desk.an, follows.id)).toMatchObject({
      probability: 0.25,
      probabilitySource: 'STAGE',
      weightedAmount: { amount: '250' },
      version: 2,
    })
    expect(await desk.read(desk.an, byHand.id)).toMatchObject({ probability: 0.9, version: 1 })
    const events = await desk.events(a.id)
    expect(events.at(-1)).toMatchObject({ type: 'BULK_CHANGED', payload: { touchedStageIds: [a.prospect] } })
    await expectTrueBoards(desk.pool, [a.id])
    const { opportunity } = await desk.query<{ opportunity: { history: { nodes: { kind: string }[] } } }>(
      desk.an,
      'query ($id: ID!) { opportunity(id: $id) { history(first: 1) { nodes { kind changes { field before after } } } } }',
      { id: follows.id },
    )
    expect(opportunity.history.nodes).toEqual([
      { kind: 'UPDATED', changes: [{ field: 'probability', before: '0.1', after: '0.25' }] },
    ])
  })
})

describe('deleting a stage', () => {
  test('sends its cards to the end of another of its kind, in their order, with stays and history', async ({
    setUp,
    desk,
  }) => {
    const { a } = desk
    const amount = { amount: '1000', currency: 'VND' }
    const [one, two, three] = [
      await desk.create({ amount }),
      await desk.create({ amount, probability: 0.7 }),
      await desk.create(),
    ]
    const there = await desk.create({ stageId: a.qualified })
    const deleted = await desk.create()
    await desk.mutate(desk.an, 'deleteOpportunity', { opportunityId: deleted.id })
    await desk.move(one, a.prospect, { afterId: two.id })

    const answer = await setUp.change('deleteStage', {
      id: a.prospect,
      moveToStageId: a.qualified,
      clientMutationId: 'gone',
    })
    expect(answer).toMatchObject({ deletedId: a.prospect, movedCount: 3, clientMutationId: 'gone', userErrors: [] })
    expect(await desk.column(a.qualified)).toEqual([there.id, two.id, one.id, three.id])
    expect(await desk.read(desk.an, two.id)).toMatchObject({
      stage: { id: a.qualified },
      probability: 0.5,
      probabilitySource: 'STAGE',
      version: two.version + 1,
    })
    expect(names(await setUp.stages(a.id))).toEqual(['Qualified', 'Won', 'Lost'])
    expect((await setUp.stages(a.id)).map(({ position }) => position)).toEqual([0, 1, 2])
    const events = await desk.events(a.id)
    expect(events.slice(-2).map(({ type }) => type)).toEqual(['BULK_CHANGED', 'PIPELINE_CHANGED'])
    await expectTrueBoards(desk.pool, [a.id])

    const read = await desk.query<{ opportunity: object; node: object | null }>(
      desk.an,
      `query ($id: ID!, $stage: ID!) { node(id: $stage) { id }
        opportunity(id: $id) { stays { stage { id name } leftAt } history(first: 1) { nodes { kind changes { field } } } } }`,
      { id: one.id, stage: a.prospect },
    )
    expect(read).toMatchObject({
      node: null,
      opportunity: {
        stays: [{ stage: { id: a.prospect, name: 'Prospect' } }, { stage: { id: a.qualified }, leftAt: null }],
        history: { nodes: [{ kind: 'MOVED', changes: [{ field: 'stageId' }, { field: 'probability' }] }] },
      },
    })
    expect(await desk.done(desk.an, 'restoreOpportunity', { opportunityId: deleted.id })).toMatchObject({
      stage: { id: a.qualified },
    })
    await expectTrueBoards(desk.pool, [a.id])

    const again = await setUp.change('deleteStage', {
      id: a.prospect,
      moveToStageId: a.qualified,
      clientMutationId: 'gone',
    })
    expect(again).toEqual(answer)
    expect((await setUp.change('deleteStage', { id: a.prospect })).userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: ['id'] },
    ])
    const into = await desk.mutate(desk.an, 'moveOpportunity', { opportunityId: one.id, toStageId: a.prospect })
    expect(into.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['toStageId'] }])
  })

  test('asks where its cards go, and takes no stage of another kind or pipeline', async ({ setUp, desk }) => {
    const { a, b } = desk
    await desk.create()
    const before = await desk.written()
    const fault = async (moveToStageId: string | null) =>
      (await setUp.change('deleteStage', { id: a.prospect, moveToStageId })).userErrors.map(({ code, field }) => [
        code,
        field?.join('.'),
      ])
    expect(await fault(null)).toEqual([['INVALID', 'moveToStageId']])
    for (const wrong of [a.won, b.prospect, a.prospect])
      expect(await fault(wrong)).toEqual([['INVALID', 'moveToStageId']])
    for (const unknown of ['stg_1', desk.an.id]) expect(await fault(unknown)).toEqual([['NOT_FOUND', 'moveToStageId']])
    expect(await desk.written()).toEqual(before)
  })

  test('keeps what is closed closed', async ({ setUp, desk }) => {
    const { a, reason } = desk
    const { stage: other } = await setUp.change('createStage', { pipelineId: a.id, name: 'Thua khác', kind: 'LOST' })
    const card = await desk.create()
    const lost = await desk.move(card, a.lost, { lostReasonId: reason, lostNote: 'giá' })
    await setUp.change('deleteStage', { id: a.lost, moveToStageId: other?.id })
    expect(await desk.read(desk.an, card.id)).toMatchObject({
      status: 'LOST',
      closedAt: lost.closedAt,
      lostReason: { id: reason },
      lostNote: 'giá',
      stage: { id: other?.id },
    })
    await expectTrueBoards(desk.pool, [a.id])
  })

  test('finds a place of itself for what is deleted and may come back', async ({ setUp, desk }) => {
    const { a } = desk
    const card = await desk.create()
    await desk.mutate(desk.an, 'deleteOpportunity', { opportunityId: card.id })
    const answer = await setUp.change('deleteStage', { id: a.prospect })
    expect(answer).toMatchObject({ deletedId: a.prospect, movedCount: 0, userErrors: [] })
    expect((await desk.events(a.id)).at(-1)?.type).toBe('PIPELINE_CHANGED')
    const restored = await desk.done(desk.an, 'restoreOpportunity', { opportunityId: card.id })
    expect(restored.stage.id).toBe(a.qualified)
    await expectTrueBoards(desk.pool, [a.id])
  })

  test('stays while it is the only place to which what is deleted could come back', async ({ setUp, desk }) => {
    const { a, reason } = desk
    const card = await desk.create()
    await desk.move(card, a.lost, { lostReasonId: reason })
    await desk.mutate(desk.leader, 'deleteOpportunity', { opportunityId: card.id })
    expect((await setUp.change('deleteStage', { id: a.lost })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['moveToStageId'] },
    ])
    const restored = await desk.done(desk.leader, 'restoreOpportunity', { opportunityId: card.id })
    expect(restored.stage.id).toBe(a.lost)
  })

  test('empties a full column in chunks, each told by one event', async ({ setUp, desk }) => {
    const { a } = desk
    const { rows } = await desk.pool.query<{ id: string }>(
      `insert into opportunity (id, pipeline_id, stage_id, status, title, currency, amount, probability, probability_source,
         rank, stage_entered_at, created_at, owner_id, team_id)
       select 'opp_' || substr(md5(n::text || $1), 1, 26), $1, $2, 'OPEN', 'Nhập ' || n, 'VND', n, 0.1, 'STAGE', n, now(), now(), $3, $4
       from generate_series(1, 1203) n returning id`,
      [a.id, a.prospect, desk.an.id, desk.north],
    )
    await desk.pool.query(
      `insert into stage_stay (id, opportunity_id, pipeline_id, stage_id, entered_at)
       select 'sty_' || substr(md5(id), 1, 26), id, pipeline_id, stage_id, stage_entered_at from opportunity where pipeline_id = $1`,
      [a.id],
    )
    await desk.pool.query(
      `insert into total_cell (pipeline_id, stage_id, team_id, owner_id, currency, n, amount, weighted)
       select pipeline_id, stage_id, team_id, owner_id, currency, count(*), sum(amount), sum(amount * probability)
       from opportunity where pipeline_id = $1 group by 1, 2, 3, 4, 5`,
      [a.id],
    )
    const answer = await setUp.change('deleteStage', { id: a.prospect, moveToStageId: a.qualified })
    expect(answer).toMatchObject({ deletedId: a.prospect, movedCount: 1203, userErrors: [] })
    const events = await desk.events(a.id)
    expect(events.map(({ type }) => type)).toEqual(['BULK_CHANGED', 'BULK_CHANGED', 'BULK_CHANGED', 'PIPELINE_CHANGED'])
    const told = events.flatMap(
      ({ payload }) => (payload as { opportunityIds?: { id: string }[] }).opportunityIds ?? [],
    )
    expect(new Set(told.map(({ id }) => id)).size).toBe(rows.length)
    await expectTrueBoards(desk.pool, [a.id])
  })

  test('races with drops: nothing falls into it, nothing is left in it', async ({ setUp, desk }) => {
    const { a } = desk
    const cards = await Promise.all(Array.from({ length: 12 }, () => desk.create({ stageId: a.qualified })))
    const drops = cards.map((card) =>
      desk.mutate(desk.an, 'moveOpportunity', { opportunityId: card.id, toStageId: a.prospect }),
    )
    const deletion = setUp.change('deleteStage', { id: a.prospect, moveToStageId: a.qualified })
    const dropped = await Promise.all(drops)
    expect((await deletion).userErrors).toEqual([])
    for (const { opportunity, userErrors } of dropped)
      if (!opportunity) expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['toStageId'] }])
    const { rows } = await desk.pool.query('select 1 from opportunity where stage_id = $1', [a.prospect])
    expect(rows).toEqual([])
    expect((await desk.column(a.qualified)).toSorted()).toEqual(cards.map(({ id }) => id).toSorted())
    await expectTrueBoards(desk.pool, [a.id])
  })
})

test('set-up is the administrator’s: others are refused the field', async ({ app, setUp, desk, people }) => {
  const key = await people.key(setUp.admin.id, ['WRITE_OPPORTUNITIES'])
  for (const who of [desk.an, desk.leader, desk.manager, desk.viewer, key])
    for (const [name, input] of [
      ['createPipeline', { name: 'X' }],
      ['updatePipeline', { id: desk.a.id, name: 'X' }],
      ['createStage', { pipelineId: desk.a.id, name: 'X' }],
      ['updateStage', { id: desk.a.prospect, name: 'X' }],
      ['moveStage', { id: desk.a.prospect }],
      ['deleteStage', { id: desk.a.prospect }],
    ] as const) {
      const { errors } = await ask(app, who, document(name), { input })
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    }
  expect(await desk.events(desk.a.id)).toEqual([])
  const wide = await people.key(setUp.admin.id, ['ADMIN'])
  const { errors } = await ask(app, wide, document('moveStage'), { input: { id: desk.a.prospect } })
  expect(errors).toBeUndefined()
})
