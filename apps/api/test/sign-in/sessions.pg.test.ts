import { describe, expect } from 'vitest'
import { ask, gql } from '../client.ts'
import { test } from '../harness.ts'
import { RawSocket } from '../http/raw-socket.ts'
import { Browser } from './browser.ts'

const password = 'a sentence to remember'

interface Listed {
  readonly id: string
  readonly device: string | null
  readonly address: string | null
  readonly isCurrent: boolean
}

const listing = '{ viewer { sessions { id device address isCurrent lastActiveAt } } }'
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'

type Viewed = { viewer: { sessions: Listed[] } }
type Revoked = { revokeSession: { revokedId: string | null; userErrors: { code: string }[] } }
const revoking = 'mutation ($id: ID!) { revokeSession(input: { id: $id }) { revokedId userErrors { code } } }'

describe('sessions', () => {
  test('are listed with where they are from, and show nothing that opens them', async ({ app, people }) => {
    await people.make({ email: 'listed@example.test', password })
    const here = new Browser(app)
    await here.signIn('listed@example.test', password)
    const there = new Browser(app)
    await there.post('/api/auth/sign-in/email', { email: 'listed@example.test', password }, { 'user-agent': chrome })
    const { viewer } = await gql<Viewed>(app, here, listing)
    expect(viewer.sessions.map(({ device, isCurrent, address }) => ({ device, isCurrent, address }))).toEqual(
      expect.arrayContaining([
        { device: 'Chrome 141, Windows', isCurrent: false, address: '127.0.0.1' },
        { device: 'node', isCurrent: true, address: '127.0.0.1' },
      ]),
    )
    const token = decodeURIComponent(there.cookie.split('=')[1] ?? '').split('.')[0] ?? ''
    expect(token.length).toBeGreaterThan(20)
    expect(JSON.stringify(viewer)).not.toContain(token)
  })

  test('A11: one that is ended closes its socket within a second, and opens nothing', async ({ app, people }) => {
    await people.make({ email: 'ended@example.test', password })
    const here = new Browser(app)
    const there = new Browser(app)
    await here.signIn('ended@example.test', password)
    await there.signIn('ended@example.test', password)
    await using socket = await RawSocket.ready(app, { headers: there.credentials })
    const { viewer } = await gql<Viewed>(app, there, listing)
    const id = viewer.sessions.find(({ isCurrent }) => isCurrent)?.id ?? ''
    const begun = performance.now()
    expect((await gql<Revoked>(app, here, revoking, { id })).revokeSession).toEqual({ revokedId: id, userErrors: [] })
    expect((await socket.closed).code).toBe(4401)
    expect(performance.now() - begun).toBeLessThan(5_000)
    expect((await ask(app, there, listing)).errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED')
    expect((await ask(app, here, listing)).errors).toBeUndefined()
  })

  test('say when they end unless they are used: after a week, an administrator’s after a day', async ({
    app,
    people,
  }) => {
    const day = 86_400_000
    for (const [role, days] of [
      ['REP', 7],
      ['ADMINISTRATOR', 1],
    ] as const) {
      const email = `ends-after-${days}@example.test`
      await people.make({ email, password, role })
      const here = new Browser(app)
      await here.signIn(email, password)
      const { viewer } = await gql<{ viewer: { sessions: { lastActiveAt: string; expiresAt: string }[] } }>(
        app,
        here,
        '{ viewer { sessions { lastActiveAt expiresAt } } }',
      )
      const [session] = viewer.sessions
      const lasts = Date.parse(session?.expiresAt ?? '') - Date.parse(session?.lastActiveAt ?? '')
      expect(Math.round(lasts / day)).toBe(days)
    }
  })

  test('that have ended leave the cookie alone, which may be the next one’s by now', async ({ app, people }) => {
    const person = await people.make({ email: 'kept-cookie@example.test', password })
    const here = new Browser(app)
    await here.signIn('kept-cookie@example.test', password)
    await app.services.pool.query('delete from app_session where user_id = $1', [person.id])
    const response = await fetch(`${app.url}/api/auth/get-session`, { headers: { cookie: here.cookie } })
    expect(await response.json()).toBe(null)
    expect(response.headers.getSetCookie()).toEqual([])
  })

  test('of others are an administrator’s to see and to end, and nobody else’s', async ({ app, people }) => {
    const rep = await people.make()
    const colleague = await people.make()
    const manager = await people.manager()
    const admin = await people.administrator()
    for (const nosy of [colleague, manager])
      expect((await gql<Revoked>(app, nosy, revoking, { id: rep.sessionId })).revokeSession).toEqual({
        revokedId: null,
        userErrors: [{ code: 'NOT_FOUND' }],
      })
    const document = `{ node(id: "${rep.id}") { ... on User { sessions { id } } } }`
    expect(await gql(app, colleague, document)).toEqual({ node: { sessions: null } })
    expect(await gql(app, admin, document)).toEqual({ node: { sessions: [{ id: rep.sessionId }] } })
    const all = 'mutation ($id: ID) { revokeSessions(input: { userId: $id }) { revokedIds userErrors { code } } }'
    expect(await gql(app, admin, all, { id: rep.id })).toEqual({
      revokeSessions: { revokedIds: [rep.sessionId], userErrors: [] },
    })
    expect((await ask(app, rep, listing)).errors).toHaveLength(1)
  })

  test('all others end at once, and the one that asked goes on', async ({ app, people }) => {
    const person = await people.make()
    const others = [await people.session(person.id), await people.session(person.id)]
    const all = 'mutation { revokeSessions(input: {}) { revokedIds } }'
    const { revokeSessions } = await gql<{ revokeSessions: { revokedIds: string[] } }>(app, person, all)
    expect(revokeSessions.revokedIds.toSorted()).toEqual(others.map(({ sessionId }) => sessionId).toSorted())
    expect((await ask(app, person, listing)).errors).toBeUndefined()
    for (const other of others) expect((await ask(app, other, listing)).errors).toHaveLength(1)
  })

  test('of administrators end after a day without use; other people’s do not', async ({
    app,
    people,
    database: { pool },
  }) => {
    const admin = await people.administrator()
    const rep = await people.make()
    for (const { sessionId } of [admin, rep])
      await pool.query(
        `update app_session set last_active_at = now() - interval '25 hours', updated_at = now() - interval '25 hours'
         where id = $1`,
        [sessionId],
      )
    expect((await ask(app, admin, listing)).errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED')
    expect((await ask(app, rep, listing)).errors).toBeUndefined()
  })

  test.for([
    ['used', `last_active_at = now() - interval '25 hours'`],
    ['never used', 'last_active_at = null'],
  ])(
    'of administrators that are over, %s before, open nothing of the library’s either',
    async ([, before], { app, people, database }) => {
      const email = `over-${before?.length}@example.test`
      const { id } = await people.make({ email, password, role: 'ADMINISTRATOR' })
      const here = new Browser(app)
      await here.signIn(email, password)
      await database.pool.query(
        `update app_session set ${before}, created_at = now() - interval '26 hours', updated_at = now() - interval '26 hours',
         expires_at = now() + interval '5 days' where user_id = $1`,
        [id],
      )
      const looks = [1, 2].map(() => here.get('/api/auth/get-session').then((response) => response.json()))
      expect(await Promise.all(looks)).toEqual([null, null])
      expect(await (await here.get('/api/auth/list-sessions')).text()).not.toContain('token')
      const change = { currentPassword: password, newPassword: 'another sentence to keep' }
      expect((await here.post('/api/auth/change-password', change)).status).toBe(401)
      expect((await here.post('/api/auth/sign-out')).status).toBe(200)
      expect((await ask(app, here, listing)).errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED')
      expect((await here.signIn(email, password)).status).toBe(200)
    },
  )

  test('in use keep when that was', async ({ app, people, database: { pool } }) => {
    const person = await people.make()
    await ask(app, person, listing)
    await expect
      .poll(async () => {
        const { rows } = await pool.query(
          `select last_active_at > now() - interval '1 minute' as is_now from app_session where id = $1`,
          [person.sessionId],
        )
        return rows[0]?.is_now
      })
      .toBe(true)
  })
})
