import { expect, inject, test } from 'vitest'
import { dataSource } from '../src/data/data-source.ts'
import { cloneDatabase } from './clone-database.ts'

test('the entities describe exactly the tables that the migrations make', async () => {
  const database = await cloneDatabase(inject('adminUrl'), inject('ownTemplate'))
  const data = await dataSource(database.url).initialize()
  const drift = await data.driver.createSchemaBuilder().log()
  expect(drift.upQueries.map((query) => query.query)).toEqual([])
  await data.destroy()
  await database.drop()
})
