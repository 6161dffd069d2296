import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { valueTypes } from '../src/data/types.ts'
import { until } from './live/until.ts'

/** The address of another database of the same server. */
export function withDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

/**
 * Drops a database once those who said goodbye have gone: a connection that is ended from there in the moment in which it
 * ends by itself would complain to nobody. Whoever stays is thrown out.
 */
export async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  const others = () =>
    admin.query(`select from pg_stat_activity where datname = $1 and backend_type = 'client backend'`, [name])
  await until('nobody is there', async () => (await others()).rowCount === 0, 5_000).catch(() => {})
  await admin.query(`drop database ${name} with (force)`)
}

export interface TestDatabase {
  readonly name: string
  readonly url: string
  /** For preparing rows and looking at them; the app has a pool of its own. */
  readonly pool: pg.Pool
  /** Ends every connection and lets nobody in, until it is called with true. */
  letIn(isOpen: boolean): Promise<void>
  drop(): Promise<void>
}

/** A copy of the migrated template, in some tens of milliseconds. */
export async function cloneDatabase(adminUrl: string, template: string): Promise<TestDatabase> {
  const name = `mekong_test_${randomUUID().replaceAll('-', '')}`
  const asAdmin = async (use: (admin: pg.Client) => Promise<unknown>) => {
    const admin = new pg.Client({ connectionString: adminUrl })
    await admin.connect()
    await use(admin).finally(() => admin.end())
  }
  const onServer = (statement: string) => asAdmin((admin) => admin.query(statement))
  await onServer(`create database ${name} template ${template}`)
  const url = withDatabase(adminUrl, name)
  const pool = new pg.Pool({ connectionString: url, max: 4, types: valueTypes })
  pool.on('error', () => {}) // a test may end every connection of its database
  return {
    name,
    url,
    pool,
    letIn: async (isOpen) => {
      await onServer(`alter database ${name} allow_connections ${isOpen}`)
      if (!isOpen) await onServer(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
    },
    drop: async () => {
      await pool.end()
      await asAdmin((admin) => dropDatabase(admin, name))
    },
  }
}
