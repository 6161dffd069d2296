import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { dataSource } from '../src/data/data-source.ts'
import { migrate } from '../src/data/migrate.ts'
import { withDatabase } from './clone-database.ts'

test('nodes that start together on an empty database do not get into each other’s way', async () => {
  const admin = new pg.Client({ connectionString: inject('adminUrl') })
  await admin.connect()
  const name = `mekong_empty_${randomUUID().slice(0, 8)}`
  await admin.query(`create database ${name}`)
  const url = withDatabase(inject('adminUrl'), name)
  const nodes = await Promise.all(Array.from({ length: 4 }, () => dataSource(url, { poolSize: 2 }).initialize()))

  const outcomes = await Promise.allSettled(nodes.map(migrate))
  expect(outcomes.map(({ status }) => status)).toEqual(nodes.map(() => 'fulfilled'))
  expect(await Promise.all(nodes.map((data) => data.showMigrations()))).toEqual(nodes.map(() => false))

  await Promise.all(nodes.map((data) => data.destroy()))
  await admin.query(`drop database ${name}`)
  await admin.end()
})
