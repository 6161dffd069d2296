import type { Pool } from 'pg'
import { describe, expect } from 'vitest'
import { startApp } from '../../src/app.ts'
import { secretHash } from '../../src/data/secret-hash.ts'
import { ask, gql } from '../client.ts'
import { testEnv } from '../harness.ts'
import type { Person } from '../people.ts'
import { Browser } from './browser.ts'
import { back, freePort, test as withCompany, through, type Company } from './company.ts'

interface Invited {
  readonly invitationId: string
  readonly token: string
  readonly userId: string
  readonly email: string
}

interface Guests {
  readonly admin: Person
  /** Asks somebody to come, at an address that nobody has. */
  invite(): Promise<Invited>
}

let count = 0

const test = withCompany.extend<{ guests: Guests }>({
  guests: async ({ company, people, database }, use) => {
    await database.pool.query(
      `insert into organization (name, currency, time_zone, locale) values ('Cửu Long', 'VND', 'Asia/Ho_Chi_Minh', 'vi')
       on conflict do nothing`,
    )
    const admin = await people.administrator({ email: `admin${(count += 1)}@company.test` })
    const invite = async (): Promise<Invited> => {
      const email = `moi${(count += 1)}@company.test`
      const { inviteUser } = await gql<{
        inviteUser: { link: string; user: { id: string }; invitation: { id: string } }
      }>(
        company.app,
        admin,
        `mutation ($email: String!) { inviteUser(input: { email: $email, name: "Dũng" }) {
          link user { id } invitation { id } userErrors { message } } }`,
        { email },
      )
      const { link, user, invitation } = inviteUser
      return { token: link.split('/invite/')[1] ?? '', userId: user.id, email, invitationId: invitation.id }
    }
    await use({ admin, invite })
  },
})

const begin = (browser: Browser, token: string, name = 'Trần Văn Dũng') =>
  browser.post(`/api/invitation/${token}/provider`, { name }, { 'accept-language': 'vi' })

/** From the button on the invitation's page to where the browser ends up. */
const accept = async (company: Company, browser: Browser, { token }: Invited): Promise<string> =>
  back(company, browser, await begin(browser, token))

const who = '{ viewer { user { id name email state } } }'

/** What there is of somebody: whether they are in, and what opens their account. */
async function standing({ app }: Company, { admin }: Guests, { userId, token }: Invited, pool: Pool) {
  const { node } = await gql<{ node: { state: string } }>(
    app,
    admin,
    'query ($id: ID!) { node(id: $id) { ... on User { state } } }',
    { id: userId },
  )
  const { rows } = await pool.query('select provider_id, account_id from app_account where user_id = $1', [userId])
  const link = await fetch(`${app.url}/api/invitation/${token}`)
  return { state: node.state, accounts: rows, link: link.status }
}

