import { isId, type Account, type Locale, type Role, type TeamId, type UserId, type Visibility } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'

interface AccountRow extends Record<string, unknown> {
  id: string
  name: string
  role: Role
  visibility: Visibility
  sees_amounts: boolean
  main_team_id: string | null
  locale: Locale
  time_zone: string | null
  is_active: boolean
  has_sign_in: boolean
  team_ids: string[]
  led_team_ids: string[]
}

const accountOf = (row: AccountRow): Account => ({
  id: row.id,
  name: row.name,
  role: row.role,
  visibility: row.visibility,
  seesAmounts: row.sees_amounts,
  mainTeamId: row.main_team_id,
  teamIds: row.team_ids.toSorted(),
  ledTeamIds: row.led_team_ids.toSorted(),
  locale: row.locale,
  timeZone: row.time_zone,
  isActive: row.is_active,
  hasSignIn: row.has_sign_in,
})

const accounts = `
  select u.id, u.name, u.role, u.visibility, u.sees_amounts, u.main_team_id, u.locale, u.time_zone, u.is_active,
    u.has_sign_in, array(select team_id from team_member where user_id = u.id) as team_ids,
    array(select team_id from team_member where user_id = u.id and is_leader) as led_team_ids
  from app_user u`

/**
 * People and teams are set up by one at a time, until the transaction's end: rules about several people (the last
 * administrator, a name that is taken) need nothing else. It is rare work, and nobody else waits for it.
 */
export async function holdPeople(sql: Sql): Promise<void> {
  await sql.rows(`select pg_advisory_xact_lock(hashtext('mekong people'))`)
}

/** People as administrators set them up. Whoever writes holds people first. */
export class AccountStore {
  constructor(private readonly sql: Sql) {}

  async one(id: UserId): Promise<Account | undefined> {
    return (await this.many([id])).get(id)
  }

  async many(ids: readonly UserId[]): Promise<Map<UserId, Account>> {
    const rows = await this.sql.rows<AccountRow>(`${accounts} where u.id = any($1)`, [
      ids.filter((id) => isId('user', id)),
    ])
    return new Map(rows.map((row) => [row.id, accountOf(row)]))
  }

  /** Kept from their own changes too, and from whoever makes them an owner at this moment. */
  async locked(id: UserId): Promise<Account | undefined> {
    if (!isId('user', id)) return undefined
    await this.sql.rows('select 1 from app_user where id = $1 for update', [id])
    return this.one(id)
  }

  /** Leaders of somebody's teams, their main team's first. */
  async leadersOf({ id, teamIds, mainTeamId }: Account): Promise<Account[]> {
    const rows = await this.sql.rows<AccountRow>(
      `${accounts} join team_member m on m.user_id = u.id join team t on t.id = m.team_id
       where m.is_leader and m.team_id = any($1) and u.id <> $2
       order by m.team_id = $3 desc nulls last, t.name collate "vi-x-icu", u.name collate "vi-x-icu", u.id`,
      [teamIds, id, mainTeamId],
    )
    return rows.map(accountOf)
  }

  /** Active administrators who can sign in, without this one. */
  async otherAdministrators(id: UserId): Promise<number> {
    const [row] = await this.sql.rows<{ n: number }>(
      `select count(*)::integer as n from app_user
       where role = 'ADMINISTRATOR' and is_active and has_sign_in and id <> $1`,
      [id],
    )
    return row?.n ?? 0
  }

  async isInvited(id: UserId): Promise<boolean> {
    return (await this.sql.rows('select 1 from invitation where user_id = $1', [id])).length > 0
  }

  /** Whoever is back has no successor. */
  async forgetLeaving(id: UserId): Promise<void> {
    await this.sql.count(
      'update app_user set successor_id = null, deactivated_by_id = null, deactivated_at = null where id = $1',
      [id],
    )
  }

  /** Those of the ids that are teams. */
  async knownTeams(ids: readonly TeamId[]): Promise<ReadonlySet<TeamId>> {
    const rows = await this.sql.rows<{ id: string }>('select id from team where id = any($1)', [
      ids.filter((id) => isId('team', id)),
    ])
    return new Set(rows.map(({ id }) => id))
  }

  async insert(account: Account, email: string): Promise<void> {
    await this.sql.count(
      `insert into app_user (id, name, email, role, visibility, sees_amounts, main_team_id, locale, time_zone, is_active,
         has_sign_in) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        account.id,
        account.name,
        email,
        account.role,
        account.visibility,
        account.seesAmounts,
        account.mainTeamId,
        account.locale,
        account.timeZone,
        account.isActive,
        account.hasSignIn,
      ],
    )
    await this.#placeIn(account)
  }

  async update(account: Account): Promise<void> {
    await this.sql.count(
      `update app_user set name = $2, role = $3, visibility = $4, sees_amounts = $5, main_team_id = $6, locale = $7,
         time_zone = $8, is_active = $9, updated_at = now() where id = $1`,
      [
        account.id,
        account.name,
        account.role,
        account.visibility,
        account.seesAmounts,
        account.mainTeamId,
        account.locale,
        account.timeZone,
        account.isActive,
      ],
    )
    await this.#placeIn(account)
  }

  /** Only what differs: every row that is touched is a change of rights. */
  async #placeIn({ id, teamIds, ledTeamIds }: Account): Promise<void> {
    await this.sql.count('delete from team_member where user_id = $1 and team_id <> all($2)', [id, teamIds])
    await this.sql.count(
      `insert into team_member as m (team_id, user_id, is_leader) select t, $1, t = any($3) from unnest($2::text[]) t
       on conflict (team_id, user_id) do update set is_leader = excluded.is_leader
         where m.is_leader is distinct from excluded.is_leader`,
      [id, teamIds, ledTeamIds],
    )
  }
}
