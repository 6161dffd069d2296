import type { DataSource } from 'typeorm'

const lock = `hashtext('mekong migrations')`

/** Brings the tables to this version. Of nodes that start together on one database, the first does it and the others wait. */
export async function migrate(data: DataSource): Promise<void> {
  const holder = data.createQueryRunner()
  try {
    await holder.query(`select pg_advisory_lock(${lock})`)
    try {
      await data.runMigrations()
    } finally {
      await holder.query(`select pg_advisory_unlock(${lock})`)
    }
  } finally {
    await holder.release()
  }
}
