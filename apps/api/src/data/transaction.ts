import type { Pool } from 'pg'
import { sqlOn, type Sql } from './sql.ts'

/**
 * All or nothing, for writes that tell no board and have no caller: setting up, seeding. Everything else goes by
 * `Writes`. What `use` throws undoes it.
 */
export type InTransaction = <T>(use: (sql: Sql) => Promise<T>) => Promise<T>

export const transactionsOn =
  (pool: Pool): InTransaction =>
  (use) =>
    run(pool, use)

async function run<T>(pool: Pool, use: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await use(sqlOn(client))
    await client.query('commit')
    return result
  } catch (error) {
    // A rollback that fails has lost its connection, and with it the transaction.
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
