import { describe, expect } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import { ask, post } from '../client.ts'
import { test, testEnv } from '../harness.ts'
import { cookiesOf, People, signIn } from '../people.ts'

const password = 'a sentence to remember'
const query = '{ users { nodes { id } } }'

const isSignedIn = async (app: App, cookie: string): Promise<boolean> =>
  (await ask(app, { credentials: { cookie } }, query)).errors === undefined

describe('signing in', () => {
  test('gives a cookie that no script and no other site gets', async ({ app, people }) => {
    await people.make({ email: 'an@example.test', password })
    const response = await signIn(app, 'An@Example.test', password)
    expect(response.status).toBe(200)
    const [cookie] = response.headers.getSetCookie()
    expect(cookie).toMatch(/^better-auth\.session_token=/)
    expect(cookie).toMatch(/; HttpOnly/i)
    expect(cookie).toMatch(/; SameSite=Lax/i)
    expect(cookie).toMatch(/; Path=\//i)
    expect(cookie).not.toMatch(/; Secure/i)
    expect(await isSignedIn(app, cookiesOf(response))).toBe(true)
  })

  test('under https the cookie is this host’s alone', async ({ people, database }) => {
    const env = testEnv({ MEKONG_URL: 'https://crm.example.com' })
    const app = await startApp({ databaseUrl: database.url, env, log: false })
    await people.make({ email: 'https@example.test', password })
    const response = await signIn({ url: app.address }, 'https@example.test', password)
    expect(response.headers.getSetCookie()[0]).toMatch(/^__Host-better-auth\.session_token=.*; Secure/i)
    expect(response.headers.get('strict-transport-security')).toMatch(/max-age/)
    await app.close()
  })

  test('a wrong password and an unknown person get the same answer', async ({ app, people }) => {
    await people.make({ email: 'known@example.test', password })
    const answers = await Promise.all(
      [signIn(app, 'known@example.test', 'wrong password'), signIn(app, 'unknown@example.test', password)].map(
        async (answer) => ({ status: (await answer).status, body: await (await answer).text() }),
      ),
    )
    expect(answers[0]?.status).toBe(401)
    expect(answers[1]).toEqual(answers[0])
  })

  test('who left is told what a stranger is told', async ({ app, people, database }) => {
    const { id } = await people.make({ email: 'left@example.test', password })
    await database.pool.query('update app_user set is_active = false where id = $1', [id])
    const left = await signIn(app, 'left@example.test', password)
    const stranger = await signIn(app, 'stranger@example.test', password)
    expect(left.status).toBe(401)
    expect(await left.json()).toEqual(await stranger.json())
    expect(left.headers.getSetCookie()).toEqual([])
    const { rows } = await database.pool.query('select 1 from app_session where user_id = $1', [id])
    expect(rows).toHaveLength(1) // the factory's own
  })

  test('nobody signs up', async ({ app, database }) => {
    const response = await fetch(`${app.url}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: app.url },
      body: JSON.stringify({ email: 'new@example.test', name: 'New', password }),
    })
    expect(response.status).toBe(404)
    const { rows } = await database.pool.query(`select 1 from app_user where email = 'new@example.test'`)
    expect(rows).toEqual([])
  })

  test('programs, which send no Origin, sign in and out too', async ({ app, people }) => {
    await people.make({ email: 'program@example.test', password })
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ email: 'program@example.test', password })
    const signedIn = await fetch(`${app.url}/api/auth/sign-in/email`, { method: 'POST', headers, body })
    expect(signedIn.status).toBe(200)
    const cookie = cookiesOf(signedIn)
    const signedOut = await fetch(`${app.url}/api/auth/sign-out`, { method: 'POST', headers: { cookie } })
    expect(signedOut.status).toBe(200)
    expect(await isSignedIn(app, cookie)).toBe(false)
  })

  test('a page elsewhere can’t sign anybody in or out', async ({ app, people }) => {
    const person = await people.make({ email: 'victim@example.test', password })
    const elsewhere = { origin: 'https://evil.example', 'content-type': 'application/json' }
    const into = await fetch(`${app.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { ...elsewhere, ...person.credentials },
      body: JSON.stringify({ email: 'victim@example.test', password }),
    })
    expect(into.status).toBe(403)
    const out = await fetch(`${app.url}/api/auth/sign-out`, {
      method: 'POST',
      headers: { ...elsewhere, ...person.credentials },
      body: '{}',
    })
    expect(out.status).toBe(403)
    const without = await fetch(`${app.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: elsewhere,
      body: JSON.stringify({ email: 'victim@example.test', password }),
    })
    expect(without.status).toBe(403)
    expect((await post(app, person, { query })).status).toBe(200)
  })

  test('each sign-in is a session of its own, and rights can’t be brought along', async ({ app, people, database }) => {
    const { id } = await people.make({ email: 'twice@example.test', password })
    const response = await fetch(`${app.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: app.url,
        cookie: 'better-auth.session_token=chosen-by-me',
      },
      body: JSON.stringify({ email: 'twice@example.test', password, role: 'ADMINISTRATOR' }),
    })
    const first = cookiesOf(response)
    const second = cookiesOf(await signIn(app, 'twice@example.test', password))
    expect(first).not.toContain('chosen-by-me')
    expect(second).not.toBe(first)
    const { rows } = await database.pool.query('select role from app_user where id = $1', [id])
    expect(rows).toEqual([{ role: 'REP' }])
  })
})

