import { describe, expect } from 'vitest'
import type { App } from '../../src/app.ts'
import { ask } from '../client.ts'
import { test } from '../harness.ts'
import type { People } from '../people.ts'
import { expectWordsForRefusals } from '../audit/refusal-words.ts'
import { Browser } from './browser.ts'
import { codeOf } from './tools/code-app.ts'

const password = 'a sentence to remember'
const query = '{ viewer { user { id } } }'
const isSignedIn = async (app: App, browser: Browser) => (await ask(app, browser, query)).errors === undefined

interface Enabled {
  readonly totpURI: string
  readonly backupCodes: string[]
}

/** The code that proved the app is used up; that of the next half-minute is taken already. */
const nextCodeOf = (totpURI: string) => codeOf(totpURI, Date.now() + 30_000)

/** Somebody who has set up an app, in a browser where they are signed in. */
async function withCodes(app: App, people: People, email: string) {
  const person = await people.make({ email, password })
  const browser = new Browser(app)
  await browser.signIn(email, password)
  const enabled = (await (await browser.post('/api/auth/two-factor/enable', { password })).json()) as Enabled
  const code = await browser.post('/api/auth/two-factor/verify-totp', { code: codeOf(enabled.totpURI) })
  expect(code.status).toBe(200)
  return { person, browser, ...enabled }
}

