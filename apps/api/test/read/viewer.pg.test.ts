import { presetLostReasons } from '@mekong/domain'
import type { Pool } from 'pg'
import { typeidUnboxed } from 'typeid-js'
import { describe, expect } from 'vitest'
import { ask, gql, post } from '../client.ts'
import { test as withDesk } from '../desk.ts'
import type { Person } from '../people.ts'

const test = withDesk.extend<{ admin: Person }>({
  admin: async ({ people, database: { pool } }, use) => {
    await pool.query('delete from organization')
    await pool.query(
      `insert into organization (name, currency, time_zone, locale) values ('Mê Kông', 'VND', 'Asia/Ho_Chi_Minh', 'vi')`,
    )
    await use(await people.administrator())
  },
})

const viewer = `viewer { user { id name email role isActive mainTeam { id } teams { id } } role visibility permissions locale timeZone
  teams { id } organization { name currency timeZone locale } }`

interface Viewer {
  readonly user: { readonly id: string; readonly name: string }
  readonly role: string
  readonly permissions: readonly string[]
  readonly locale: string
  readonly timeZone: string
  readonly organization: object
}

describe('the viewer', () => {
  test('is whoever asks, with their rights and their organisation', async ({ app, admin, desk }) => {
    const { viewer: an } = await gql<{ viewer: Viewer }>(app, desk.an, `{ ${viewer} }`)
    expect(an).toMatchObject({
      user: { id: desk.an.id, name: desk.an.name, email: desk.an.email, isActive: true, mainTeam: { id: desk.north } },
      role: 'REP',
      visibility: 'TEAM',
      locale: 'EN',
      timeZone: 'Asia/Ho_Chi_Minh',
      teams: [{ id: desk.north }],
      organization: { name: 'Mê Kông', currency: 'VND', timeZone: 'Asia/Ho_Chi_Minh', locale: 'VI' },
    })
    expect(an.permissions).toContain('opportunity:create')
    expect(an.permissions).not.toContain('setup:write')
    const { viewer: administrator } = await gql<{ viewer: Viewer }>(app, admin, `{ ${viewer} }`)
    expect(administrator.permissions).toContain('setup:write')
  })

  test('with a key may no more than its scopes', async ({ app, admin, people }) => {
    const key = await people.key(admin.id, ['READ_OPPORTUNITIES'])
    const { viewer: reading } = await gql<{ viewer: Viewer }>(app, key, `{ ${viewer} }`)
    expect(reading).toMatchObject({ role: 'ADMINISTRATOR', permissions: ['opportunity:amount', 'opportunity:read'] })
  })

  const update = `mutation ($input: UpdateViewerInput!) { updateViewer(input: $input) {
    ${viewer} userErrors { code message field } } }`
  interface Updated {
    readonly updateViewer: {
      readonly viewer: Viewer | null
      readonly userErrors: readonly { readonly code: string; readonly message: string; readonly field: string[] }[]
    }
  }

  test('sets their own name, language and time zone, at once', async ({ app, admin, desk }) => {
    expect(admin.id).toBeTruthy()
    const input = { name: 'An Trần', locale: 'VI', timeZone: 'Europe/Paris' }
    const { updateViewer } = await gql<Updated>(app, desk.an, update, { input })
    expect(updateViewer.viewer).toMatchObject({ user: { name: 'An Trần' }, locale: 'VI', timeZone: 'Europe/Paris' })
    const { viewer: now } = await gql<{ viewer: Viewer }>(app, desk.an, `{ ${viewer} }`)
    expect(now).toEqual(updateViewer.viewer)
    // Messages come in the new language.
    const refused = await gql<Updated>(app, desk.an, update, { input: { timeZone: 'Mars/Olympus', name: ' ' } })
    expect(refused.updateViewer.userErrors).toEqual([
      { code: 'INVALID', message: 'Không được để trống.', field: ['name'] },
      { code: 'INVALID', message: 'Không có múi giờ này.', field: ['timeZone'] },
    ])
    const { updateViewer: back } = await gql<Updated>(app, desk.an, update, { input: { timeZone: null } })
    expect(back.viewer?.timeZone).toBe('Asia/Ho_Chi_Minh')
  })

  test('may do that whatever the role, but with a key only if it administers', async ({ app, admin, desk, people }) => {
    expect((await ask(app, desk.viewer, update, { input: { locale: 'VI' } })).errors).toBeUndefined()
    const writing = await people.key(admin.id, ['WRITE_OPPORTUNITIES'])
    expect((await ask(app, writing, update, { input: { locale: 'VI' } })).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ])
  })
})

