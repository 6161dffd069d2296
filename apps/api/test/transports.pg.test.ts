import { expect } from 'vitest'
import { askOver, gql, socketClient } from './client.ts'
import { test } from './harness.ts'

test('people ask over HTTP and WebSocket', async ({ app, people }) => {
  const an = await people.make({ name: 'An' })
  const query = '{ users { nodes { id name } } }'
  const overHttp = await gql(app, an, query)
  expect(overHttp).toEqual({ users: { nodes: [{ id: an.id, name: 'An' }] } })
  const client = socketClient(app, an)
  expect(await askOver(client, query)).toEqual({ data: overHttp })
  await client.dispose()
})
