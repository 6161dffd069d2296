import { describe, expect } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import { createAdministrator } from '../../src/modules/set-up/create-administrator.ts'
import { cloneDatabase, type TestDatabase } from '../clone-database.ts'
import { post } from '../client.ts'
import { test as base, testEnv } from '../harness.ts'
import { inject } from 'vitest'
import { cookiesOf, signIn } from '../people.ts'

/** Setting up happens once in a database's life, so each test has a database of its own. */
const test = base.extend<{ empty: { app: App; database: TestDatabase } }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads a fixture's needs from this pattern
  empty: async ({}, use) => {
    const database = await cloneDatabase(inject('adminUrl'), inject('template'))
    const app = await startApp({ databaseUrl: database.url, env: testEnv(), log: false })
    await use({ app, database })
    await app.close()
    await database.drop()
  },
})

const fields = {
  organizationName: 'Công ty Nước mắm Phú Quốc',
  currency: 'VND',
  timeZone: 'Asia/Ho_Chi_Minh',
  locale: 'vi',
  name: 'Huỳnh Ngọc Diễm',
  email: 'Diem@example.test',
  password: 'mot cau de nho',
}

async function tokenOf(app: App): Promise<string> {
  const [line = ''] = await app.welcome()
  const [, token = ''] = /\/setup\/([\w-]+)$/.exec(line) ?? []
  expect(line).toContain(`${app.url}/setup/`)
  return token
}

const send = (app: App, token: string, body: unknown, language = 'en') =>
  fetch(`${app.url}/api/setup/${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language },
    body: JSON.stringify(body),
  })

const isOpen = async (app: App, token: string) => (await fetch(`${app.url}/api/setup/${token}`)).status

describe('the link of the first start', () => {
  test('makes the organisation and signs its administrator in', async ({ empty: { app, database } }) => {
    const token = await tokenOf(app)
    expect(await isOpen(app, token)).toBe(200)
    const response = await send(app, token, fields)
    expect(response.status).toBe(201)
    const cookie = cookiesOf(response)
    expect((await post(app, { credentials: { cookie } }, { query: '{ apiKeys { nodes { id } } }' })).status).toBe(200)
    const { rows } = await database.pool.query('select name, currency, time_zone, locale from organization')
    expect(rows).toEqual([
      { name: 'Công ty Nước mắm Phú Quốc', currency: 'VND', time_zone: 'Asia/Ho_Chi_Minh', locale: 'vi' },
    ])
    const people = await database.pool.query('select email, role, visibility from app_user')
    expect(people.rows).toEqual([{ email: 'diem@example.test', role: 'ADMINISTRATOR', visibility: 'ALL' }])
    const reasons = await database.pool.query('select count(*)::integer as n from lost_reason')
    expect(reasons.rows).toEqual([{ n: 6 }])
    const entries = await database.pool.query('select address from audit_entry')
    expect(entries.rows).toEqual([{ address: '127.0.0.1' }, { address: '127.0.0.1' }])
    expect((await signIn(app, 'diem@example.test', fields.password)).status).toBe(200)
  })

  test('works once, and not once somebody else has set up', async ({ empty: { app } }) => {
    const [first, second] = [await tokenOf(app), await tokenOf(app)]
    const answers = await Promise.all([first, second].map((token) => send(app, token, fields)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 404])
    for (const token of [first, second]) {
      expect(await isOpen(app, token)).toBe(404)
      expect((await send(app, token, { ...fields, email: 'other@example.test' })).status).toBe(404)
    }
    expect(await app.welcome()).toEqual([])
  })

  test('is good for a day, and is stored as a hash', async ({ empty: { app, database } }) => {
    const token = await tokenOf(app)
    const stored = await database.pool.query('select * from setup_token')
    expect(JSON.stringify(stored.rows)).not.toContain(token)
    await database.pool.query(`update setup_token set expires_at = now() - interval '1 second'`)
    expect(await isOpen(app, token)).toBe(404)
    expect((await send(app, token, fields)).status).toBe(404)
    expect(await isOpen(app, 'made-up')).toBe(404)
  })

  test('names each field that is wrong, in the language asked for, and writes nothing', async ({
    empty: { app, database },
  }) => {
    const token = await tokenOf(app)
    const wrong = { organizationName: ' ', currency: 'XXX', timeZone: 'Mars/Base', email: 'no', password: 'short' }
    const inEnglish = await send(app, token, wrong)
    expect(inEnglish.status).toBe(422)
    const { errors } = (await inEnglish.json()) as { errors: { field: string; message: string }[] }
    expect(errors.map(({ field }) => field).toSorted()).toEqual(
      ['currency', 'email', 'name', 'organizationName', 'password', 'timeZone'].toSorted(),
    )
    expect(errors.find(({ field }) => field === 'password')?.message).toBe('It needs at least 10 characters.')
    const inVietnamese = (await (await send(app, token, wrong, 'vi')).json()) as typeof inEnglish & { errors: unknown }
    expect(JSON.stringify(inVietnamese.errors)).toContain('Cần ít nhất 10 ký tự.')
    const { rows } = await database.pool.query('select 1 from organization')
    expect(rows).toEqual([])
    expect((await send(app, token, fields)).status).toBe(201) // the link was not used up
  })
})

describe('create-admin', () => {
  test('makes an administrator who can sign in, with the password that it shows', async ({ empty: { app } }) => {
    const outcome = await createAdministrator(app.services.inTransaction, {
      email: ' Admin@Example.test ',
      password: null,
    })
    if (outcome.kind !== 'created') throw new Error(outcome.kind)
    expect(outcome.email).toBe('admin@example.test')
    expect((await signIn(app, 'admin@example.test', outcome.password)).status).toBe(200)
    expect(await app.welcome()).toEqual([])
  })

  test('takes a password, and refuses an address that is taken or none', async ({ empty: { app } }) => {
    const create = (email: string, password: string | null) =>
      createAdministrator(app.services.inTransaction, { email, password })
    expect(await create('a@example.test', 'given by a script')).toMatchObject({ kind: 'created' })
    expect((await signIn(app, 'a@example.test', 'given by a script')).status).toBe(200)
    expect(await create('A@example.test', null)).toEqual({ kind: 'exists' })
    expect(await create('nobody', 'short')).toMatchObject({
      kind: 'invalid',
      faults: [{ rule: 'notEmail' }, { rule: 'tooShort' }],
    })
  })
})

describe('the demo', () => {
  test('is not offered where it is not wanted', async ({ empty: { app } }) => {
    expect((await fetch(`${app.url}/api/demo-accounts`)).status).toBe(404)
  })
})