describe('the organisation', () => {
  const update = `mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) {
    organization { name currency timeZone locale } userErrors { code message field } } }`

  test('is changed by administrators; its currency is fixed once anything has a price', async ({
    app,
    admin,
    desk,
  }) => {
    const change = async (input: object, who: Person = admin) =>
      (await gql<{ updateOrganization: object }>(app, who, update, { input })).updateOrganization
    await desk.pool.query('update opportunity set amount = null')
    expect(await change({ name: 'Cửu Long', currency: 'USD', timeZone: 'UTC', locale: 'EN' })).toEqual({
      organization: { name: 'Cửu Long', currency: 'USD', timeZone: 'UTC', locale: 'EN' },
      userErrors: [],
    })
    expect(await change({ timeZone: 'Nowhere', currency: 'XXX', name: '' })).toMatchObject({
      organization: null,
      userErrors: [{ field: ['name'] }, { field: ['currency'] }, { field: ['timeZone'] }],
    })
    const card = await desk.create({ amount: { amount: '1', currency: 'USD' } })
    await desk.mutate(desk.an, 'deleteOpportunity', { opportunityId: card.id })
    expect(await change({ currency: 'VND' })).toMatchObject({ userErrors: [{ code: 'INVALID', field: ['currency'] }] })
    expect(await change({ currency: 'USD', name: 'Cửu Long Giang' })).toMatchObject({
      organization: { name: 'Cửu Long Giang', currency: 'USD' },
    })
    for (const who of [desk.an, desk.leader, desk.manager, desk.viewer])
      expect((await ask(app, who, update, { input: { name: 'x' } })).errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
      ])
  })
})

describe('lost reasons', () => {
  interface Reason {
    readonly id: string
    readonly name: string
    readonly isArchived: boolean
  }

  const change = (name: 'createLostReason' | 'updateLostReason', type: string) => `mutation ($input: ${type}!) {
    ${name}(input: $input) { lostReason { id name isArchived } userErrors { code field } } }`
  const create = change('createLostReason', 'CreateLostReasonInput')
  const update = change('updateLostReason', 'UpdateLostReasonInput')

  const aPreset = async (pool: Pool): Promise<string> => {
    const id = typeidUnboxed('lrs')
    await pool.query(`insert into lost_reason (id, preset_key, position) values ($1, 'price', 0)`, [id])
    return id
  }

  test('of a preset follow the language until they are renamed', async ({ app, admin, database: { pool } }) => {
    const id = await aPreset(pool)
    const named = async (language: string, filter: object = {}) => {
      const query = 'query ($filter: LostReasonFilter) { lostReasons(filter: $filter) { nodes { name } } }'
      const variables = { filter: { id: { eq: id }, ...filter } }
      const answer = await post(app, admin, { query, variables }, { 'accept-language': language })
      return (
        (await answer.json()) as { data: { lostReasons: { nodes: { name: string }[] } } }
      ).data.lostReasons.nodes.map(({ name }) => name)
    }
    const { vi, en } = presetLostReasons.price
    expect([await named('vi'), await named('en')]).toEqual([[vi], [en]])
    expect(await named('vi', { name: { contains: vi.toUpperCase() } })).toEqual([vi])
    expect(await named('en', { name: { contains: vi } })).toEqual([])
    await gql(app, admin, update, { input: { id, name: 'Đắt quá' } })
    expect([await named('vi'), await named('en')]).toEqual([['Đắt quá'], ['Đắt quá']])
  })

  test('are made, renamed and offered no longer; every board hears of it', async ({ app, admin, desk }) => {
    const { createLostReason: made } = await gql<{ createLostReason: { lostReason: Reason } }>(app, admin, create, {
      input: { name: 'Not recorded' },
    })
    const { id } = made.lostReason
    expect(made.lostReason).toEqual({ id, name: 'Not recorded', isArchived: false })
    const card = await desk.create()
    await desk.move(card, desk.a.lost, { lostReasonId: id })
    const { updateLostReason: archived } = await gql<{ updateLostReason: { lostReason: Reason } }>(app, admin, update, {
      input: { id, isArchived: true },
    })
    expect(archived.lostReason).toEqual({ id, name: 'Not recorded', isArchived: true })
    await gql(app, admin, update, { input: { id, isArchived: true } })
    for (const { id: pipelineId } of [desk.a, desk.b])
      expect((await desk.events(pipelineId)).filter(({ type }) => type === 'PIPELINE_CHANGED')).toHaveLength(2)
    // What was lost for it still is, and nothing more can be.
    expect((await desk.read(desk.an, card.id))?.lostReason).toEqual({ id })
    const other = await desk.create()
    const refused = await desk.mutate(desk.an, 'moveOpportunity', {
      opportunityId: other.id,
      toStageId: desk.a.lost,
      lostReasonId: id,
    })
    expect(refused.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['lostReasonId'] }])
  })

  test('are the administrator’s, and want a name', async ({ app, admin, desk }) => {
    for (const who of [desk.an, desk.manager, desk.viewer])
      expect((await ask(app, who, create, { input: { name: 'x' } })).errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
      ])
    expect(await gql(app, admin, create, { input: { name: ' ' } })).toMatchObject({
      createLostReason: { lostReason: null, userErrors: [{ code: 'INVALID', field: ['name'] }] },
    })
    for (const strange of ['lrs_1', '\0', desk.an.id])
      expect(await gql(app, admin, update, { input: { id: strange, name: 'x' } })).toMatchObject({
        updateLostReason: { userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] },
      })
  })
})

