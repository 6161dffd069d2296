import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { valueTypes } from '../src/data/types.ts'

/** The address of another database of the same server. */
export function withDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
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
  const onServer = async (statement: string) => {
    const admin = new pg.Client({ connectionString: adminUrl })
    await admin.connect()
    await admin.query(statement).finally(() => admin.end())
  }
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
      await onServer(`drop database ${name} with (force)`)
    },
  }
}
