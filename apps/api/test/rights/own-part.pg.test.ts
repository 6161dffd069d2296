import { typeidUnboxed } from 'typeid-js'
import { describe, expect } from 'vitest'
import { ask } from '../client.ts'
import { test, type Desk } from '../desk.ts'
import type { Person } from '../people.ts'
import { LiveClient } from '../live/live-client.ts'
import { until } from '../live/until.ts'

const money = (amount: number) => ({ amount: String(amount), currency: 'VND' })

interface Column {
  readonly stage: { readonly id: string }
  readonly totals: { readonly count: number; readonly amount: { readonly amount: string } }
  readonly opportunities: { readonly totalCount: number }
}

const countsQuery = `query ($id: ID!) {
  board(pipelineId: $id) { columns { stage { id } totals { count amount { amount } } opportunities(first: 1) { totalCount } } }
  opportunities(filter: { pipelineId: { eq: $id } }) { totalCount } }`

type Counts = Readonly<Record<string, readonly [count: number, amount: number]>>

/** What the API counts for somebody, by stage. */
async function countedBy(desk: Desk, who: Person): Promise<{ counts: Counts; total: number }> {
  const { board, opportunities } = await desk.query<{
    board: { columns: readonly Column[] }
    opportunities: { totalCount: number }
  }>(who, countsQuery, { id: desk.a.id })
  for (const { totals, opportunities: list } of board.columns) expect(list.totalCount).toBe(totals.count)
  const counts = Object.fromEntries(
    board.columns.map(({ stage, totals }) => [stage.id, [totals.count, Number(totals.amount.amount)] as const]),
  )
  return { counts, total: opportunities.totalCount }
}

/** The same by SQL of the test's own. */
async function countedIn(desk: Desk, condition: string, ...values: unknown[]): Promise<Counts> {
  const { rows } = await desk.pool.query<{ id: string; n: number; amount: string }>(
    `select s.id, count(o.id)::integer as n, coalesce(sum(o.amount), 0)::text as amount
     from stage s left join opportunity o on o.stage_id = s.id and o.deleted_at is null and (${condition})
     where s.pipeline_id = $1 group by s.id`,
    [desk.a.id, ...values],
  )
  return Object.fromEntries(rows.map(({ id, n, amount }) => [id, [n, Number(amount)]]))
}

const total = (counts: Counts) => Object.values(counts).reduce((sum, [n]) => sum + n, 0)

describe('A5, A7: counts and sums', () => {
  test('are those over what one sees, and add up to what the leader sees', async ({ desk }) => {
    const { an, binh, chi, leader, manager, people, north, south } = desk
    const own = await people.make({ teams: [north], visibility: 'OWN' })
    const owners = [an, binh, own, chi, leader]
    for (const [at, owner] of [...owners, ...owners].entries()) {
      const teamId = owner === chi ? south : north
      const card = await desk.create({ ownerId: owner.id, teamId, amount: money(2 ** at) }, manager)
      if (at % 2 === 1) await desk.move(card, at % 3 === 0 ? desk.a.won : desk.a.qualified, {}, manager)
      if (at === 4) await desk.mutate(manager, 'deleteOpportunity', { opportunityId: card.id })
    }
    const team = 'o.owner_id = $2 or o.team_id = $3'
    const readers: [Person, Counts][] = [
      [an, await countedIn(desk, team, an.id, north)],
      [own, await countedIn(desk, 'o.owner_id = $2', own.id)],
      [leader, await countedIn(desk, team, leader.id, north)],
      [chi, await countedIn(desk, team, chi.id, south)],
      [manager, await countedIn(desk, 'true')],
      [desk.viewer, await countedIn(desk, 'true')],
    ]
    for (const [who, counts] of readers) expect(await countedBy(desk, who)).toEqual({ counts, total: total(counts) })

    const whole = (await countedBy(desk, leader)).counts
    await desk.pool.query(`update app_user set visibility = 'OWN' where id = any($1)`, [[an.id, binh.id, leader.id]])
    await until('the leader sees only their own', async () => (await countedBy(desk, leader)).total < total(whole))
    await until('Bình sees only his own', async () => (await countedBy(desk, binh)).total === 2)
    await until('An sees only his own', async () => (await countedBy(desk, an)).total === 2)
    const parts = await Promise.all([an, binh, own, leader].map(async (who) => (await countedBy(desk, who)).counts))
    for (const [stage, sums] of Object.entries(whole))
      for (const at of [0, 1] as const)
        expect(parts.reduce((sum, part) => sum + (part[stage]?.[at] ?? 0), 0)).toBe(sums[at])
  })
})

