import type { Locale, Role, TeamId, UserId, Visibility } from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import type { Sql } from '../../data/sql.ts'

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly visibility: Visibility
  readonly locale: Locale
  /** The first one is their main team. */
  readonly teamIds?: readonly TeamId[]
  readonly ledTeamIds?: readonly TeamId[]
  /** Null: somebody who owns work here, but does not sign in. */
  readonly passwordHash: string | null
}

/** Adds a person with their teams and their way to sign in. Addresses are lower case: people write them either way. */
export async function addPerson(sql: Sql, person: NewPerson): Promise<UserId> {
  const { name, email, role, visibility, locale, passwordHash } = person
  const id = typeidUnboxed('usr')
  const ledTeamIds = person.ledTeamIds ?? []
  const teamIds = [...new Set([...(person.teamIds ?? []), ...ledTeamIds])]
  await sql.count(
    `insert into app_user (id, name, email, role, visibility, locale, main_team_id, has_sign_in)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, name.trim(), email.toLowerCase(), role, visibility, locale, teamIds[0] ?? null, passwordHash !== null],
  )
  await sql.count(
    'insert into team_member (team_id, user_id, is_leader) select t, $2, t = any($3) from unnest($1::text[]) t',
    [teamIds, id, ledTeamIds],
  )
  if (passwordHash !== null) await addPassword(sql, id, passwordHash)
  return id
}

export async function isAddressTaken(sql: Sql, email: string): Promise<boolean> {
  const holders = await sql.rows('select 1 from app_user where email = $1', [email.toLowerCase()])
  return holders.length > 0
}

/** As better-auth keeps it: an account of its own kind, named after the person. */
export const addPassword = (sql: Sql, userId: UserId, passwordHash: string): Promise<number> =>
  sql.count(
    `insert into app_account (id, account_id, provider_id, user_id, password, updated_at)
     values ($1, $2, 'credential', $2, $3, now())`,
    [typeidUnboxed('acc'), userId, passwordHash],
  )
