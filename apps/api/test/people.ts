import { createHmac, randomBytes } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import type { Pool } from 'pg'
import { typeidUnboxed } from 'typeid-js'
import type { ApiKeyScope, Locale, Role, Visibility } from '@mekong/domain'
import type { App } from '../src/app.ts'
import { secretHash } from '../src/data/secret-hash.ts'

/** The headers by which a request says who is asking. */
export type Credentials = { readonly cookie: string } | { readonly authorization: string } | Record<string, never>

export const anonymous: Credentials = {}

export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  /** Of a session of theirs. */
  readonly credentials: Credentials
  readonly sessionId: string
}

export interface PersonOptions {
  readonly name?: string
  readonly email?: string
  readonly role?: Role
  readonly visibility?: Visibility
  readonly seesAmounts?: boolean
  readonly locale?: Locale
  /** Ids of teams that they belong to; the first is their main team. */
  readonly teams?: readonly string[]
  /** Those among them that they lead. */
  readonly leads?: readonly string[]
  /** With a password they can sign in as anybody does. Hashing it takes its time, so most tests do without. */
  readonly password?: string
}

/** Makes people with a session, their teams and their keys. */
export class People {
  #count = 0

  constructor(
    private readonly pool: Pool,
    private readonly app: App,
  ) {}

  async make(options: PersonOptions = {}): Promise<Person> {
    const { role = 'REP', visibility = 'TEAM', seesAmounts = true, locale = 'en' } = options
    const { teams = [], leads = [], password } = options
    const number = (this.#count += 1)
    const id = typeidUnboxed('usr')
    const { name = `Person ${number}`, email = `person${number}@example.test` } = options
    await this.pool.query(
      `insert into app_user (id, name, email, role, visibility, sees_amounts, locale, main_team_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, name, email, role, visibility, seesAmounts, locale, teams[0] ?? leads[0] ?? null],
    )
    for (const team of new Set([...teams, ...leads]))
      await this.pool.query('insert into team_member (team_id, user_id, is_leader) values ($1, $2, $3)', [
        team,
        id,
        leads.includes(team),
      ])
    if (password !== undefined)
      await this.pool.query(
        `insert into app_account (id, account_id, provider_id, user_id, password, updated_at)
         values ($1, $2, 'credential', $2, $3, now())`,
        [typeidUnboxed('acc'), id, await hashPassword(password)],
      )
    return { id, name, email, ...(await this.session(id)) }
  }

  administrator = (options: PersonOptions = {}): Promise<Person> =>
    this.make({ role: 'ADMINISTRATOR', visibility: 'ALL', ...options })

  manager = (options: PersonOptions = {}): Promise<Person> =>
    this.make({ role: 'MANAGER', visibility: 'ALL', ...options })

  async team(name = `Team ${(this.#count += 1)}`): Promise<string> {
    const id = typeidUnboxed('tea')
    await this.pool.query('insert into team (id, name) values ($1, $2)', [id, name])
    return id
  }

  /** Another session of a person, as signing in would make it. */
  async session(userId: string): Promise<{ credentials: Credentials; sessionId: string }> {
    const auth = await this.app.services.auth.$context
    const { id, token } = await auth.internalAdapter.createSession(userId)
    const signature = createHmac('sha256', auth.secret).update(token).digest('base64')
    const cookie = `${auth.authCookies.sessionToken.name}=${encodeURIComponent(`${token}.${signature}`)}`
    return { credentials: { cookie }, sessionId: id }
  }

  /** A key of a person, as rows: for tests that are not about making keys. */
  async key(
    userId: string,
    scopes: readonly ApiKeyScope[],
    expiresAt = new Date(Date.now() + 86_400_000),
  ): Promise<{ id: string; secret: string; credentials: Credentials }> {
    const id = typeidUnboxed('key')
    const secret = `mk_${randomBytes(32).toString('base64url')}`
    await this.pool.query(
      `insert into api_key (id, user_id, name, prefix, secret_hash, scopes, expires_at)
       values ($1, $2, 'test', $3, $4, $5, $6)`,
      [id, userId, secret.slice(0, 7), secretHash(secret), scopes, expiresAt],
    )
    return { id, secret, credentials: { authorization: `Bearer ${secret}` } }
  }
}

/** Signs in as a browser does. */
export async function signIn(app: Pick<App, 'url'>, email: string, password: string): Promise<Response> {
  return fetch(`${app.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.url },
    body: JSON.stringify({ email, password }),
  })
}

/** The cookies that an answer sets, as a browser would send them back. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
