import { describe, expect } from 'vitest'
import type { Actor } from '@mekong/domain'
import { viaServer } from '../../src/data/audit/via.ts'
import type { Writer } from '../../src/data/write.ts'
import { HandOvers } from '../../src/jobs/hand-overs.ts'
import { handOver } from '../../src/modules/team/hand-over.ts'
import { ask } from '../client.ts'
import type { Desk } from '../desk.ts'
import { LiveClient } from '../live/live-client.ts'
import { until } from '../live/until.ts'
import type { Person } from '../people.ts'
import { aManyCards } from './many-cards.ts'
import { test } from './office.ts'

const openOf = async (desk: Desk, owner: Person): Promise<string[]> => {
  const { rows } = await desk.pool.query<{ id: string }>(
    `select id from opportunity where owner_id = $1 and status = 'OPEN' order by id`,
    [owner.id],
  )
  return rows.map(({ id }) => id)
}

const writerOf = ({ id }: Person): Writer => {
  const actor: Actor = {
    userId: id,
    role: 'ADMINISTRATOR',
    visibility: 'ALL',
    seesAmounts: true,
    teamIds: [],
    ledTeamIds: [],
    mainTeamId: null,
    scopes: null,
  }
  return { actor, road: 'UI', actorKey: id, via: viaServer }
}

