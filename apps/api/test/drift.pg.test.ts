import { expect } from 'vitest'
import { test } from './database.ts'

test('the entities describe exactly the tables that the migrations make', async ({ data }) => {
  const drift = await data.driver.createSchemaBuilder().log()
  expect(drift.upQueries.map((query) => query.query)).toEqual([])
})
