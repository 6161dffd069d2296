import { instant, isStorable, type Locale, type UserId } from '@mekong/domain'
import { agentOf } from '../../data/audit/agent.ts'
import type { Sql } from '../../data/sql.ts'
import type { Session } from './session.ts'

interface SessionRow extends Record<string, unknown> {
  readonly id: string
  readonly user_id: string
  readonly ip_address: string | null
  readonly user_agent: string | null
  readonly created_at: Date
  readonly last_active_at: Date
  readonly expires_at: Date
}

interface Person extends Record<string, unknown> {
  readonly name: string
  readonly email: string
  readonly locale: Locale
  readonly hasTwoFactor: boolean
}

/** Not `updated_at`: the library renews that by merely looking at a session that is over. */
const lastActive = (session: string): string => `coalesce(${session}.last_active_at, ${session}.created_at)`

/** A session ends after a week without use; an administrator's after a day, for it opens everything. */
const endOf = (session: string, user: string): string =>
  `case ${user}.role when 'ADMINISTRATOR'
    then least(${session}.expires_at, ${lastActive(session)} + interval '24 hours') else ${session}.expires_at end`

export const isSessionOpen = (session: string, user: string): string => `(${endOf(session, user)} > now())`

const columns = `s.id, s.user_id, s.ip_address, s.user_agent, s.created_at, ${lastActive('s')} as last_active_at,
  ${endOf('s', 'u')} as expires_at`

const sessionOf = (row: SessionRow): Session => ({
  id: row.id,
  userId: row.user_id,
  address: row.ip_address || null,
  device: agentOf(row.user_agent ?? undefined),
  createdAt: instant(row.created_at),
  lastActiveAt: instant(row.last_active_at),
  expiresAt: instant(row.expires_at),
})

export class SessionStore {
  constructor(private readonly sql: Sql) {}

  /** Those that open something, the last used first. */
  async openOf(userId: UserId): Promise<Session[]> {
    const rows = await this.sql.rows<SessionRow>(
      `select ${columns} from app_session s join app_user u on u.id = s.user_id
       where s.user_id = $1 and u.is_active and ${isSessionOpen('s', 'u')} order by last_active_at desc, s.id desc`,
      [userId],
    )
    return rows.map(sessionOf)
  }

  async lockedPerson(userId: UserId): Promise<Person | undefined> {
    const rows = await this.sql.rows<Person>(
      `select name, email, locale, two_factor_enabled as "hasTwoFactor" from app_user where id = $1 for no key update`,
      [userId],
    )
    return rows[0]
  }

  async clearTwoFactor(userId: UserId): Promise<void> {
    await this.sql.count('update app_user set two_factor_enabled = false where id = $1', [userId])
    await this.sql.count('delete from app_two_factor where user_id = $1', [userId])
  }

  async hasTwoFactor(userId: UserId): Promise<boolean> {
    const rows = await this.sql.rows('select 1 from app_user where id = $1 and two_factor_enabled', [userId])
    return rows.length > 0
  }

  async locked(id: string): Promise<Session | undefined> {
    if (!isStorable(id)) return undefined
    const rows = await this.sql.rows<SessionRow>(
      `select ${columns} from app_session s join app_user u on u.id = s.user_id where s.id = $1 for update of s`,
      [id],
    )
    return rows.map(sessionOf)[0]
  }

  async end(ids: readonly string[]): Promise<void> {
    await this.sql.count('delete from app_session where id = any($1)', [ids])
  }
}
