import type { Pool } from 'pg'
import { describe, expect } from 'vitest'
import { ask } from '../client.ts'
import { test } from '../harness.ts'
import { RawSocket } from '../http/raw-socket.ts'
import { Browser } from './browser.ts'

const password = 'a sentence to remember'
const newPassword = 'another sentence to remember'
const query = '{ viewer { user { id } } }'

interface Outgoing {
  readonly kind: string
  readonly text: string | null
}

const isSignedIn = async (app: Parameters<typeof ask>[0], browser: Browser) =>
  (await ask(app, browser, query)).errors === undefined

describe('a forgotten password', () => {
  const mailsTo = async (pool: Pool, email: string): Promise<Outgoing[]> => {
    const { rows } = await pool.query<Outgoing>(
      `select kind, content ->> 'text' as text from outgoing_mail where recipient = $1 order by created_at, id`,
      [email],
    )
    return rows
  }
  const tokenIn = (mail: Outgoing | undefined) => /\/reset\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''

  test('is replaced by a link in a mail, once, and ends every session and what is open under it', async ({
    app,
    people,
    database: { pool },
  }) => {
    const person = await people.make({ email: 'forgot@example.test', password, locale: 'vi' })
    const there = new Browser(app)
    await there.signIn('forgot@example.test', password)
    await using socket = await RawSocket.ready(app, { headers: there.credentials })

    const browser = new Browser(app)
    expect((await browser.post('/api/auth/request-password-reset', { email: 'forgot@example.test' })).status).toBe(200)
    await expect.poll(async () => (await mailsTo(pool, person.email)).length).toBe(1)
    const [mail] = await mailsTo(pool, person.email)
    expect(mail?.text).toContain('Chào')
    const token = tokenIn(mail)
    const kept = await pool.query('select identifier from app_verification where value = $1', [person.id])
    expect(kept.rows).toHaveLength(1)
    expect(kept.rows[0].identifier).not.toContain(token)

    expect((await browser.post('/api/auth/reset-password', { token, newPassword: 'short' })).status).toBe(400)
    expect((await browser.post('/api/auth/reset-password', { token, newPassword })).status).toBe(200)
    expect((await browser.post('/api/auth/reset-password', { token, newPassword })).status).toBe(400)
    expect(await isSignedIn(app, there)).toBe(false)
    expect((await socket.closed).code).toBe(4401)
    expect((await browser.signIn('forgot@example.test', password)).status).toBe(401)
    expect((await browser.signIn('forgot@example.test', newPassword)).status).toBe(200)
    await expect
      .poll(async () => (await mailsTo(pool, person.email)).map(({ kind }) => kind))
      .toContain('passwordChanged')
    const { rows } = await pool.query(`select action from audit_entry where subject_id = $1 order by at`, [person.id])
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['SIGN_IN', 'REQUEST_PASSWORD_RESET', 'RESET_PASSWORD']),
    )
  })

  test('A18: known, unknown and gone addresses get one answer, and a mail goes to the known only', async ({
    app,
    people,
    database: { pool },
  }) => {
    await people.make({ email: 'reset-known@example.test', password })
    const gone = await people.make({ email: 'reset-gone@example.test', password })
    await pool.query('update app_user set is_active = false where id = $1', [gone.id])
    const answers: { status: number; body: string; ms: number }[] = []
    for (const email of ['reset-known@example.test', 'reset-unknown@example.test', 'reset-gone@example.test']) {
      const begun = performance.now()
      const response = await new Browser(app).post('/api/auth/request-password-reset', { email })
      answers.push({ status: response.status, body: await response.text(), ms: performance.now() - begun })
    }
    const [known, ...others] = answers
    for (const other of others) expect({ ...other, ms: 0 }).toEqual({ ...known, ms: 0 })
    await expect.poll(async () => (await mailsTo(pool, 'reset-known@example.test')).length).toBe(1)
    expect(await mailsTo(pool, 'reset-unknown@example.test')).toEqual([])
    expect(await mailsTo(pool, 'reset-gone@example.test')).toEqual([])
  })

  test('the link ends after an hour', async ({ app, people, database: { pool } }) => {
    const person = await people.make({ email: 'late@example.test', password })
    const browser = new Browser(app)
    await browser.post('/api/auth/request-password-reset', { email: person.email })
    await expect.poll(async () => (await mailsTo(pool, person.email)).length).toBe(1)
    const { rows } = await pool.query(
      `select expires_at between now() + interval '59 minutes' and now() + interval '60 minutes' as fits
       from app_verification where value = $1`,
      [person.id],
    )
    expect(rows).toEqual([{ fits: true }])
    await pool.query(`update app_verification set expires_at = now() - interval '1 second' where value = $1`, [
      person.id,
    ])
    const token = tokenIn((await mailsTo(pool, person.email))[0])
    expect((await browser.post('/api/auth/reset-password', { token, newPassword })).status).toBe(400)
  })
})

describe('a change of the password', () => {
  test('A19: wants the old one, and ends all other sessions', async ({ app, people, database: { pool } }) => {
    const person = await people.make({ email: 'changes@example.test', password })
    const here = new Browser(app)
    const there = new Browser(app)
    await here.signIn(person.email, password)
    await there.signIn(person.email, password)
    const wrong = await here.post('/api/auth/change-password', { currentPassword: 'not this one', newPassword })
    expect(wrong.status).toBe(400)
    expect(await isSignedIn(app, there)).toBe(true)
    // Whatever is said about other sessions.
    const changed = await here.post('/api/auth/change-password', {
      currentPassword: password,
      newPassword,
      revokeOtherSessions: false,
    })
    expect(changed.status).toBe(200)
    expect(await isSignedIn(app, here)).toBe(true)
    expect(await isSignedIn(app, there)).toBe(false)
    const { rows } = await pool.query(
      `select action, refusal, address from audit_entry where subject_id = $1 and action = 'CHANGE_PASSWORD' order by at`,
      [person.id],
    )
    expect(rows).toEqual([
      { action: 'CHANGE_PASSWORD', refusal: 'INVALID_PASSWORD', address: '127.0.0.1' },
      { action: 'CHANGE_PASSWORD', refusal: null, address: '127.0.0.1' },
    ])
  })

  test('can’t be guessed at with a stolen session', async ({ app, people }) => {
    const person = await people.make({ email: 'stolen@example.test', password })
    const thief = new Browser(app)
    await thief.signIn(person.email, password)
    const statuses: number[] = []
    for (let guess = 0; guess < 6; guess++)
      statuses.push(
        (await thief.post('/api/auth/change-password', { currentPassword: `guess number ${guess}`, newPassword }))
          .status,
      )
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429])
  })
})