describe('an invitation that is accepted by the organisation’s provider', () => {
  test('lets in by the name that they gave, with no password, and is used up', async ({
    company,
    guests,
    database,
  }) => {
    const { pool } = database
    const invited = await guests.invite()
    const { userId, email, token } = invited
    company.provider.person = { sub: 'dung-1', email: email.toUpperCase(), email_verified: true, name: 'Other Name' }
    const browser = new Browser(company.app)
    const begun = await begin(browser, token)
    const page = new URL(((await begun.clone().json()) as { url: string }).url)
    expect(page.searchParams.get('login_hint')).toBe(email)
    // Whoever reads a backup made now must not find the link in it.
    const { rows: pending } = await pool.query<{ value: string }>('select value from app_verification')
    expect(pending.some(({ value }) => value.includes(secretHash(token)))).toBe(true)
    expect(pending.some(({ value }) => value.includes(token))).toBe(false)
    expect(await back(company, browser, begun)).toBe('/')
    expect((await ask(company.app, browser, who)).data).toEqual({
      viewer: { user: { id: userId, name: 'Trần Văn Dũng', email, state: 'ACTIVE' } },
    })
    expect(await standing(company, guests, invited, pool)).toEqual({
      state: 'ACTIVE',
      accounts: [{ provider_id: 'oidc', account_id: 'dung-1' }],
      link: 404,
    })
    const { rows } = await pool.query(
      'select action, actor_id from audit_entry where subject_id = $1 order by at, id',
      [userId],
    )
    const byThem = rows.filter(({ actor_id }) => actor_id === userId).map(({ action }) => action)
    expect(byThem).toEqual(['ACCEPT_INVITATION', 'LINK_ACCOUNT', 'SIGN_IN'])
    // From now on the button on the sign-in page is enough.
    const again = new Browser(company.app)
    expect(await through(company, again)).toBe('/b/1')
    expect((await ask(company.app, again, who)).data).toMatchObject({ viewer: { user: { id: userId } } })
  })

  test.for([
    ['another address', 'other_address', { email: 'kegian@company.test' }],
    ['an address that is not verified', 'address_not_verified', { email_verified: false }],
    ['an account that opens somebody else’s', 'account_of_another', { sub: 'an-1' }],
  ] as const)(
    'is refused with %s, and stays open',
    async ([, error, claims], { company, guests, people, database }) => {
      const an = await people.make({ email: `an${(count += 1)}@company.test` })
      company.provider.person = { sub: 'an-1', email: an.email, email_verified: true }
      expect(await through(company, new Browser(company.app))).toBe('/b/1')
      const invited = await guests.invite()
      company.provider.person = { sub: 'dung-2', email: invited.email, email_verified: true, ...claims }
      const browser = new Browser(company.app)
      expect(await accept(company, browser, invited)).toBe(`/invite/back?error=${error}`)
      expect((await ask(company.app, browser, who)).errors).toHaveLength(1)
      expect(await standing(company, guests, invited, database.pool)).toEqual({
        state: 'INVITED',
        accounts: [],
        link: 200,
      })
      company.provider.person = { sub: `dung-${invited.userId}`, email: invited.email, email_verified: true }
      expect(await accept(company, browser, invited)).toBe('/')
      await database.pool.query(`delete from app_account where account_id = 'an-1'`)
    },
  )

  test('leaves the way to a password open', async ({ company, guests, database }) => {
    const invited = await guests.invite()
    company.provider.person = { sub: 'dung-7', email: invited.email, email_verified: true }
    const browser = new Browser(company.app)
    expect(await accept(company, browser, invited)).toBe('/')
    const change = { currentPassword: 'none of mine', newPassword: 'sông sâu nước chảy' }
    const changed = await browser.post('/api/auth/change-password', change)
    expect([changed.status, await changed.json()]).toMatchObject([400, { code: 'CREDENTIAL_ACCOUNT_NOT_FOUND' }])
    await browser.post('/api/auth/request-password-reset', { email: invited.email })
    const mailed = async () => {
      const { rows } = await database.pool.query<{ text: string }>(
        `select content ->> 'text' as text from outgoing_mail where recipient = $1 and kind = 'passwordReset'`,
        [invited.email],
      )
      return /\/reset\/([\w-]+)/.exec(rows[0]?.text ?? '')?.[1]
    }
    await expect.poll(mailed).toBeDefined()
    const { newPassword } = change
    expect((await browser.post('/api/auth/reset-password', { token: await mailed(), newPassword })).status).toBe(200)
    expect((await browser.signIn(invited.email, newPassword)).status).toBe(200)
    expect(await through(company, new Browser(company.app))).toBe('/b/1')
  })

  test('lets in one of two who come at once', async ({ company, guests }) => {
    const invited = await guests.invite()
    company.provider.person = { sub: 'dung-3', email: invited.email, email_verified: true }
    const browsers = [new Browser(company.app), new Browser(company.app)]
    const ends = await Promise.all(browsers.map((browser) => accept(company, browser, invited)))
    expect(ends.toSorted()).toEqual(['/', '/invite/back?error=invitation_closed'])
  })

  test('that is withdrawn meanwhile lets nobody in', async ({ company, guests }) => {
    const invited = await guests.invite()
    company.provider.person = { sub: 'dung-4', email: invited.email, email_verified: true }
    const browser = new Browser(company.app)
    const begun = await begin(browser, invited.token)
    await gql(company.app, guests.admin, 'mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { deletedId } }', {
      id: invited.invitationId,
    })
    expect(await back(company, browser, begun)).toBe('/invite/back?error=invitation_closed')
    expect((await ask(company.app, browser, who)).errors).toHaveLength(1)
  })

  test('is accepted in the browser where it began, and nowhere else', async ({ company, guests, database }) => {
    const invited = await guests.invite()
    company.provider.person = { sub: 'dung-5', email: invited.email, email_verified: true }
    const begun = await begin(new Browser(company.app), invited.token)
    expect(await back(company, new Browser(company.app), begun)).toMatch(/error=/)
    expect(await standing(company, guests, invited, database.pool)).toMatchObject({ state: 'INVITED', link: 200 })
  })

  test('is not accepted by signing in, whatever the request says', async ({ company, guests, database }) => {
    const invited = await guests.invite()
    company.provider.person = { sub: 'dung-6', email: invited.email, email_verified: true }
    const browser = new Browser(company.app)
    const via = { id: null, address: null, agent: null }
    const begun = await browser.post('/api/auth/sign-in/social', {
      provider: 'oidc',
      callbackURL: '/',
      additionalData: { invitation: { tokenHash: secretHash(invited.token), name: 'Kẻ gian', via } },
    })
    expect(await back(company, browser, begun)).toMatch(/^\/sign-in\?error=/)
    // Nor is a link left behind that would open the account once somebody has accepted.
    expect(await standing(company, guests, invited, database.pool)).toEqual({
      state: 'INVITED',
      accounts: [],
      link: 200,
    })
  })

  test('lets in whom an import made, at the address of the invitation', async ({
    company,
    guests,
    people,
    database,
  }) => {
    const made = await people.make({ email: `${(count += 1)}@no-sign-in.invalid` })
    await database.pool.query('update app_user set has_sign_in = false where id = $1', [made.id])
    const email = `lan${(count += 1)}@company.test`
    const { inviteUser } = await gql<{ inviteUser: { link: string } }>(
      company.app,
      guests.admin,
      'mutation ($id: ID!, $email: String!) { inviteUser(input: { userId: $id, email: $email }) { link } }',
      { id: made.id, email },
    )
    company.provider.person = { sub: 'lan-1', email, email_verified: true }
    const browser = new Browser(company.app)
    expect(await back(company, browser, await begin(browser, inviteUser.link.split('/invite/')[1] ?? ''))).toBe('/')
    expect((await ask(company.app, browser, who)).data).toMatchObject({ viewer: { user: { id: made.id, email } } })
  })

  test('is not begun while the provider does not answer, and may be accepted by password', async ({
    company,
    guests,
    database,
  }) => {
    const { token } = await guests.invite()
    const env = testEnv({
      MEKONG_OIDC_ISSUER: `http://127.0.0.1:${await freePort()}`,
      MEKONG_OIDC_CLIENT_ID: company.provider.clientId,
      MEKONG_OIDC_CLIENT_SECRET: company.provider.clientSecret,
    })
    const app = await startApp({ databaseUrl: database.url, env, log: false })
    const browser = new Browser(app)
    const refused = await begin(browser, token)
    expect([refused.status, refused.headers.has('retry-after')]).toEqual([503, true])
    const accepted = await browser.post(`/api/invitation/${token}`, { name: 'Dũng', password: 'sông sâu nước chảy' })
    expect(accepted.status).toBe(201)
    await app.close()
  })

  test('wants a name and a link that is good, and a server that has a provider', async ({ company, guests, app }) => {
    const { token } = await guests.invite()
    const browser = new Browser(company.app)
    const unnamed = await begin(browser, token, ' ')
    expect(unnamed.status).toBe(422)
    expect(await unnamed.json()).toEqual({ errors: [{ field: 'name', message: 'Không được để trống.' }] })
    expect((await begin(browser, 'x'.repeat(43))).status).toBe(404)
    expect((await begin(new Browser(app), token)).status).toBe(404)
  })
})
