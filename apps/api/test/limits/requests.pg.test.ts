import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import { ask, post } from '../client.ts'
import { test as withApp, testEnv } from '../harness.ts'
import { RawSocket } from '../http/raw-socket.ts'

/** A server that is as impatient in seconds as ours is in tens of them. */
const test = withApp.extend<{ hasty: App }>({
  hasty: async ({ database }, use) => {
    const env = testEnv({ MEKONG_LIMITS: '{"requestMs": 2000}' })
    const app = await startApp({ databaseUrl: database.url, env, log: false })
    await use(app)
    await app.close()
  },
})

const query = '{ __typename }'
const json = { 'content-type': 'application/json' }

const codeIn = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] }
  return [response.status, errors[0]?.extensions.code]
}

const send = (app: App, path: string, headers: Record<string, string>, body?: RequestInit['body']) =>
  fetch(`${app.url}${path}`, { method: 'POST', headers, ...(body !== undefined && { body }) })

describe('B3: requests that are none', () => {
  const requests: readonly [string, unknown[], Record<string, string>, RequestInit['body']][] = [
    ['a batch', [400, 'BAD_USER_INPUT'], json, JSON.stringify([{ query }, { query }])],
    ['no body', [400, 'BAD_USER_INPUT'], json, undefined],
    ['no JSON', [400, 'BAD_USER_INPUT'], json, '{"query": '],
    ['a JSON text', [400, 'BAD_USER_INPUT'], json, '"{ __typename }"'],
    [
      'a form',
      [415, 'UNSUPPORTED_MEDIA_TYPE'],
      { 'content-type': 'application/x-www-form-urlencoded' },
      `query=${query}`,
    ],
    ['plain text', [415, 'UNSUPPORTED_MEDIA_TYPE'], { 'content-type': 'text/plain' }, JSON.stringify({ query })],
    ['GraphQL as text', [415, 'UNSUPPORTED_MEDIA_TYPE'], { 'content-type': 'application/graphql' }, query],
    [
      'parts of a form',
      [415, 'UNSUPPORTED_MEDIA_TYPE'],
      { 'content-type': 'multipart/form-data; boundary=x' },
      '--x--',
    ],
    ['too much', [413, 'PAYLOAD_TOO_LARGE'], json, JSON.stringify({ query, variables: { a: 'x'.repeat(300_000) } })],
    [
      'a hash that is not that of the document',
      [400, 'BAD_USER_INPUT'],
      json,
      JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
    ],
    [
      'a hash that stands for nothing',
      [400, 'BAD_USER_INPUT'],
      json,
      JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
    ],
    [
      'a megabyte that zips to a kilobyte',
      [400, 'BAD_USER_INPUT'],
      { ...json, 'content-encoding': 'gzip' },
      gzipSync(JSON.stringify({ query, variables: { a: 'x'.repeat(1_000_000) } })),
    ],
  ]

  test.for(requests)('%s', async ([, expected, headers, body], { app }) => {
    for (const path of ['/graphql', '/graphql/stream'])
      expect(await codeIn(await send(app, path, headers, body))).toEqual(expected)
  })

  test.for(['variables', 'extensions', 'anything'])(
    '%s that nest 50,000 levels deep',
    async (name, { app, people }) => {
      const rep = await people.make()
      const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
      const body = `{"query": "${query}", "${name}": {"a": ${deep}}}`
      for (const path of ['/graphql', '/graphql/stream']) {
        const response = await send(app, path, { ...json, ...rep.credentials }, body)
        expect(response.status).toBeLessThan(500)
        expect(await response.text()).not.toContain('INTERNAL_SERVER_ERROR')
      }
      await using socket = await RawSocket.ready(app, { headers: { ...rep.credentials } })
      socket.say(`{"id": "1", "type": "subscribe", "payload": ${body}}`)
      socket.ask('2', query)
      const heard = await Promise.race([socket.hears('next', '2'), socket.closed])
      expect(JSON.stringify(heard)).not.toMatch(/INTERNAL_SERVER_ERROR|1011|1013/)
    },
  )

  test('an operation that is not there', async ({ app }) => {
    const response = await post(app, null, { query: 'query A { __typename }', operationName: 'B' })
    expect(await codeIn(response)).toEqual([200, 'OPERATION_RESOLUTION_FAILURE'])
  })

  test('a document with its right hash is answered, and not remembered by it', async ({ app }) => {
    const { sha256 } = await import('../../src/http/documents.ts')
    const persistedQuery = { version: 1, sha256Hash: sha256(query) }
    const both = await post(app, null, { query, extensions: { persistedQuery } })
    expect(await both.json()).toMatchObject({ data: { __typename: 'Query' } })
    expect(await codeIn(await post(app, null, { extensions: { persistedQuery } }))).toEqual([400, 'BAD_USER_INPUT'])
  })

  test('@defer is an unknown directive', async ({ app, people }) => {
    const { errors } = await ask(app, await people.make(), '{ ... @defer { viewer { user { id } } } }')
    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }])
  })
})

describe('B3: requests that come slowly', () => {
  const head = (length: number) =>
    `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`

  async function opened(app: App): Promise<Socket> {
    const { port, hostname } = new URL(app.address)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => {})
    socket.resume()
    await once(socket, 'connect')
    return socket
  }

  /** However it ends. */
  const closing = (socket: Socket) => new Promise<void>((resolve) => void socket.once('close', () => resolve()))

  /** Says one byte after the other for as long as somebody listens. */
  async function trickle(socket: Socket, text: string) {
    for (let at = 0; !socket.closed; at = (at + 1) % text.length) {
      socket.write(text[at] ?? '')
      await wait(200)
    }
  }

  test.for([
    ['a body of a byte now and then', head(10_000), 'x'],
    ['headers that never end', 'POST /graphql HTTP/1.1\r\n', 'x-a: b\r\n'],
    ['nothing at all', '', ''],
  ] as const)('%s: the connection is closed, and others are answered', async ([, first, more], { hasty }) => {
    const socket = await opened(hasty)
    const closed = closing(socket)
    if (first) socket.write(first)
    const speaking = more ? trickle(socket, more) : Promise.resolve()
    const response = await post(hasty, null, { query })
    expect(response.status).toBe(200)
    await closed
    await speaking
  })

  test('headers that are too many are refused', async ({ app }) => {
    const socket = await opened(app)
    const closed = closing(socket)
    socket.write(`GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(1_000_000)}\r\n\r\n`)
    await closed
  })
})