describe('somebody who leaves', () => {
  test('hands their open work to who is named; what is closed stays theirs', async ({ app, office, desk }) => {
    const [one, two, won, deleted] = [
      await desk.create(),
      await desk.create(),
      await desk.create(),
      await desk.create(),
    ]
    await desk.move(won, desk.a.won)
    await desk.mutate(desk.an, 'deleteOpportunity', { opportunityId: deleted.id })
    const elsewhere = await desk.create({ pipelineId: desk.b.id })
    await using binh = await LiveClient.on(app, desk.binh, desk.a.id)
    await using chi = await LiveClient.on(app, desk.chi, desk.a.id)
    const answer = await office.done('deactivateUser', { id: desk.an.id, handOverToId: desk.chi.id })
    expect(answer).toMatchObject({
      user: { id: desk.an.id, state: 'DEACTIVATED', isActive: false, openOpportunityCount: 0 },
      handedOverTo: { id: desk.chi.id },
      openOpportunityCount: 3,
    })
    expect(await openOf(desk, desk.an)).toEqual([])
    expect(await openOf(desk, desk.chi)).toEqual([one.id, two.id, deleted.id, elsewhere.id].toSorted())
    expect((await desk.read(desk.manager, won.id))?.owner).toEqual({ id: desk.an.id })
    // The team stays the card's own; the new owner sees it as theirs.
    expect(await desk.read(desk.chi, one.id)).toMatchObject({ team: { id: desk.north }, owner: { id: desk.chi.id } })

    const events = (await desk.events(desk.a.id)).filter(({ actor_id }) => actor_id === office.admin.id)
    expect(events.map(({ type }) => type)).toEqual(['BULK_CHANGED'])
    const { seq } = (await desk.events(desk.a.id)).at(-1) ?? { seq: 0 }
    for (const client of [binh, chi]) {
      await client.reaches(seq)
      expect(client.state).toEqual(await client.fresh())
    }
    expect(chi.board?.columns.get(desk.a.prospect)?.cards.map(({ id }) => id)).toEqual([one.id, two.id])
    const history = `query ($id: ID!) { opportunity(id: $id) { history(first: 1) { nodes { actor { id } changes { field before after } } } } }`
    expect(await desk.query(desk.chi, history, { id: one.id })).toMatchObject({
      opportunity: {
        history: {
          nodes: [
            { actor: { id: office.admin.id }, changes: [{ field: 'ownerId', before: desk.an.id, after: desk.chi.id }] },
          ],
        },
      },
    })
  })

  test('is out at once: sockets closed, sessions and keys void, no way back in', async ({
    app,
    office,
    desk,
    people,
  }) => {
    const leaver = await people.make({ teams: [desk.north], password: 'trời mưa to quá' })
    const key = await people.key(leaver.id, ['READ_OPPORTUNITIES'])
    await using bySession = await LiveClient.on(app, leaver, desk.a.id)
    await using byKey = await LiveClient.on(app, key, desk.a.id)
    const began = performance.now()
    await office.done('deactivateUser', { id: leaver.id })
    await until('both sockets are closed', () => bySession.closed !== null && byKey.closed !== null)
    expect(performance.now() - began).toBeLessThan(5_000)
    expect([bySession.closed?.code, byKey.closed?.code]).toEqual([4401, 4401])
    for (const who of [leaver, key])
      expect(await ask(app, who, '{ viewer { role } }')).toMatchObject({
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      })
    const signIn = await fetch(`${app.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: app.url },
      body: JSON.stringify({ email: leaver.email, password: 'trời mưa to quá' }),
    })
    expect(signIn.status).toBe(401)
  })

  test('is let go by somebody else, never by themself', async ({ app, office, desk, people }) => {
    const another = await people.administrator()
    const key = await people.key(another.id, ['ADMIN'])
    for (const who of [another, key]) {
      const refused = await office.tell('deactivateUser', { id: another.id, handOverToId: desk.an.id }, who)
      expect(refused.userErrors).toMatchObject([{ code: 'INVALID', field: ['id'] }])
      expect((await ask(app, who, '{ viewer { role } }')).data).toEqual({ viewer: { role: 'ADMINISTRATOR' } })
    }
    expect(await office.done('deactivateUser', { id: another.id })).toMatchObject({ user: { state: 'DEACTIVATED' } })
  })

  test('is never given work again', async ({ office, desk }) => {
    const card = await desk.create({}, desk.binh)
    await office.done('deactivateUser', { id: desk.an.id })
    const given = await desk.mutate(desk.manager, 'updateOpportunity', { opportunityId: card.id, ownerId: desk.an.id })
    expect(given.userErrors).toMatchObject([{ code: 'INVALID', field: ['ownerId'] }])
    const handed = await office.tell('deactivateUser', { id: desk.binh.id, handOverToId: desk.an.id })
    expect(handed.userErrors).toMatchObject([{ code: 'INVALID', field: ['handOverToId'] }])
  })

  test('is succeeded by the leader of their team, and stays where there is none', async ({ office, desk, people }) => {
    await desk.create()
    expect(await office.done('deactivateUser', { id: desk.an.id })).toMatchObject({
      handedOverTo: { id: desk.leader.id },
    })
    await desk.create({}, desk.chi)
    const refused = await office.tell('deactivateUser', { id: desk.chi.id })
    expect(refused).toMatchObject({ user: null, userErrors: [{ code: 'INVALID', field: ['handOverToId'] }] })
    expect(await office.user(desk.chi.id)).toMatchObject({ state: 'ACTIVE', openOpportunityCount: 1 })
    const idle = await people.make()
    expect(await office.done('deactivateUser', { id: idle.id })).toMatchObject({ handedOverTo: null })
  })

  test('leads no team any more', async ({ office, desk }) => {
    await office.done('deactivateUser', { id: desk.leader.id, handOverToId: desk.an.id })
    expect(await office.user(desk.leader.id)).toMatchObject({ teams: [{ id: desk.north }], ledTeams: [] })
  })

  test('may come back, without what was handed over', async ({ office, desk }) => {
    const card = await desk.create()
    await office.done('deactivateUser', { id: desk.an.id })
    expect(await office.done('reactivateUser', { id: desk.an.id })).toMatchObject({
      user: { state: 'ACTIVE', teams: [{ id: desk.north }], handedOverTo: null },
    })
    expect((await desk.read(desk.leader, card.id))?.owner).toEqual({ id: desk.leader.id })
  })
})

describe('a hand-over', () => {
  test('of many goes in chunks, each told once', async ({ app, office, desk }) => {
    const ids = await aManyCards(desk, desk.an, 1_203)
    await using leader = await LiveClient.on(app, desk.leader, desk.a.id)
    const answer = await office.done('deactivateUser', { id: desk.an.id })
    expect(answer.openOpportunityCount).toBe(1_203)
    expect(await openOf(desk, desk.leader)).toEqual(ids.toSorted())
    const events = await desk.events(desk.a.id)
    const chunks = events.filter(({ type }) => type === 'BULK_CHANGED')
    expect(chunks.map(({ payload }) => JSON.parse(JSON.stringify(payload)).opportunityIds.length)).toEqual([
      500, 500, 203,
    ])
    const { rows } = await desk.pool.query(
      `select sum(n)::integer as n, owner_id from total_cell where pipeline_id = $1 group by owner_id having sum(n) <> 0`,
      [desk.a.id],
    )
    expect(rows).toEqual([{ n: 1_203, owner_id: desk.leader.id }])
    await leader.reaches(events.at(-1)?.seq ?? 0, 30_000)
  })

  test('that was cut off is taken up again by any node, once', async ({ app, office, desk }) => {
    const ids = await aManyCards(desk, desk.an, 1_100)
    // As after a crash: it was stored that An left and who takes over, one chunk was handed over, and the node died.
    await desk.pool.query(
      `update app_user set is_active = false, successor_id = $2, deactivated_by_id = $3, deactivated_at = now() where id = $1`,
      [desk.an.id, desk.binh.id, office.admin.id],
    )
    const { sql, writes } = app.services
    expect(await handOver(writes, writerOf(office.admin), desk.an.id, performance.now())).toBe(false)
    expect(await openOf(desk, desk.an)).toHaveLength(600)
    const nodes = [1, 2].map(() => new HandOvers(sql, writes, () => {}))
    await Promise.all(nodes.map((node) => node.run()))
    expect(await openOf(desk, desk.an)).toEqual([])
    expect(await openOf(desk, desk.binh)).toHaveLength(1_100)
    const { rows } = await desk.pool.query(
      `select count(*)::integer as n, count(distinct opportunity_id)::integer as cards, min(actor_id) as actor
       from opportunity_history where opportunity_id = any($1)`,
      [ids],
    )
    expect(rows).toEqual([{ n: 1_100, cards: 1_100, actor: office.admin.id }])
  })

  test('goes on to what is opened again later, and past a successor who left too', async ({ app, office, desk }) => {
    const won = await desk.create()
    await desk.move(won, desk.a.won)
    await office.done('deactivateUser', { id: desk.an.id, handOverToId: desk.binh.id })
    await office.done('deactivateUser', { id: desk.binh.id, handOverToId: desk.chi.id })
    await desk.done(desk.manager, 'reopenOpportunity', { opportunityId: won.id })
    await new HandOvers(app.services.sql, app.services.writes, () => {}).run()
    expect((await desk.read(desk.manager, won.id))?.owner).toEqual({ id: desk.chi.id })
  })

  test('asked for twice under one key happens once', async ({ office, desk }) => {
    const card = await desk.create()
    const input = { id: desk.an.id, handOverToId: desk.binh.id, clientMutationId: 'leave once' }
    const first = await office.done('deactivateUser', input)
    const second = await office.done('deactivateUser', input)
    expect(second).toEqual(first)
    const { rows } = await desk.pool.query(
      `select count(*)::integer as n from opportunity_history where opportunity_id = $1 and kind = 'UPDATED'`,
      [card.id],
    )
    expect(rows).toEqual([{ n: 1 }])
  })
})
