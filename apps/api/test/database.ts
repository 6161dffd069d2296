import pg from 'pg'
import type { DataSource } from 'typeorm'
import { inject, test as base } from 'vitest'
import { dataSource } from '../src/data/data-source.ts'
import { withDatabase } from './global-setup.ts'

/** A database of its own for a test file, without an app on it. */
export const test = base.extend<{ data: DataSource }>({
  data: [
    // oxlint-disable-next-line no-empty-pattern -- vitest reads a fixture's needs from this pattern
    async ({}, use) => {
      const name = `d_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
      const admin = new pg.Client({ connectionString: inject('adminUrl') })
      await admin.connect()
      await admin.query(`create database ${name} template ${inject('template')}`)
      const data = await dataSource(withDatabase(inject('adminUrl'), name)).initialize()
      await use(data)
      await data.destroy()
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
    { scope: 'file' },
  ],
})
