import { createHash } from 'node:crypto'
import { parse, validate } from 'graphql'
import { describe, expect } from 'vitest'
import trusted from '@mekong/schema/persisted' with { type: 'json' }
import { makeSchema } from '../../src/http/schema.ts'
import { askByStream, askOver, post, socketClient } from '../client.ts'
import { test } from '../harness.ts'

const [hash = '', text = ''] = Object.entries(trusted).find(([, document]) => document.includes('query Users')) ?? []
const byHash = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } })

describe('documents of our own client', () => {
  test('are sent as hashes, on every road', async ({ app, people }) => {
    const an = await people.make()
    const expected = await (await post(app, an, { query: text })).json()
    expect(expected).toHaveProperty('data.users')
    const extensions = byHash(hash)
    const client = socketClient(app, an)
    expect(await (await post(app, an, { extensions })).json()).toEqual(expected)
    expect(await (await post(app, an, { extensions: byHash(hash.replace('sha256:', '')) })).json()).toEqual(expected)
    expect(await askOver(client, '', { extensions })).toEqual(expected)
    expect(await askByStream(app, an, { extensions })).toEqual({ status: 200, results: [expected] })
    await client.dispose()
  })

  test('a hash that stands for nothing is refused, and sending the text registers nothing', async ({ app, people }) => {
    const an = await people.make()
    const query = '{ users { totalCount } }'
    const sha256Hash = createHash('sha256').update(query).digest('hex')
    for (const body of [{ extensions: byHash(sha256Hash) }, { extensions: byHash('sha256:none') }]) {
      const response = await post(app, an, body)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
    }
    expect((await post(app, an, { query, extensions: byHash(sha256Hash) })).status).toBe(200)
    expect((await post(app, an, { extensions: byHash(sha256Hash) })).status).toBe(400)
  })

  test('a text with the hash of another is refused', async ({ app, people }) => {
    const response = await post(app, await people.make(), {
      query: '{ users { totalCount } }',
      extensions: byHash(hash),
    })
    expect(response.status).toBe(400)
  })

  test('fit the schema, each of them', () => {
    const schema = makeSchema()
    const faults = Object.values(trusted).flatMap((document) => validate(schema, parse(document)))
    expect(faults.map(({ message }) => message)).toEqual([])
  })
})
