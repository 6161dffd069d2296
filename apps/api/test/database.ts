import type { DataSource } from 'typeorm'
import { inject, test as base } from 'vitest'
import { dataSource } from '../src/data/data-source.ts'
import { cloneDatabase, type TestDatabase } from './clone-database.ts'

interface DatabaseFixtures {
  /** The template of this file's database. */
  readonly tables: string
  /** This file's own database, empty but for the schema. */
  readonly database: TestDatabase
  /** The ORM on it, without an app. */
  readonly data: DataSource
}

/** Fixtures are made when the first test of a file asks for them, shared within the file, and cleared away after it. */
export const test = base.extend<DatabaseFixtures>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads a fixture's needs from this pattern
  tables: [async ({}, use) => use(inject('template')), { scope: 'file' }],
  database: [
    async ({ tables }, use) => {
      const database = await cloneDatabase(inject('adminUrl'), tables)
      await use(database)
      await database.drop()
    },
    { scope: 'file' },
  ],
  data: [
    async ({ database }, use) => {
      const data = await dataSource(database.url).initialize()
      await use(data)
      await data.destroy()
    },
    { scope: 'file' },
  ],
})
