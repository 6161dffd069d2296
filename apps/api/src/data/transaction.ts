import type { ClientBase, Pool } from 'pg'
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
  return withClient(pool, async (client) => {
    try {
      await client.query('begin')
      const result = await use(sqlOn(client))
      await client.query('commit')
      return result
    } catch (error) {
      // A rollback that fails has lost its connection, and with it the transaction.
      await client.query('rollback').catch(() => {})
      throw error
    }
  })
}

/** A connection of one's own for a while. */
export async function withClient<T>(pool: Pool, use: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  // The server may end it at any time, which the statement under way learns; without a listener it would end the process.
  client.on('error', ignore)
  try {
    return await use(client)
  } finally {
    client.removeListener('error', ignore)
    client.release()
  }
}

const ignore = (): void => {}
