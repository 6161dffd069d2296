import { describe, expect } from 'vitest'
import { ask, gql } from '../client.ts'
import { LiveClient } from '../live/live-client.ts'
import { until } from '../live/until.ts'
import { documentOf, peopleMutations, test, userFields } from './office.ts'

const cardsOf = (client: LiveClient, stageId: string) =>
  client.board?.columns.get(stageId)?.cards.map(({ id }) => id) ?? []

describe('a change of a person', () => {
  test('is written, and told to whoever reads', async ({ office, desk }) => {
    const answer = await office.done('updateUser', {
      id: desk.an.id,
      name: ' Nguyễn An ',
      role: 'TEAM_LEADER',
      visibility: 'ALL',
      seesAmounts: false,
      teamIds: [desk.south, desk.north],
      mainTeamId: desk.south,
      locale: 'EN',
      timeZone: 'Asia/Tokyo',
      clientMutationId: desk.an.id,
    })
    expect(answer).toMatchObject({
      clientMutationId: desk.an.id,
      user: {
        id: desk.an.id,
        name: 'Nguyễn An',
        role: 'TEAM_LEADER',
        visibility: 'ALL',
        seesAmounts: false,
        mainTeam: { id: desk.south },
        state: 'ACTIVE',
        isActive: true,
      },
    })
    const viewer = `{ viewer { role visibility seesAmounts locale timeZone teams { id } user { name } } }`
    expect(await desk.query(desk.an, viewer)).toEqual({
      viewer: {
        role: 'TEAM_LEADER',
        visibility: 'ALL',
        seesAmounts: false,
        locale: 'EN',
        timeZone: 'Asia/Tokyo',
        teams: [desk.north, desk.south].toSorted().map((id) => ({ id })),
        user: { name: 'Nguyễn An' },
      },
    })
  })

  test('that is refused says where, in the language of who asks, and changes nothing', async ({
    office,
    desk,
    app,
  }) => {
    const before = await office.user(desk.an.id)
    const refused = async (input: object) =>
      (await office.tell('updateUser', { id: desk.an.id, ...input })).userErrors.map(({ code, field }) => [code, field])
    expect(await refused({ name: ' ' })).toEqual([['INVALID', ['name']]])
    expect(await refused({ mainTeamId: desk.south })).toEqual([['INVALID', ['mainTeamId']]])
    expect(await refused({ teamIds: [desk.north, 'tea_nowhere'] })).toEqual([['NOT_FOUND', ['teamIds', '1']]])
    expect(await refused({ timeZone: 'Mars/Phobos' })).toEqual([['INVALID', ['timeZone']]])
    expect(await refused({ id: desk.north })).toEqual([['NOT_FOUND', ['id']]])
    expect(await office.user(desk.an.id)).toEqual(before)
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'vi', ...office.admin.credentials },
      body: JSON.stringify({ query: documentOf('updateUser'), variables: { input: { id: desk.an.id, name: '' } } }),
    })
    expect(await response.json()).toMatchObject({
      data: { updateUser: { userErrors: [{ message: 'Không được để trống.' }] } },
    })
  })

  test('reaches an open board within a second: what belongs to another team leaves', async ({ app, office, desk }) => {
    const northern = await desk.create({}, desk.binh)
    const own = await desk.create()
    await using an = await LiveClient.on(app, desk.an, desk.a.id)
    expect(cardsOf(an, desk.a.prospect)).toEqual([northern.id, own.id])
    await office.done('updateUser', { id: desk.an.id, teamIds: [desk.south] })
    expect(await until('An is told', () => an.isComplete)).toBeLessThan(5_000)
    expect(an.messages.at(-1)).toEqual({ __typename: 'BoardResync', reason: 'ACL_CHANGED' })
    an.subscribe()
    await until('a board comes', () => an.messages.at(-1)?.__typename === 'BoardSnapshot')
    expect(cardsOf(an, desk.a.prospect)).toEqual([own.id])
  })

  test('of the name reaches the boards that show it', async ({ app, office, desk }) => {
    const card = await desk.create()
    await using manager = await LiveClient.on(app, desk.manager, desk.a.id)
    await office.done('updateUser', { id: desk.an.id, name: 'An Mới' })
    await manager.reaches(2)
    expect(manager.applied).toMatchObject([{ type: 'BULK_CHANGED', opportunityIds: [card.id] }])
    const owner = await desk.query<{ opportunity: { owner: { name: string } } }>(
      desk.manager,
      'query ($id: ID!) { opportunity(id: $id) { owner { name } } }',
      { id: card.id },
    )
    expect(owner.opportunity.owner.name).toBe('An Mới')
  })

  test('that changes nothing leaves no trace', async ({ app, office, desk }) => {
    await using an = await LiveClient.on(app, desk.an, desk.a.id)
    const count = async () => (await desk.pool.query('select count(*)::integer as n from audit_entry')).rows[0].n
    const entries = await count()
    const { rows } = await desk.pool.query('select acl_version from app_user where id = $1', [desk.an.id])
    await office.done('updateUser', { id: desk.an.id, role: 'REP', teamIds: [desk.north] })
    const again = await desk.pool.query('select acl_version from app_user where id = $1', [desk.an.id])
    expect(again.rows).toEqual(rows)
    expect(await count()).toBe(entries)
    expect(an.isComplete).toBe(false)
  })
})

