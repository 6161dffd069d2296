import type { Pool } from 'pg'

/** Runs a statement that the database's own guards refuse, as a restored backup or the passing of time would leave it. */
export async function againstTheRules(pool: Pool, statement: string, values: readonly unknown[] = []): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    await client.query(statement, [...values])
    await client.query('commit')
  } finally {
    client.release()
  }
}
