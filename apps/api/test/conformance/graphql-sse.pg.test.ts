import { createClient, type Client } from 'graphql-sse'
import { describe, expect } from 'vitest'
import type { App } from '../../src/app.ts'
import { test as withApp } from '../harness.ts'
import type { Person } from '../people.ts'
import { aPipeline } from '../rows.ts'

/** The reference client of the protocol, in its distinct connections mode. */
const test = withApp.extend<{ rep: Person; sse: Client }>({
  rep: async ({ people }, use) => use(await people.make()),
  sse: async ({ app, rep }, use) => {
    const client = createClient({
      url: `${app.url}/graphql/stream`,
      retryAttempts: 0,
      headers: { ...rep.credentials },
      fetchFn: fetch,
    })
    await use(client)
    client.dispose()
  },
})

const viewer = '{ viewer { user { id } } }'
const presence = 'subscription ($id: ID!) { boardPresence(pipelineId: $id) { people { user { id } } } }'

const send = (app: App, rep: Person, body: object, headers: Record<string, string> = {}) =>
  fetch(`${app.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...rep.credentials, ...headers },
    body: JSON.stringify(body),
  })

describe('GraphQL over server-sent events, distinct connections', () => {
  test('a query is one result and the end', async ({ sse, rep }) => {
    const results: unknown[] = []
    for await (const result of sse.iterate({ query: viewer })) results.push(result)
    expect(results).toMatchObject([{ data: { viewer: { user: { id: rep.id } } } }])
  })

  test('on the wire: an event of each, and the end of the answer', async ({ app, rep }) => {
    const response = await send(app, rep, { query: viewer })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream; charset=utf-8/)
    expect(response.headers.get('cache-control')).toContain('no-cache')
    expect(await response.text()).toMatch(/^:\n\nevent: next\ndata: \{.*\}\n\nevent: complete\ndata:\n\n$/)
  })

  test('a field that fails is in the result, with what is there', async ({ sse }) => {
    const { value } = await sse.iterate({ query: '{ node(id: "x") { id } users(first: 101) { nodes { id } } }' }).next()
    expect(value).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
  })

  test.for([
    ['a document that does not parse', 400, { query: '{' }],
    ['one that does not fit the schema', 400, { query: '{ nothing }' }],
    ['no document', 400, {}],
    ['a batch', 400, [{ query: viewer }]],
    ['an operation that is not in it', 400, { query: viewer, operationName: 'Other' }],
    ['variables that do not fit', 400, { query: presence, variables: { id: null } }],
  ] as const)('%s is refused before the stream', async ([, status, body], { app, rep }) => {
    const response = await send(app, rep, body)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toMatch(/json/)
    expect(await response.json()).toMatchObject({ errors: [{ message: expect.any(String) }] })
  })

  test('streams run side by side, and one that ends leaves the others', async ({ sse, app, people, database }) => {
    const { id } = await aPipeline(database.pool)
    const [one, other] = [1, 2].map(() => sse.iterate({ query: presence, variables: { id } }))
    for (const stream of [one, other])
      expect((await stream?.next())?.value).toMatchObject({ data: { boardPresence: { people: [] } } })
    await one?.return?.()
    const colleague = await people.make()
    const next = other?.next()
    await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...colleague.credentials },
      body: JSON.stringify({
        query: 'mutation ($id: ID!) { updatePresence(input: { pipelineId: $id }) { userErrors { code } } }',
        variables: { id },
      }),
    })
    expect((await next)?.value).toMatchObject({ data: { boardPresence: { people: [{ user: { id: colleague.id } }] } } })
    await other?.return?.()
  })
})
