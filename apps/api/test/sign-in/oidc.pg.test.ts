import { describe, expect } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import { ask } from '../client.ts'
import { testEnv } from '../harness.ts'
import { Browser } from './browser.ts'
import { freePort, test, through } from './company.ts'
import { OidcServer } from './tools/oidc-server.ts'

const query = '{ viewer { user { id } } }'

describe('sign-in by the organisation’s provider', () => {
  test('lets in whom we know, by the address that the provider has verified', async ({ company, people, database }) => {
    const person = await people.make({ email: 'an@company.test' })
    company.provider.person = { sub: 'an-1', email: 'An@company.test', email_verified: true }
    const browser = new Browser(company.app)
    expect(await through(company, browser)).toBe('/b/1')
    const { data } = await ask<{ viewer: { user: { id: string } } }>(company.app, browser, query)
    expect(data?.viewer.user.id).toBe(person.id)
    const { rows } = await database.pool.query(
      `select provider_id, account_id, access_token, refresh_token, id_token from app_account where user_id = $1`,
      [person.id],
    )
    expect(rows).toEqual([
      { provider_id: 'oidc', account_id: 'an-1', access_token: null, refresh_token: null, id_token: null },
    ])
    const told = await database.pool.query(`select action from audit_entry where subject_id = $1`, [person.id])
    expect(told.rows.map(({ action }) => action).toSorted()).toEqual(['LINK_ACCOUNT', 'SIGN_IN'])
  })

  test.for([
    ['nobody of ours', { sub: 'x', email: 'stranger@company.test', email_verified: true }],
    ['an address that is not verified', { sub: 'y', email: 'binh@company.test', email_verified: false }],
    ['somebody who left', { sub: 'z', email: 'left@company.test', email_verified: true }],
  ] as const)('does not let in %s', async ([who, claims], { company, people, database }) => {
    if (claims.sub === 'y') await people.make({ email: 'binh@company.test' })
    if (claims.sub === 'z') {
      const { id } = await people.make({ email: 'left@company.test' })
      await database.pool.query('update app_user set is_active = false where id = $1', [id])
    }
    company.provider.person = claims
    const browser = new Browser(company.app)
    expect(await through(company, browser), who).toMatch(/^\/sign-in\?error=/)
    expect((await ask(company.app, browser, query)).errors).toHaveLength(1)
    const { rows } = await database.pool.query(
      `select 1 from app_user where email = 'stranger@company.test'
       union all select 1 from app_account where provider_id = 'oidc' and account_id = $1`,
      [claims.sub],
    )
    expect(rows).toEqual([])
  })

  test('goes back to our own pages only, and not in another browser', async ({ company, people }) => {
    await people.make({ email: 'chi@company.test' })
    company.provider.person = { sub: 'chi-1', email: 'chi@company.test', email_verified: true }
    const away = await new Browser(company.app).post('/api/auth/sign-in/social', {
      provider: 'oidc',
      callbackURL: 'https://evil.example/',
    })
    expect(away.status).toBe(403)
    const begun = await new Browser(company.app).post('/api/auth/sign-in/social', {
      provider: 'oidc',
      callbackURL: '/',
    })
    const back = await company.provider.signIn(((await begun.json()) as { url: string }).url)
    const victim = new Browser(company.app)
    expect((await victim.get(back)).headers.get('location')).toMatch(/error=/)
    expect((await ask(company.app, victim, query)).errors).toHaveLength(1)
  })

  test('that does not answer costs nobody else, and is found when it comes back', async ({
    database,
    people,
    app: first,
  }) => {
    expect(first.url).toBeDefined()
    const url = `http://127.0.0.1:${await freePort()}`
    const port = await freePort()
    const env = testEnv({
      PORT: new URL(url).port,
      MEKONG_OIDC_ISSUER: `http://127.0.0.1:${port}`,
      MEKONG_OIDC_CLIENT_ID: 'mekong',
      MEKONG_OIDC_CLIENT_SECRET: 'a secret between the two',
    })
    const app = await startApp({ databaseUrl: database.url, env, log: false })
    const password = 'a sentence to remember'
    await people.make({ email: 'dung@company.test', password })
    expect((await new Browser(app).signIn('dung@company.test', password)).status).toBe(200)
    const browser = new Browser(app)
    const refused = await browser.post('/api/auth/sign-in/social', { provider: 'oidc', callbackURL: '/' })
    expect(refused.status).toBeGreaterThanOrEqual(400)
    const provider = await OidcServer.start(`${url}/api/auth/callback/oidc`, port)
    provider.person = { sub: 'dung', email: 'dung@company.test', email_verified: true }
    expect(await through({ app, provider }, browser)).toBe('/b/1')
    await app.close()
    await provider.stop()
  })

  test('is offered on the sign-in page by its name, where there is one', async ({ company, app }) => {
    const options = async (of: App) => (await fetch(`${of.url}/api/sign-in-options`)).json()
    expect(await options(company.app)).toMatchObject({ oidc: { name: 'Cửu Long ID' } })
    expect(await options(app)).toMatchObject({ oidc: null })
  })
})
