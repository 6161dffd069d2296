import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, inject, test as base, vi } from 'vitest'
import { dataSource, knownMigrations } from '../src/data/data-source.ts'
import { migrate } from '../src/data/migrate.ts'
import { dropDatabase, withDatabase } from './clone-database.ts'

/** An empty database of this test's own. */
const test = base.extend<{ readonly url: string; readonly pool: pg.Pool; readonly reader: pg.Client }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads a fixture's needs from this pattern
  url: async ({}, use) => {
    const admin = new pg.Client({ connectionString: inject('adminUrl') })
    await admin.connect()
    const name = `mekong_empty_${randomUUID().slice(0, 8)}`
    await admin.query(`create database ${name} template template0`)
    await use(withDatabase(inject('adminUrl'), name))
    await dropDatabase(admin, name)
    await admin.end()
  },
  pool: async ({ url }, use) => {
    const pool = new pg.Pool({ connectionString: url, max: 3, statement_timeout: 8_000 })
    await use(pool)
    await pool.end()
  },
  /** Somebody with a transaction of their own. */
  reader: async ({ url }, use) => {
    const reader = new pg.Client({ connectionString: url })
    await reader.connect()
    await use(reader)
    await reader.end()
  },
})

test('nodes that start together on an empty database do not get into each other’s way', async ({ url }) => {
  const nodes = await Promise.all(Array.from({ length: 4 }, () => dataSource(url, { poolSize: 2 }).initialize()))

  const outcomes = await Promise.allSettled(nodes.map((data) => migrate(data)))
  expect(outcomes.map(({ status }) => status)).toEqual(nodes.map(() => 'fulfilled'))
  expect(await Promise.all(nodes.map((data) => data.showMigrations()))).toEqual(nodes.map(() => false))

  await Promise.all(nodes.map((data) => data.destroy()))
})

/** Brings the tables to where they were before the migration of that name. */
async function migrateToBefore(url: string, name: string): Promise<void> {
  const at = knownMigrations.findIndex((known) => known.startsWith(name))
  const data = await dataSource(url, { poolSize: 1, migrations: knownMigrations.slice(0, at) }).initialize()
  await migrate(data)
  await data.destroy()
}

test('a table that somebody keeps is asked for again and again, and nobody else waits behind that', async ({
  url,
  pool,
  reader,
}) => {
  await migrateToBefore(url, 'SeesAmounts')
  await reader.query('begin; select from app_user') // keeps everybody from changing the table, and nobody from reading it
  const data = await dataSource(url, { poolSize: 2 }).initialize()
  let tries = 0
  const migrated = migrate(data, () => (tries += 1))

  // A read that had to queue until the table is free would run into the time limit of its pool.
  let reads = 0
  while (tries < 2) {
    await pool.query('select from app_user')
    reads += 1
  }
  expect(reads).toBeGreaterThan(100)
  expect(await data.showMigrations()).toBe(true)

  await reader.query('commit')
  await migrated
  expect(await data.showMigrations()).toBe(false)
  await data.destroy()
})

test('an index that is built while others work waits for their transactions, and is not begun anew', async ({
  url,
  pool,
  reader,
}) => {
  await migrateToBefore(url, 'AuditLog')
  await reader.query('begin isolation level repeatable read; select from app_user')
  const data = await dataSource(url, { poolSize: 1 }).initialize()
  let tries = 0
  const migrated = migrate(data, () => (tries += 1))

  const isWaiting = `
    select from pg_stat_activity where datname = current_database() and query like 'create index concurrently%'
      and wait_event_type = 'Lock' and clock_timestamp() - query_start > interval '3 seconds'`
  await vi.waitFor(async () => expect((await pool.query(isWaiting)).rowCount).toBe(1), {
    timeout: 30_000,
    interval: 100,
  })
  await pool.query(`insert into audit_entry (id, action) values ('aud_while_it_waits', 'TEST')`)

  await reader.query('commit')
  await migrated
  expect(tries).toBe(0)
  await data.destroy()
})

test('a connection that has migrated waits for locks as any other', async ({ url }) => {
  const data = await dataSource(url, { poolSize: 1 }).initialize()
  await migrate(data)
  expect(await data.query('show lock_timeout')).toEqual([{ lock_timeout: '0' }])
  await data.destroy()
})
