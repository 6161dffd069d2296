import { instant, isId, type Locale, type Role, type UserState, type Visibility } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'
import type { Membership, Team, User } from './person.ts'

export interface UserRow {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly role: Role
  readonly is_active: boolean
  readonly main_team_id: string | null
  readonly state: UserState
  readonly visibility: Visibility
  readonly sees_amounts: boolean
  readonly locale: Locale
  readonly time_zone: string | null
  readonly has_sign_in: boolean
  readonly last_seen_at: Date | null
  readonly successor_id: string | null
}

/** An address that an import made up is nobody's address. */
export const emailOf = (alias: string): string => `case when ${alias}.has_sign_in then ${alias}.email end`

/** An invitation is gone once it is accepted, so whoever has one and is not active has not come yet. */
export const stateOf = (alias: string): string =>
  `case when ${alias}.is_active then 'ACTIVE'
     when exists (select from invitation i where i.user_id = ${alias}.id) then 'INVITED' else 'DEACTIVATED' end`

export const userColumns = (alias: string): string =>
  `${alias}.id, ${alias}.name, ${emailOf(alias)} as email, ${alias}.role, ${alias}.is_active, ${alias}.main_team_id,
   ${alias}.visibility, ${alias}.sees_amounts, ${alias}.locale, ${alias}.time_zone, ${alias}.has_sign_in,
   ${alias}.last_seen_at, ${alias}.successor_id, ${stateOf(alias)} as state`

export const userOf = (row: UserRow): User => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  isActive: row.is_active,
  mainTeamId: row.main_team_id,
  state: row.state,
  account: {
    visibility: row.visibility,
    seesAmounts: row.sees_amounts,
    locale: row.locale,
    timeZone: row.time_zone,
    hasSignIn: row.has_sign_in,
    lastSeenAt: row.last_seen_at && instant(row.last_seen_at),
    successorId: row.successor_id,
  },
})

export const teamColumns = (alias: string): string => `${alias}.id, ${alias}.name`

export interface Count {
  readonly id: string
  readonly count: number
}

export class TeamStore {
  constructor(private readonly sql: Sql) {}

  async users(ids: readonly string[]): Promise<User[]> {
    const rows = await this.sql.rows<UserRow & Record<string, unknown>>(
      `select ${userColumns('u')} from app_user u where u.id = any($1)`,
      [ids.filter((id) => isId('user', id))],
    )
    return rows.map(userOf)
  }

  teams(ids: readonly string[]): Promise<Team[]> {
    return this.sql.rows<Team & Record<string, unknown>>(
      `select ${teamColumns('t')} from team t where t.id = any($1)`,
      [ids.filter((id) => isId('team', id))],
    )
  }

  /** Leaders first, then by name. */
  membersOf(teamIds: readonly string[]): Promise<Membership[]> {
    return this.#memberships('m.team_id = any($1)', teamIds)
  }

  teamsOf(userIds: readonly string[]): Promise<Membership[]> {
    return this.#memberships('m.user_id = any($1)', userIds)
  }

  /** How many open opportunities each of them owns, whoever may see those. */
  openOpportunitiesOf(ownerIds: readonly string[]): Promise<Count[]> {
    return this.sql.rows<Count & Record<string, unknown>>(
      `select owner_id as id, count(*)::integer as count from opportunity
       where owner_id = any($1) and status = 'OPEN' and deleted_at is null group by owner_id`,
      [ownerIds],
    )
  }

  /** How many opportunities each of the teams has, open or not. */
  opportunitiesOf(teamIds: readonly string[]): Promise<Count[]> {
    return this.sql.rows<Count & Record<string, unknown>>(
      `select team_id as id, count(*)::integer as count from opportunity
       where team_id = any($1) and deleted_at is null group by team_id`,
      [teamIds],
    )
  }

  #memberships(where: string, ids: readonly string[]): Promise<Membership[]> {
    return this.sql.rows<Membership & Record<string, unknown>>(
      `select m.team_id as "teamId", m.user_id as "userId", m.is_leader as "isLeader"
       from team_member m join app_user u on u.id = m.user_id join team t on t.id = m.team_id
       where ${where}
       order by m.is_leader desc, t.name collate "vi-x-icu", u.name collate "vi-x-icu", u.id`,
      [ids],
    )
  }
}