test('every kind of thing is a node, and `nodes` takes 100 at most', async ({
  app,
  admin,
  desk,
  people,
  database: { pool },
}) => {
  const card = await desk.create({ source: `hội chợ ${desk.a.id}`, tags: [`vip ${desk.a.id}`] })
  const idOf = async (table: string) =>
    (await pool.query<{ id: string }>(`select id from ${table} where name like $1`, [`%${desk.a.id}`])).rows[0]?.id
  const made = (name: string) =>
    gql<Record<string, Record<string, { id: string }>>>(
      app,
      desk.an,
      `mutation { create${name}(input: { name: "x" }) { ${name.toLowerCase()} { id } } }`,
    )
  const key = await people.key(desk.an.id, ['READ_OPPORTUNITIES'])
  const kinds = {
    Opportunity: card.id,
    Pipeline: desk.a.id,
    Stage: desk.a.won,
    User: desk.binh.id,
    Team: desk.south,
    Company: (await made('Company'))['createCompany']?.['company']?.id,
    Contact: (await made('Contact'))['createContact']?.['contact']?.id,
    LostReason: desk.reason,
    Source: await idOf('source'),
    Tag: await idOf('tag'),
    ApiKey: key.id,
  }
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }'
  const ids = Object.values(kinds)
  const { nodes } = await gql<{ nodes: object[] }>(app, desk.an, query, { ids })
  expect(nodes).toEqual(Object.entries(kinds).map(([__typename, id]) => ({ id, __typename })))

  // A key is its owner's and the administrator's; with a key that reads opportunities, nobody's.
  const keySeenBy = async (who: Pick<Person, 'credentials'>) =>
    (await gql<{ nodes: object[] }>(app, who, query, { ids: [key.id] })).nodes
  expect(await keySeenBy(desk.binh)).toEqual([null])
  expect(await keySeenBy(admin)).toEqual([{ id: key.id, __typename: 'ApiKey' }])
  expect(await keySeenBy(key)).toEqual([null])

  const twice = await gql<{ nodes: object[] }>(app, desk.an, query, { ids: [card.id, card.id] })
  expect(twice.nodes).toHaveLength(2)
  const many = { ids: Array.from({ length: 101 }, () => card.id) }
  expect((await ask(app, desk.an, query, many)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
})

test('people are read with their teams, and teams with their leader and members', async ({ app, desk }) => {
  const query = `query ($team: ID!, $email: String!) {
    teams(filter: { id: { eq: $team } }) { nodes { id leader { id } members { id } } }
    users(filter: { teamId: { eq: $team }, not: { email: { eq: $email } } }) { totalCount nodes { id teams { id } } } }`
  const read = await gql<{
    teams: { nodes: { leader: object; members: { id: string }[] }[] }
    users: { totalCount: number; nodes: { id: string; teams: object[] }[] }
  }>(app, desk.viewer, query, { team: desk.north, email: desk.an.email })
  const [north] = read.teams.nodes
  expect(north?.leader).toEqual({ id: desk.leader.id })
  expect(north?.members[0]).toEqual({ id: desk.leader.id })
  expect(north?.members.map(({ id }) => id).toSorted()).toEqual([desk.an.id, desk.binh.id, desk.leader.id].toSorted())
  expect(read.users.totalCount).toBe(2)
  expect(read.users.nodes.map(({ id }) => id).toSorted()).toEqual([desk.binh.id, desk.leader.id].toSorted())
  for (const { teams } of read.users.nodes) expect(teams).toEqual([{ id: desk.north }])
})
