import { readFile } from 'node:fs/promises'
import { buildSchema, findBreakingChanges } from 'graphql'
import { expect, test } from 'vitest'
import { makeSchema } from '../../src/http/schema.ts'

const released = new URL('../../../../packages/schema/released.graphql', import.meta.url)

test('nothing that the last release promised is broken', async () => {
  expect(findBreakingChanges(buildSchema(await readFile(released, 'utf8')), makeSchema())).toEqual([])
})
