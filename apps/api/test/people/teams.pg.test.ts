import { describe, expect } from 'vitest'
import { LiveClient } from '../live/live-client.ts'
import { until } from '../live/until.ts'
import { aManyCards } from './many-cards.ts'
import { test } from './office.ts'

describe('a team', () => {
  test('is made with its people; who leads it belongs to it', async ({ office, desk }) => {
    const { team } = await office.done('createTeam', {
      name: ' Đội Cà Mau ',
      memberIds: [desk.an.id],
      leaderIds: [desk.binh.id],
    })
    expect(team).toMatchObject({
      name: 'Đội Cà Mau',
      leader: { id: desk.binh.id },
      leaders: [{ id: desk.binh.id }],
      members: [{ id: desk.binh.id }, { id: desk.an.id }],
      opportunityCount: 0,
    })
    expect((await office.user(desk.an.id))?.mainTeam).toEqual({ id: desk.north })
  })

  test('has a name of its own, case and accents apart', async ({ office, desk }) => {
    await office.done('createTeam', { name: 'Đội Đồng Tháp' })
    for (const name of ['đội đồng tháp', 'Doi Dong Thap'])
      expect(await office.tell('createTeam', { name })).toMatchObject({
        team: null,
        userErrors: [{ code: 'INVALID', field: ['name'] }],
      })
    expect((await office.tell('updateTeam', { id: desk.north, name: 'Doi dong thap' })).userErrors).toHaveLength(1)
    const refused = await office.tell('updateTeam', { id: desk.north, memberIds: [desk.an.id, 'usr_nobody'] })
    expect(refused.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['memberIds', '1'] }])
    expect((await office.tell('updateTeam', { id: 'tea_nowhere', name: 'X' })).userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: ['id'] },
    ])
  })

  test('that is renamed is renamed on the boards that show it', async ({ app, office, desk }) => {
    const card = await desk.create()
    await using manager = await LiveClient.on(app, desk.manager, desk.a.id)
    await office.done('updateTeam', { id: desk.north, name: `Đội Bạc Liêu ${desk.north}` })
    await manager.reaches(2)
    expect(manager.applied).toMatchObject([{ type: 'BULK_CHANGED', opportunityIds: [card.id] }])
  })

  test('changes its people, and their open boards with them', async ({ app, office, desk }) => {
    const card = await desk.create({}, desk.binh)
    await using an = await LiveClient.on(app, desk.an, desk.a.id)
    await using chi = await LiveClient.on(app, desk.chi, desk.a.id)
    await using binh = await LiveClient.on(app, desk.binh, desk.a.id)
    const { team } = await office.done('updateTeam', {
      id: desk.north,
      memberIds: [desk.chi.id, desk.binh.id],
      leaderIds: [desk.binh.id],
    })
    expect(team?.members.map(({ id }) => id)).toEqual([desk.binh.id, desk.chi.id])
    await until('both are told', () => an.isComplete && chi.isComplete)
    for (const client of [an, chi]) {
      expect(client.messages.at(-1)).toEqual({ __typename: 'BoardResync', reason: 'ACL_CHANGED' })
      client.subscribe()
      await until('a board comes', () => client.messages.at(-1)?.__typename === 'BoardSnapshot')
    }
    expect(an.board?.columns.get(desk.a.prospect)?.cards).toEqual([])
    expect(chi.board?.columns.get(desk.a.prospect)?.cards.map(({ id }) => id)).toEqual([card.id])
    await until('Bình, who leads it now, is told as well', () => binh.isComplete)
    // An has no team left, so none is his main team; Chi keeps hers.
    expect(await office.user(desk.an.id)).toMatchObject({ teams: [], mainTeam: null })
    expect(await office.user(desk.chi.id)).toMatchObject({ mainTeam: { id: desk.south } })
    expect(await office.user(desk.leader.id)).toMatchObject({ ledTeams: [], teams: [] })
  })

  test('whose places stay leaves boards alone', async ({ app, office, desk }) => {
    await using an = await LiveClient.on(app, desk.an, desk.a.id)
    await office.done('updateTeam', {
      id: desk.north,
      memberIds: [desk.an.id, desk.binh.id, desk.leader.id],
      leaderIds: [desk.leader.id],
    })
    await desk.create()
    await an.reaches(1)
    expect(an.isComplete).toBe(false)
  })
})

describe('a team that goes', () => {
  test('gives what it has to another one, and leaves its people', async ({ app, office, desk }) => {
    const card = await desk.create()
    const won = await desk.create()
    await desk.move(won, desk.a.won)
    await using chi = await LiveClient.on(app, desk.chi, desk.a.id)
    expect((await office.tell('deleteTeam', { id: desk.north })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['moveToTeamId'] },
    ])
    expect((await office.tell('deleteTeam', { id: desk.north, moveToTeamId: desk.north })).userErrors).toHaveLength(1)
    expect(await office.done('deleteTeam', { id: desk.north, moveToTeamId: desk.south })).toMatchObject({
      deletedId: desk.north,
    })
    await until('Chi sees what came to her team', async () => {
      await chi.reaches((await desk.events(desk.a.id)).at(-1)?.seq ?? 0)
      return chi.board?.columns.get(desk.a.prospect)?.cards[0]?.id === card.id
    })
    expect(chi.state).toEqual(await chi.fresh())
    expect((await desk.read(desk.manager, won.id))?.team).toEqual({ id: desk.south })
    expect(await office.user(desk.an.id)).toMatchObject({ state: 'ACTIVE', teams: [], mainTeam: null })
    expect(await desk.query(desk.manager, `{ node(id: "${desk.north}") { id } }`)).toEqual({ node: null })
  })

  test('and has nothing simply goes', async ({ office }) => {
    const { team } = await office.done('createTeam', { name: 'Đội tạm' })
    expect(await office.done('deleteTeam', { id: team?.id })).toMatchObject({ deletedId: team?.id })
    expect((await office.tell('deleteTeam', { id: team?.id })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
  })

  test('and has much goes in chunks', async ({ office, desk }) => {
    await aManyCards(desk, desk.an, 1_001)
    await office.done('deleteTeam', { id: desk.north, moveToTeamId: desk.south })
    const { rows } = await desk.pool.query(`select count(*)::integer as n from opportunity where team_id = $1`, [
      desk.south,
    ])
    expect(rows).toEqual([{ n: 1_001 }])
    const chunks = (await desk.events(desk.a.id)).filter(({ type }) => type === 'BULK_CHANGED')
    expect(chunks).toHaveLength(3)
  })
})
