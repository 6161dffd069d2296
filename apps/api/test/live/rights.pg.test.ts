import { describe, expect } from 'vitest'
import { test, type Desk } from '../desk.ts'
import { LiveClient } from './live-client.ts'
import { until } from './until.ts'

/** As somebody else's node would: in the database, without telling this one. */
const behindItsBack = (desk: Desk, statement: string, ...values: unknown[]) => desk.pool.query(statement, values)

describe('whose rights change while they follow a board', () => {
  test('An gets a card when it comes to his team, and its id alone when it goes', async ({ app, desk }) => {
    const card = await desk.create({ ownerId: desk.chi.id, teamId: desk.south, title: 'Cầu Mỹ Thuận' }, desk.manager)
    await using an = await LiveClient.on(app, desk.an, desk.a.id)
    const give = (ownerId: string, teamId: string) =>
      desk.done(desk.manager, 'updateOpportunity', { opportunityId: card.id, ownerId, teamId })
    await desk.done(desk.manager, 'updateOpportunity', { opportunityId: card.id, title: 'Cầu Rạch Miễu' })
    await give(desk.binh.id, desk.north)
    await desk.move(card, desk.a.qualified, {}, desk.manager)
    await give(desk.chi.id, desk.south)
    await desk.move(card, desk.a.won, {}, desk.manager)
    await an.reaches(6)
    const [entered, moved, left, ...others] = an.applied
    expect(others).toEqual([])
    expect(entered).toMatchObject({
      seq: 3,
      type: 'OPPORTUNITY_ENTERED',
      opportunityId: card.id,
      opportunity: { title: 'Cầu Rạch Miễu', stage: { id: desk.a.prospect }, owner: { id: desk.binh.id } },
      columns: [{ stageId: desk.a.prospect, totals: { count: 1 } }],
    })
    expect(moved).toMatchObject({ seq: 4, type: 'OPPORTUNITY_MOVED', fromStage: { id: desk.a.prospect } })
    expect(left).toEqual({
      seq: 5,
      type: 'OPPORTUNITY_LEFT',
      actor: { id: desk.manager.id },
      clientMutationId: null,
      opportunityId: card.id,
      opportunity: null,
      fromStage: null,
      toStage: null,
      columns: [{ stageId: desk.a.qualified, totals: { count: 0, byCurrency: [] } }],
      ranks: [],
      opportunityIds: [],
    })
    expect(an.state).toEqual(await an.fresh())
  })

  test('is resynchronised within a second, and sees by the new rights', async ({ app, desk }) => {
    await desk.create({}, desk.binh)
    const own = await desk.create()
    await using an = await LiveClient.on(app, desk.an, desk.a.id)
    expect(an.board?.columns.get(desk.a.prospect)?.cards).toHaveLength(2)
    await behindItsBack(desk, `update app_user set visibility = 'OWN' where id = $1`, desk.an.id)
    expect(await until('An is told', () => an.isComplete)).toBeLessThan(5_000)
    expect(an.messages.at(-1)).toEqual({ __typename: 'BoardResync', reason: 'ACL_CHANGED' })
    an.subscribe()
    await until('a board comes', () => an.messages.at(-1)?.__typename === 'BoardSnapshot')
    expect(an.board?.columns.get(desk.a.prospect)?.cards.map(({ id }) => id)).toEqual([own.id])
  })

  test('a change of teams is a change of rights', async ({ app, desk }) => {
    await desk.create({ ownerId: desk.chi.id, teamId: desk.south }, desk.manager)
    await using an = await LiveClient.on(app, desk.an, desk.a.id)
    await behindItsBack(desk, 'insert into team_member (team_id, user_id) values ($1, $2)', desk.south, desk.an.id)
    await until('An is told', () => an.isComplete)
    an.subscribe()
    await until('a board comes', () => an.messages.at(-1)?.__typename === 'BoardSnapshot')
    expect(an.board?.columns.get(desk.a.prospect)?.cards).toHaveLength(1)
  })

  const endings: [string, (desk: Desk) => Promise<unknown>][] = [
    [
      'is deactivated',
      (desk) => behindItsBack(desk, 'update app_user set is_active = false where id = $1', desk.an.id),
    ],
    ['is signed out', (desk) => behindItsBack(desk, 'delete from app_session where user_id = $1', desk.an.id)],
  ]
  test.for(endings)('who %s: the socket is closed 4401, and nothing more is told', async ([, end], { app, desk }) => {
    await using an = await LiveClient.on(app, desk.an, desk.a.id)
    await end(desk)
    expect(await until('the socket is closed', () => an.closed !== null)).toBeLessThan(5_000)
    expect(an.closed?.code).toBe(4401)
    await desk.create({}, desk.manager)
    await an.connect()
    await until('it is refused', () => an.closed !== null || an.errors.length > 0)
    expect(an.closed?.code ?? an.errors[0]?.extensions.code).toSatisfy((is) => is === 4401 || is === 'UNAUTHENTICATED')
    expect(an.applied).toEqual([])
  })

  test('a revoked key closes its socket 4401, and leaves the session alone', async ({ app, desk }) => {
    const key = await desk.people.key(desk.an.id, ['READ_OPPORTUNITIES'])
    await using byKey = await LiveClient.on(app, key, desk.a.id)
    await using bySession = await LiveClient.on(app, desk.an, desk.a.id)
    await behindItsBack(desk, 'update api_key set revoked_at = now() where id = $1', key.id)
    expect(await until('the socket is closed', () => byKey.closed !== null)).toBeLessThan(5_000)
    expect(byKey.closed?.code).toBe(4401)
    await desk.create()
    await bySession.reaches(1)
    expect(bySession.closed).toBeNull()
  })
})
