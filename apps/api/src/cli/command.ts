import type { Actor } from '@mekong/domain'
import type { Locale } from '@mekong/words'
import { viaServer } from '../data/audit/via.ts'
import type { Sql } from '../data/sql.ts'
import type { InTransaction } from '../data/transaction.ts'
import type { Writer, Writes } from '../data/write.ts'

/** How a command ends: 0 all good, 1 some of it failed, 2 it could not begin, 3 there is no database. */
export type ExitCode = 0 | 1 | 2 | 3

/** A command could not begin; the message is one sentence for the terminal. */
export class CommandRefused extends Error {
  override name = 'CommandRefused'
}

/** What a command works with. */
export interface CommandContext {
  readonly sql: Sql
  readonly writes: Writes
  readonly inTransaction: InTransaction
  /** The organisation's language; Vietnamese before there is one. */
  readonly locale: Locale
}

interface PersonRow extends Omit<Actor, 'scopes'> {
  readonly locale: Locale
}

/** The person as whom a command acts: the first administrator, or the one named. Their rights are the ceiling. */
export async function actAs(sql: Sql, email: string | undefined): Promise<Writer & { readonly locale: Locale }> {
  const [row] = await sql.rows<PersonRow & Record<string, unknown>>(
    `select u.id as "userId", u.role, u.visibility, u.sees_amounts as "seesAmounts", u.main_team_id as "mainTeamId", u.locale,
       array(select team_id from team_member where user_id = u.id order by team_id) as "teamIds",
       array(select team_id from team_member where user_id = u.id and is_leader order by team_id) as "ledTeamIds"
     from app_user u where u.is_active and ${email === undefined ? `u.role = 'ADMINISTRATOR'` : 'u.email = lower($1)'}
     order by u.has_sign_in desc, u.created_at, u.id limit 1`,
    email === undefined ? [] : [email],
  )
  if (!row)
    throw new CommandRefused(
      email === undefined
        ? 'There is no administrator yet: set up the organisation first (npm start).'
        : `There is no active person with the address ${email}.`,
    )
  const { locale, ...actor } = row
  return { actor: { ...actor, scopes: null }, road: 'IMPORT', actorKey: actor.userId, via: viaServer, locale }
}