describe('the last administrator', () => {
  test('stays one, however two of them lay it down at once', async ({ office, people, desk }) => {
    await desk.pool.query(`update app_user set role = 'MANAGER' where role = 'ADMINISTRATOR' and id <> $1`, [
      office.admin.id,
    ])
    const other = await people.administrator()
    const demotions = await Promise.all([
      office.tell('updateUser', { id: office.admin.id, role: 'MANAGER' }),
      office.tell('updateUser', { id: other.id, role: 'MANAGER' }, other),
    ])
    const refused = demotions.filter(({ userErrors }) => userErrors.length > 0)
    expect(refused).toHaveLength(1)
    const { rows } = await desk.pool.query(`select id from app_user where role = 'ADMINISTRATOR' and is_active`)
    expect(rows).toHaveLength(1)
    const last = { credentials: rows[0].id === other.id ? other.credentials : office.admin.credentials }
    const deactivated = await office.tell('deactivateUser', { id: rows[0].id, handOverToId: desk.an.id }, last)
    expect(deactivated.userErrors).toMatchObject([{ code: 'INVALID', field: ['id'] }])
  })
})

describe('who may', () => {
  test('set up people: administrators, and nobody else', async ({ app, office, desk, people }) => {
    const key = await people.key(office.admin.id, ['WRITE_OPPORTUNITIES'])
    for (const name of peopleMutations) {
      const input =
        name === 'inviteUser' ? { email: 'x@example.test' } : name === 'createTeam' ? { name: 'X' } : { id: desk.an.id }
      for (const who of [desk.an, desk.leader, desk.manager, desk.viewer, key]) {
        const { data, errors } = await ask(app, who, documentOf(name), { input })
        expect([name, data ?? null, errors?.[0]?.extensions?.['code']]).toEqual([name, null, 'FORBIDDEN'])
      }
    }
    const { rows } = await desk.pool.query(`select from app_user where email = 'x@example.test'`)
    expect(rows).toEqual([])
  })

  test('read what is theirs alone: rights, invitations and counts are null to others', async ({
    app,
    office,
    desk,
  }) => {
    await desk.create()
    const query = `query ($id: ID!) { node(id: $id) { ... on User { ${userFields} locale timeZone hasSignIn lastSeenAt } } }`
    const read = async (who: Parameters<typeof ask>[1]) =>
      await ask<{ node: Record<string, unknown> }>(app, who, query, { id: desk.an.id })
    const toAdmin = await read(office.admin)
    expect(toAdmin.data?.node).toMatchObject({
      visibility: 'TEAM',
      seesAmounts: true,
      locale: 'EN',
      hasSignIn: true,
      openOpportunityCount: 1,
    })
    const toManager = await read(desk.manager)
    expect(toManager.data?.node).toMatchObject({
      name: desk.an.name,
      role: 'REP',
      state: 'ACTIVE',
      visibility: null,
      seesAmounts: null,
      locale: null,
      timeZone: null,
      hasSignIn: null,
      lastSeenAt: null,
      invitation: null,
      openOpportunityCount: null,
      handedOverTo: null,
    })
    expect(toManager.extensions?.['redacted']).toContain('User.visibility')
    expect(await ask(app, desk.manager, '{ invitations { nodes { id } } }')).toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    })
  })

  test('a board in common tells each of them their own', async ({ app, office, desk }) => {
    await desk.create()
    const query = `query ($id: ID!) { board(pipelineId: $id) { columns { opportunities { nodes { owner { visibility } } } } } }`
    const owners = async (who: Parameters<typeof gql>[1]) =>
      JSON.stringify(await gql(app, who, query, { id: desk.a.id }))
    expect(await owners(office.admin)).toContain('"visibility":"TEAM"')
    expect(await owners(desk.manager)).toContain('"visibility":null')
    expect(await owners(office.admin)).toContain('"visibility":"TEAM"')
  })
})

test('when somebody was last here', async ({ office, desk }) => {
  await desk.query(desk.an, '{ viewer { role } }')
  const lastSeen = async () => {
    const query = `query ($id: ID!) { node(id: $id) { ... on User { lastSeenAt } } }`
    const { node } = await desk.query<{ node: { lastSeenAt: string | null } }>(office.admin, query, { id: desk.an.id })
    return node.lastSeenAt
  }
  await until('it is known', async () => (await lastSeen()) !== null)
  expect(Math.abs(Date.parse((await lastSeen()) ?? '') - Date.now())).toBeLessThan(60_000)
})
