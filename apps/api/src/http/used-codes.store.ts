import { secretHash } from '../data/secret-hash.ts'
import type { Sql } from '../data/sql.ts'

/**
 * Codes of apps that have been used. Each is good for a minute and a half, and whoever looked over a shoulder has as long:
 * so it opens one session and no other.
 */
export class UsedCodesStore {
  constructor(private readonly sql: Sql) {}

  /** False: it was used before. */
  async use(userId: string, code: string): Promise<boolean> {
    return (await this.sql.count(using, [secretHash(`${userId} ${code}`)])) === 1
  }
}

/** A code of six digits comes again by chance some day. What is older than any code is cleared away. */
const using = `
  with gone as (delete from used_code where used_at < clock_timestamp() - interval '5 minutes' and hash <> $1)
  insert into used_code as u (hash, used_at) values ($1, clock_timestamp())
  on conflict (hash) do update set used_at = excluded.used_at where u.used_at < clock_timestamp() - interval '3 minutes'`
