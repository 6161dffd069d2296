import { readFile } from 'node:fs/promises'
import { buildSchema, findBreakingChanges } from 'graphql'
import { expect, test } from 'vitest'
import { makeSchema, sdlOf } from '../../src/http/schema.ts'

const read = (name: string) => readFile(new URL(`../../../../packages/schema/${name}`, import.meta.url), 'utf8')

test('nothing that the last release promised is broken', async () => {
  expect(findBreakingChanges(buildSchema(await read('released.graphql')), makeSchema())).toEqual([])
})

test('the printed contract is the one that is served', async () => {
  expect(sdlOf(makeSchema())).toBe(await read('schema.graphql'))
})