describe('A8: what is not the writer’s to set', () => {
  const fields = ['id', 'orgId', 'version', 'wonAt', 'closedAt', 'createdAt', 'deletedAt', 'stageEnteredAt', 'status']
  const others = ['stageId', 'pipelineId', 'rank', 'probabilitySource', 'weightedAmount', 'reopenStageId', '__proto__']

  test.for([...fields, ...others])('%s is no field of an edit', async (field, { app, desk }) => {
    const card = await desk.create()
    const row = async () => (await desk.pool.query('select * from opportunity where id = $1', [card.id])).rows[0]
    const before = await row()
    const variables = JSON.parse(`{ "input": { "opportunityId": "${card.id}", "title": "X", "${field}": "1" } }`)
    const byVariable = await ask(
      app,
      desk.an,
      'mutation ($input: UpdateOpportunityInput!) { updateOpportunity(input: $input) { userErrors { code } } }',
      variables,
    )
    expect(byVariable.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT'])
    const inline = await ask(
      app,
      desk.an,
      `mutation { updateOpportunity(input: { opportunityId: "${card.id}", title: "X", ${field}: "1" }) { userErrors { code } } }`,
    )
    expect(inline.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['GRAPHQL_VALIDATION_FAILED'])
    expect(await row()).toEqual(before)
  })

  test('owner and team are, within one’s own teams', async ({ desk }) => {
    const card = await desk.create()
    const before = await desk.written()
    for (const [field, value] of [
      ['ownerId', desk.chi.id],
      ['teamId', desk.south],
    ] as const) {
      const refused = await desk.mutate(desk.an, 'updateOpportunity', { opportunityId: card.id, [field]: value })
      expect(refused.userErrors).toMatchObject([{ code: 'FORBIDDEN', field: [field] }])
    }
    expect(await desk.written()).toEqual(before)
    const given = await desk.done(desk.an, 'updateOpportunity', { opportunityId: card.id, ownerId: desk.binh.id })
    expect(given.owner?.id).toBe(desk.binh.id)
  })
})

test('A13: a card that comes to a rep and goes on is told from coming to going, and no further', async ({
  app,
  desk,
}) => {
  const { binh, chi, manager, north, south } = desk
  const rep = await desk.people.make({ teams: [north], visibility: 'OWN' })
  const card = await desk.create({ ownerId: binh.id, title: 'Cầu Cần Thơ', amount: money(5) }, manager)
  await using board = await LiveClient.on(app, rep, desk.a.id)
  const edit = (input: object) => desk.done(manager, 'updateOpportunity', { opportunityId: card.id, ...input })
  await edit({ title: 'Chưa thấy' })
  await edit({ ownerId: rep.id, title: 'Thấy' })
  await edit({ ownerId: chi.id, teamId: south, title: 'Hết thấy' })
  await edit({ title: 'Không thấy' })
  await desk.move(card, desk.a.won, {}, manager)
  await board.reaches(6)
  expect(
    board.applied.map(({ type, opportunityId, opportunity }) => [type, opportunityId, opportunity?.title]),
  ).toEqual([
    ['OPPORTUNITY_ENTERED', card.id, 'Thấy'],
    ['OPPORTUNITY_LEFT', card.id, undefined],
  ])
  for (const hidden of ['Chưa thấy', 'Hết thấy', 'Không thấy'])
    expect(JSON.stringify(board.messages)).not.toContain(hidden)
  expect(board.state).toEqual(await board.fresh())
})

describe('A14: what is no board of theirs to follow', () => {
  const follow = `subscription ($id: ID!) { boardEvents(pipelineId: $id) { __typename } }`

  test('is not found, be it a card, a team, a stage, or nothing at all', async ({ desk, app }) => {
    const card = await desk.create({}, desk.chi)
    const unknown = typeidUnboxed('pip')
    const told = async (id: string) => {
      const response = await fetch(`${app.url}/graphql/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...desk.an.credentials },
        body: JSON.stringify({ query: follow, variables: { id } }),
      })
      return [response.status, (await response.text()).replace(/"cost":.*/, '')]
    }
    const never = await told(unknown)
    expect(never[1]).toContain('"NOT_FOUND"')
    for (const id of [card.id, desk.south, desk.a.prospect, desk.chi.id, '', 'pip_x'])
      expect(await told(id)).toEqual(never)
  })

  test('nor somebody else’s cursor, nor one’s own under other rights', async ({ app, desk }) => {
    await using manager = await LiveClient.on(app, desk.manager, desk.a.id)
    await using an = await LiveClient.on(app, desk.an, desk.a.id)
    const own = an.cursor
    an.subscribe(manager.cursor)
    await until('it is refused', () => an.isComplete)
    expect(an.messages.at(-1)).toEqual({ __typename: 'BoardResync', reason: 'INVALID_CURSOR' })
    await desk.pool.query(`update app_user set visibility = 'ALL' where id = $1`, [desk.an.id])
    an.subscribe(own)
    await until('it is refused', () => an.isComplete)
    expect(an.messages.at(-1)).toEqual({ __typename: 'BoardResync', reason: 'ACL_CHANGED' })
  })
})
