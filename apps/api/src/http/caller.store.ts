import type { Pool } from 'pg'
import type { ApiKeyScope, Locale, Role, Visibility } from '@mekong/domain'
import { isSessionOpen } from '../modules/session/session.store.ts'
import type { KnownCaller } from './context.ts'

interface CallerRow {
  readonly user_id: string
  readonly role: Role
  readonly visibility: Visibility
  readonly sees_amounts: boolean
  readonly locale: Locale
  readonly time_zone: string | null
  readonly main_team_id: string | null
  readonly acl_version: number
  readonly last_seen_at: Date | null
  readonly team_ids: string[]
  readonly led_team_ids: string[]
  readonly session_id: string | null
  readonly last_active_at: Date | null
  readonly key_id: string | null
  readonly key_generation: number | null
  readonly scopes: ApiKeyScope[] | null
  readonly expires_at: Date
}

/** The person, as far as rights go; who is not active is nobody. */
const person = `
  u.id as user_id, u.role, u.visibility, u.sees_amounts, u.locale, u.time_zone, u.main_team_id, u.acl_version,
  u.last_seen_at,
  array(select team_id from team_member where user_id = u.id order by team_id) as team_ids,
  array(select team_id from team_member where user_id = u.id and is_leader order by team_id) as led_team_ids`

const sessions = `
  select ${person}, s.id as session_id, null as key_id, null::integer as key_generation,
    null::text[] as scopes, s.expires_at, s.last_active_at
  from app_session s join app_user u on u.id = s.user_id
  where u.is_active and ${isSessionOpen('s', 'u')}`

/** A rotated key has two secrets for a while; each ends with its own time, and with the key. */
const keys = `
  select ${person}, null as session_id, k.id as key_id, s.generation as key_generation, k.scopes, s.expires_at,
    null::timestamptz as last_active_at
  from api_key k join app_user u on u.id = k.user_id
  cross join lateral (values (k.secret_hash, k.generation, k.expires_at),
    (k.previous_hash, k.generation - 1, k.previous_until)) s (hash, generation, expires_at)
  where u.is_active and k.revoked_at is null and k.expires_at > now() and s.expires_at > now()`

/** To the minute, which is exact enough and spares the table; from elsewhere at once. */
const touchKey = `
  update api_key set last_used_at = now(), last_used_address = coalesce($2, last_used_address)
  where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute'
    or last_used_address is distinct from coalesce($2, last_used_address))`

/** To five minutes: nobody wants to know more exactly when somebody was last here. */
const seenMs = 5 * 60_000

export class CallerStore {
  constructor(private readonly pool: Pool) {}

  bySession = (id: string): Promise<KnownCaller | null> => this.#one(`${sessions} and s.id = $1`, [id])

  /** By one of its secrets: who came by the one before the last rotation stays as long as that opens. */
  byKey = (id: string, generation: number | null): Promise<KnownCaller | null> =>
    this.#one(`${keys} and k.id = $1 and s.generation = $2`, [id, generation])

  async bySecret(hash: string, address: string | undefined): Promise<KnownCaller | null> {
    const caller = await this.#one(`${keys} and (k.secret_hash = $1 or k.previous_hash = $1) and s.hash = $1`, [hash])
    // Nobody waits for it, and a request does not fail because of it.
    if (caller !== null) this.pool.query(touchKey, [caller.keyId, address ?? null]).catch(() => {})
    return caller
  }

  async #one(text: string, values: readonly unknown[]): Promise<KnownCaller | null> {
    const { rows } = await this.pool.query<CallerRow>(text, [...values])
    const [row] = rows
    if (row === undefined) return null
    this.#touch(row)
    return callerOf(row)
  }

  #touch({ user_id, last_seen_at, session_id, last_active_at }: CallerRow): void {
    const isNews = (at: Date | null) => at === null || Date.now() - at.getTime() >= seenMs
    if (isNews(last_seen_at))
      this.pool.query('update app_user set last_seen_at = now() where id = $1', [user_id]).catch(() => {})
    if (session_id !== null && isNews(last_active_at))
      this.pool.query('update app_session set last_active_at = now() where id = $1', [session_id]).catch(() => {})
  }
}

const callerOf = (row: CallerRow): KnownCaller => ({
  actor: {
    userId: row.user_id,
    role: row.role,
    visibility: row.visibility,
    seesAmounts: row.sees_amounts,
    teamIds: row.team_ids,
    ledTeamIds: row.led_team_ids,
    mainTeamId: row.main_team_id,
    scopes: row.scopes,
  },
  locale: row.locale,
  timeZone: row.time_zone,
  road: row.key_id === null ? 'UI' : 'API',
  actorKey: row.key_id ?? row.user_id,
  sessionId: row.session_id,
  keyId: row.key_id,
  keyGeneration: row.key_generation,
  aclVersion: row.acl_version,
  expiresAt: row.expires_at.getTime(),
})
