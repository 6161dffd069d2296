import type { Pool } from 'pg'
import { within } from '../live/within.ts'

const patienceMs = 2_000

/** Seconds since the oldest open transaction of this database began, whoever holds it open; 0 without any. */
export async function longestTransaction(pool: Pool): Promise<number> {
  const asking = pool.query<{ seconds: number }>(query)
  const { rows } = await within(patienceMs, 'Looking for the longest transaction', asking)
  return rows[0]?.seconds ?? 0
}

const query = {
  name: 'longest-transaction',
  text: `select coalesce(extract(epoch from max(clock_timestamp() - xact_start)), 0)::float8 as seconds
    from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
  query_timeout: patienceMs,
}