describe('a second step', () => {
  test('is asked for once a code has proved the app, and not before', async ({ app, people }) => {
    const person = await people.make({ email: 'enrols@example.test', password })
    const browser = new Browser(app)
    await browser.signIn(person.email, password)
    expect((await browser.post('/api/auth/two-factor/enable', { password: 'not this one' })).status).toBe(400)
    const enabled = (await (await browser.post('/api/auth/two-factor/enable', { password })).json()) as Enabled
    expect(enabled.totpURI).toMatch(/^otpauth:\/\/totp\/Mekong/)
    expect(enabled.backupCodes).toHaveLength(10)
    const other = new Browser(app)
    expect(await (await other.signIn(person.email, password)).json()).not.toHaveProperty('twoFactorRedirect')
    expect((await browser.post('/api/auth/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
    const right = await browser.post('/api/auth/two-factor/verify-totp', { code: codeOf(enabled.totpURI) })
    expect(right.status).toBe(200)
    expect(await isSignedIn(app, browser)).toBe(true)
    const third = new Browser(app)
    expect(await (await third.signIn(person.email, password)).json()).toMatchObject({ twoFactorRedirect: true })
    expect(await isSignedIn(app, third)).toBe(false)
  })

  test('lets in with the code of now, and with each kept code once', async ({ app, people, database: { pool } }) => {
    const { person, totpURI, backupCodes } = await withCodes(app, people, 'codes@example.test')
    const byCode = new Browser(app)
    await byCode.signIn(person.email, password)
    expect((await byCode.post('/api/auth/two-factor/verify-totp', { code: nextCodeOf(totpURI) })).status).toBe(200)
    expect(await isSignedIn(app, byCode)).toBe(true)

    for (const [kept, status] of [
      [backupCodes[0], 200],
      [backupCodes[0], 401],
      [backupCodes[1], 200],
    ] as const) {
      const browser = new Browser(app)
      await browser.signIn(person.email, password)
      expect((await browser.post('/api/auth/two-factor/verify-backup-code', { code: kept })).status).toBe(status)
      expect(await isSignedIn(app, browser)).toBe(status === 200)
    }
    const { rows } = await pool.query('select secret, backup_codes from app_two_factor where user_id = $1', [person.id])
    expect(JSON.stringify(rows)).not.toContain(backupCodes[2])
  })

  test('takes each code once, from whoever knows the password too', async ({ app, people, database: { pool } }) => {
    const { person, totpURI } = await withCodes(app, people, 'once@example.test')
    const statuses = async (code: string, browsers: number) => {
      const all = Array.from({ length: browsers }, () => new Browser(app))
      for (const browser of all) await browser.signIn(person.email, password)
      const answers = await Promise.all(
        all.map((browser) => browser.post('/api/auth/two-factor/verify-totp', { code })),
      )
      const signedIn = await Promise.all(all.map((browser) => isSignedIn(app, browser)))
      expect(signedIn).toEqual(answers.map(({ status }) => status === 200))
      return answers.map(({ status }) => status).toSorted()
    }
    const code = nextCodeOf(totpURI)
    expect(await statuses(code, 3)).toEqual([200, 401, 401]) // at the same moment
    expect(await statuses(code, 1)).toEqual([401])
    // As if three minutes had gone by: then six digits may come again by chance.
    await pool.query(`update used_code set used_at = used_at - interval '181 seconds'`)
    expect(await statuses(nextCodeOf(totpURI), 1)).toEqual([200])
    const { rows } = await pool.query(
      `select distinct refusal from audit_entry where action = 'SIGN_IN' and refusal is not null and at > now() - interval '1 minute'
       and refusal = 'INVALID_CODE'`,
    )
    expect(rows).toHaveLength(1)
  })

  test('new kept codes replace the old ones, and are told in the audit', async ({
    app,
    people,
    database: { pool },
  }) => {
    const { person, browser, backupCodes } = await withCodes(app, people, 'anew@example.test')
    const path = '/api/auth/two-factor/generate-backup-codes'
    expect((await browser.post(path, { password: 'not this one' })).status).toBe(400)
    const made = (await (await browser.post(path, { password })).json()) as Pick<Enabled, 'backupCodes'>
    for (const [code, status] of [
      [backupCodes[0], 401],
      [made.backupCodes[0], 200],
    ] as const) {
      const other = new Browser(app)
      await other.signIn(person.email, password)
      expect((await other.post('/api/auth/two-factor/verify-backup-code', { code })).status).toBe(status)
    }
    const { rows } = await pool.query(
      `select actor_id, refusal, changes from audit_entry where subject_id = $1 and action = 'GENERATE_BACKUP_CODES' order by at`,
      [person.id],
    )
    expect(rows).toEqual([
      { actor_id: person.id, refusal: 'INVALID_PASSWORD', changes: [] },
      { actor_id: person.id, refusal: null, changes: [] },
    ])
    await expectWordsForRefusals(pool)
  })

  test('a password alone opens nothing, and its step can’t be guessed through', async ({ app, people }) => {
    const { person, totpURI } = await withCodes(app, people, 'guessed-code@example.test')
    const thief = new Browser(app)
    await thief.signIn(person.email, password)
    const wrong = codeOf(totpURI) === '123456' ? '654321' : '123456'
    for (let guess = 0; guess < 5; guess++)
      expect((await thief.post('/api/auth/two-factor/verify-totp', { code: wrong })).status).toBe(401)
    // The step is used up, even for the right code; a new one begins with the password.
    expect(
      (await thief.post('/api/auth/two-factor/verify-totp', { code: nextCodeOf(totpURI) })).status,
    ).toBeGreaterThan(399)
    expect(await isSignedIn(app, thief)).toBe(false)
    const owner = new Browser(app)
    await owner.signIn(person.email, password)
    expect((await owner.post('/api/auth/two-factor/verify-totp', { code: nextCodeOf(totpURI) })).status).toBe(200)
  })

  test('is given up with the password only, and its owner hears of it', async ({ app, people, database: { pool } }) => {
    const { person, browser } = await withCodes(app, people, 'gives-up@example.test')
    expect((await browser.post('/api/auth/two-factor/disable', {})).status).toBe(400)
    expect((await browser.post('/api/auth/two-factor/disable', { password: 'not this one' })).status).toBe(400)
    expect((await browser.post('/api/auth/two-factor/disable', { password })).status).toBe(200)
    expect(await (await new Browser(app).signIn(person.email, password)).json()).not.toHaveProperty('twoFactorRedirect')
    await expect
      .poll(async () => (await pool.query('select kind from outgoing_mail where recipient = $1', [person.email])).rows)
      .toEqual([{ kind: 'twoFactorOff' }])
    const { rows } = await pool.query(
      `select action, refusal from audit_entry where subject_id = $1 and action like '%TWO_FACTOR' order by at`,
      [person.id],
    )
    expect(rows).toEqual([
      { action: 'ENABLE_TWO_FACTOR', refusal: null },
      { action: 'DISABLE_TWO_FACTOR', refusal: 'INVALID_PASSWORD' },
      { action: 'DISABLE_TWO_FACTOR', refusal: null },
    ])
  })
})
