import { isId, type Role } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'
import type { Membership, Team, User } from './person.ts'

export interface UserRow {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly role: Role
  readonly is_active: boolean
  readonly main_team_id: string | null
}

/** An address that an import made up is nobody's address. */
export const emailOf = (alias: string): string => `case when ${alias}.has_sign_in then ${alias}.email end`

export const userColumns = (alias: string): string =>
  `${alias}.id, ${alias}.name, ${emailOf(alias)} as email, ${alias}.role, ${alias}.is_active, ${alias}.main_team_id`

export const userOf = (row: UserRow): User => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  isActive: row.is_active,
  mainTeamId: row.main_team_id,
})

export const teamColumns = (alias: string): string => `${alias}.id, ${alias}.name`

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