describe('a session', () => {
  test('ends with signing out, at once', async ({ app, people }) => {
    await people.make({ email: 'out@example.test', password })
    const cookie = cookiesOf(await signIn(app, 'out@example.test', password))
    expect(await isSignedIn(app, cookie)).toBe(true)
    const response = await fetch(`${app.url}/api/auth/sign-out`, {
      method: 'POST',
      headers: { cookie, origin: app.url, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(response.status).toBe(200)
    expect(await isSignedIn(app, cookie)).toBe(false)
  })

  test('in use goes on: after a day its week begins anew, cookie and all', async ({ app, people, database }) => {
    const person = await people.make()
    expect((await post(app, person, { query })).headers.getSetCookie()).toEqual([])
    const { credentials, sessionId } = await people.session(person.id)
    await database.pool.query(
      `update app_session set updated_at = now() - interval '2 days', expires_at = now() + interval '5 days' where id = $1`,
      [sessionId],
    )
    const [renewed] = (await post(app, { credentials }, { query })).headers.getSetCookie()
    expect(renewed).toMatch(/^better-auth\.session_token=.*Max-Age=604800/)
    const { rows } = await database.pool.query(
      `select expires_at > now() + interval '6 days' as "isLong" from app_session where id = $1`,
      [sessionId],
    )
    expect(rows).toEqual([{ isLong: true }])
  })

  test('is not opened by a cookie that was changed', async ({ app, people }) => {
    await people.make({ email: 'tamper@example.test', password })
    const cookie = cookiesOf(await signIn(app, 'tamper@example.test', password))
    const [name, value = ''] = cookie.split('=', 2)
    const flipped = value.startsWith('A') ? `B${value.slice(1)}` : `A${value.slice(1)}`
    expect(await isSignedIn(app, `${name}=${flipped}`)).toBe(false)
    expect(await isSignedIn(app, `${name}=${value.split('.')[0]}`)).toBe(false)
  })

  test('holds on every node, and after a restart', async ({ app, people, database }) => {
    await people.make({ email: 'node@example.test', password })
    const cookie = cookiesOf(await signIn(app, 'node@example.test', password))
    const other = await startApp({ databaseUrl: database.url, env: testEnv(), log: false })
    expect(await isSignedIn(other, cookie)).toBe(true)
    await other.close()
  })

  test('ended on one node is ended on the others within a second', async ({ app, people, database }) => {
    const person = await people.make()
    const other = await startApp({ databaseUrl: database.url, env: testEnv(), log: false })
    const there = new People(database.pool, other)
    expect((await ask(other, person, query)).errors).toBeUndefined()
    await fetch(`${app.url}/api/auth/sign-out`, { method: 'POST', headers: { ...person.credentials, origin: app.url } })
    await expect.poll(async () => (await ask(other, person, query)).errors?.length, { timeout: 1_000 }).toBe(1)
    expect(there).toBeDefined()
    await other.close()
  })

  test('ends with a new password, except the one that changed it', async ({ app, people }) => {
    await people.make({ email: 'change@example.test', password })
    const here = cookiesOf(await signIn(app, 'change@example.test', password))
    const there = cookiesOf(await signIn(app, 'change@example.test', password))
    const response = await fetch(`${app.url}/api/auth/change-password`, {
      method: 'POST',
      headers: { cookie: here, origin: app.url, 'content-type': 'application/json' },
      body: JSON.stringify({ currentPassword: password, newPassword: 'another sentence', revokeOtherSessions: true }),
    })
    expect(response.status).toBe(200)
    expect(await isSignedIn(app, there)).toBe(false)
    expect(await isSignedIn(app, cookiesOf(response))).toBe(true)
    expect((await signIn(app, 'change@example.test', password)).status).toBe(401)
  })
})

describe('guessing', () => {
  test('a sixth failure within a minute waits, for this account from this address alone', async ({ app, people }) => {
    await people.make({ email: 'guessed@example.test', password })
    await people.make({ email: 'colleague@example.test', password })
    for (let attempt = 1; attempt <= 5; attempt++)
      expect((await signIn(app, 'guessed@example.test', `wrong password ${attempt}`)).status).toBe(401)
    const sixth = await signIn(app, 'guessed@example.test', password)
    expect(sixth.status).toBe(429)
    expect(await sixth.json()).toMatchObject({ errors: [{ extensions: { code: 'THROTTLED' } }] })
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(50)
    expect((await signIn(app, 'colleague@example.test', password)).status).toBe(200)
  })

  test('guesses at once count like guesses in turn, of strangers too', async ({ app }) => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => signIn(app, 'nobody@example.test', 'wrong password')),
    )
    const statuses = answers.map(({ status }) => status).toSorted()
    expect(statuses).toEqual([...Array(5).fill(401), ...Array(7).fill(429)])
  })

  test('who signs in often is not held up', async ({ app, people }) => {
    await people.make({ email: 'often@example.test', password })
    for (let time = 1; time <= 8; time++) expect((await signIn(app, 'often@example.test', password)).status).toBe(200)
  })
})
