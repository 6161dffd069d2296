import { setTimeout as wait } from 'node:timers/promises'
import type { DataSource } from 'typeorm'

const lock = `hashtext('mekong migrations')`
const lookMs = 200

/**
 * Brings the tables to this version. Of nodes that start together on one database, the first does it and the others wait.
 * They look again and again and do not queue: a statement that waits holds a snapshot, and the first node's
 * `create index concurrently` would wait for that in turn, for ever.
 */
export async function migrate(data: DataSource): Promise<void> {
  const holder = data.createQueryRunner()
  try {
    while (!(await tryLock(holder))) await wait(lookMs)
    try {
      await data.runMigrations()
    } finally {
      await holder.query(`select pg_advisory_unlock(${lock})`)
    }
  } finally {
    await holder.release()
  }
}

async function tryLock(holder: { query(sql: string): Promise<unknown> }): Promise<boolean> {
  const rows = await holder.query(`select pg_try_advisory_lock(${lock}) as is_mine`)
  return Array.isArray(rows) && rows[0]?.is_mine === true
}
