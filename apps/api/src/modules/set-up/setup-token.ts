import { randomBytes } from 'node:crypto'
import { secretHash } from '../../data/secret-hash.ts'
import type { Sql } from '../../data/sql.ts'

const lifetime = '24 hours'

/** Nobody can let anybody in: then a link that the terminal prints is the way. */
export async function hasAdministrator(sql: Sql): Promise<boolean> {
  const found = await sql.rows(
    `select 1 from app_user where role = 'ADMINISTRATOR' and is_active and has_sign_in limit 1`,
  )
  return found.length > 0
}

/** A new one-time token. The database keeps its hash only: whoever reads a backup can't use it. */
export async function issueSetupToken(sql: Sql): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await sql.count(`insert into setup_token (token_hash, expires_at) values ($1, now() + interval '${lifetime}')`, [
    secretHash(token),
  ])
  return token
}

/** Two who set up at once come one after the other, until the transaction's end. */
export async function takeTurns(sql: Sql): Promise<void> {
  await sql.rows(`select pg_advisory_xact_lock(hashtext('mekong set-up'))`)
}

/** Good until it was used, is a day old, or an administrator has come otherwise. */
export async function isSetupOpen(sql: Sql, token: string): Promise<boolean> {
  const found = await sql.rows(`select 1 from setup_token where ${isGood}`, [secretHash(token)])
  return found.length > 0 && !(await hasAdministrator(sql))
}

/** Uses it up, and says whether it was good. */
export const takeSetupToken = async (sql: Sql, token: string): Promise<boolean> =>
  (await sql.count(`update setup_token set used_at = now() where ${isGood}`, [secretHash(token)])) > 0

const isGood = 'token_hash = $1 and used_at is null and expires_at > now()'
