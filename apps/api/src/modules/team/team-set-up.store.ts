import { isId, isStorable, type TeamId, type TeamSetUp, type UserId, type UserState } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'
import { stateOf } from './team.store.ts'

/** Teams as administrators set them up. Whoever writes holds people first. */
export class TeamSetUpStore {
  constructor(private readonly sql: Sql) {}

  /** Kept from others until the write ends; nothing new comes into the team meanwhile. */
  async locked(id: TeamId): Promise<TeamSetUp | undefined> {
    if (!isId('team', id)) return undefined
    const [team] = await this.sql.rows<{ id: string; name: string }>(
      'select id, name from team where id = $1 for update',
      [id],
    )
    return team && { ...team, ...(await this.#placesIn(id)) }
  }

  async #placesIn(id: TeamId): Promise<Pick<TeamSetUp, 'memberIds' | 'leaderIds'>> {
    const rows = await this.sql.rows<{ user_id: string; is_leader: boolean }>(
      'select user_id, is_leader from team_member where team_id = $1',
      [id],
    )
    return {
      memberIds: rows.map(({ user_id }) => user_id).toSorted(),
      leaderIds: rows.flatMap(({ user_id, is_leader }) => (is_leader ? [user_id] : [])).toSorted(),
    }
  }

  /** Those of the ids that are people, with where they stand. */
  async people(ids: readonly UserId[]): Promise<ReadonlyMap<UserId, UserState>> {
    const rows = await this.sql.rows<{ id: string; state: UserState }>(
      `select u.id, ${stateOf('u')} as state from app_user u where u.id = any($1)`,
      [ids.filter((id) => isId('user', id))],
    )
    return new Map(rows.map(({ id, state }) => [id, state]))
  }

  /** Case and accents do not count: two such names could not be told apart on a board. */
  async isNameTaken(name: string, byOtherThan: TeamId): Promise<boolean> {
    if (!isStorable(name)) return false
    const found = await this.sql.rows('select 1 from team where mekong_fold(name) = mekong_fold($1) and id <> $2', [
      name,
      byOtherThan,
    ])
    return found.length > 0
  }

  async insert({ id, name }: TeamSetUp): Promise<void> {
    await this.sql.count('insert into team (id, name) values ($1, $2)', [id, name])
  }

  async rename({ id, name }: TeamSetUp): Promise<void> {
    await this.sql.count('update team set name = $2 where id = $1 and name is distinct from $2', [id, name])
  }

  /**
   * Who belongs to it and who leads it: only what differs is written, since every place that is touched is a change of
   * rights. Everybody's main team stays one of theirs. Gives those whose place changed.
   */
  async place({ id, memberIds, leaderIds }: TeamSetUp): Promise<UserId[]> {
    const left = await this.sql.rows<{ user_id: string }>(
      'delete from team_member where team_id = $1 and user_id <> all($2) returning user_id',
      [id, memberIds],
    )
    const placed = await this.sql.rows<{ user_id: string }>(
      `insert into team_member as m (team_id, user_id, is_leader) select $1, u, u = any($3) from unnest($2::text[]) u
       on conflict (team_id, user_id) do update set is_leader = excluded.is_leader
         where m.is_leader is distinct from excluded.is_leader
       returning user_id`,
      [id, memberIds, leaderIds],
    )
    const changed = [...left, ...placed].map(({ user_id }) => user_id)
    await this.sql.count(
      `update app_user u set main_team_id = (
         select m.team_id from team_member m where m.user_id = u.id order by m.team_id limit 1)
       where u.id = any($1) and not exists (
         select from team_member m where m.user_id = u.id and m.team_id = u.main_team_id)`,
      [changed],
    )
    return changed
  }

  /** What would be without a team, deleted opportunities among it. */
  async countOpportunities(id: TeamId): Promise<number> {
    const [row] = await this.sql.rows<{ n: number }>(
      'select count(*)::integer as n from opportunity where team_id = $1',
      [id],
    )
    return row?.n ?? 0
  }

  /** Some of them, in the order in which boards are locked. */
  async someOpportunities(id: TeamId, most: number): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      'select id from opportunity where team_id = $1 order by pipeline_id, id limit $2',
      [id, most],
    )
    return rows.map((row) => row.id)
  }

  /** It is nobody's main team any more. */
  async delete(id: TeamId): Promise<void> {
    await this.sql.count('update app_user set main_team_id = null where main_team_id = $1', [id])
    await this.sql.count('delete from team where id = $1', [id])
  }
}
