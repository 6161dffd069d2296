import { describe, expect, vi } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import { askByStream, askOver, post, socketClient } from '../client.ts'
import { test, testEnv } from '../harness.ts'
import { DatabaseProxy } from '../live/proxy.ts'
import type { Person } from '../people.ts'

const json = 'application/json'
const responseJson = 'application/graphql-response+json'

const code = async (response: Response): Promise<unknown> => {
  const body = (await response.json()) as { errors?: { extensions?: { code?: unknown } }[] }
  return body.errors?.[0]?.extensions?.code
}

describe('what HTTP itself refuses', () => {
  const send = (app: App, path: string, init: RequestInit = {}) => fetch(`${app.url}${path}`, init)

  const refusals: readonly [string, number, string, string, RequestInit][] = [
    ['an unknown address', 404, 'NOT_FOUND', '/nowhere', {}],
    ['an unknown address of the API', 404, 'NOT_FOUND', '/api/auth/sign-up/email', { method: 'POST' }],
    ['another method', 405, 'METHOD_NOT_ALLOWED', '/graphql', { method: 'PUT' }],
    ['another method of a page for reading', 405, 'METHOD_NOT_ALLOWED', '/livez', { method: 'POST' }],
    [
      'a form',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      '/graphql',
      { method: 'POST', body: new URLSearchParams({ query: '{__typename}' }) },
    ],
    ['a text', 415, 'UNSUPPORTED_MEDIA_TYPE', '/graphql', { method: 'POST', body: '{"query":"{__typename}"}' }],
    [
      'a bad body',
      400,
      'BAD_USER_INPUT',
      '/graphql',
      { method: 'POST', headers: { 'content-type': json }, body: '{"query' },
    ],
    ['no body', 400, 'BAD_USER_INPUT', '/graphql', { method: 'POST', headers: { 'content-type': json } }],
    [
      'a batch',
      400,
      'BAD_USER_INPUT',
      '/graphql',
      { method: 'POST', headers: { 'content-type': json }, body: '[{"query":"{__typename}"}]' },
    ],
    ['a GET without its header', 400, 'BAD_USER_INPUT', '/graphql?query={__typename}', {}],
    ['an address that is none', 400, 'BAD_USER_INPUT', '/graphql/%zz', {}],
    [
      'an answer of another kind',
      406,
      'BAD_USER_INPUT',
      '/graphql',
      { method: 'POST', headers: { 'content-type': json, accept: 'text/html' }, body: '{"query":"{__typename}"}' },
    ],
    [
      'more than 256 KiB',
      413,
      'PAYLOAD_TOO_LARGE',
      '/graphql',
      { method: 'POST', headers: { 'content-type': json }, body: JSON.stringify({ query: 'x'.repeat(262_144) }) },
    ],
  ]

  test.for(refusals)('%s: %i', async ([, status, expected, path, init], { app }) => {
    const response = await send(app, path, init)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('json')
    expect(await code(response)).toBe(expected)
  })

  test('a method that is not allowed names those that are', async ({ app }) => {
    const response = await send(app, '/graphql', { method: 'DELETE' })
    expect(response.headers.get('allow')).toBe('GET, POST')
  })

  test('a mutation by GET, on both roads', async ({ app, people }) => {
    const { credentials } = await people.administrator()
    const query = encodeURIComponent('mutation { revokeApiKey(input: { id: "key_1" }) { clientMutationId } }')
    for (const path of ['/graphql', '/graphql/stream']) {
      const response = await send(app, `${path}?query=${query}`, {
        headers: { ...credentials, 'graphql-require-preflight': '1' },
      })
      expect(response.status).toBe(405)
      expect(response.headers.get('allow')).toBe('POST')
      expect(await code(response)).toBe('METHOD_NOT_ALLOWED')
    }
  })

  test('a query by GET is answered', async ({ app }) => {
    const variables = encodeURIComponent('{"name":"User"}')
    const query = encodeURIComponent('query ($name: String!) { __type(name: $name) { kind } }')
    const headers = { 'graphql-require-preflight': '1' }
    const response = await send(app, `/graphql?query=${query}&variables=${variables}`, { headers })
    expect(await response.json()).toMatchObject({ data: { __type: { kind: 'OBJECT' } } })
  })

  const subscription = 'subscription { boardPresence(pipelineId: "pip_1") { people { since } } }'

  test('a subscription by POST', async ({ app, people }) => {
    const response = await post(app, await people.make(), { query: subscription })
    expect(response.status).toBe(400)
    expect(await code(response)).toBe('BAD_USER_INPUT')
  })
})

describe('the status of a refused document', () => {
  const statuses: readonly [string, number, number][] = [
    ['{', 200, 400],
    ['{ nothing }', 200, 400],
    [`{ ${'a: __typename '.repeat(60)} }`, 200, 400],
    ['{ users(first: 200) { nodes { id } } }', 200, 200],
  ]

  test.for(statuses)('%s', async ([query, plain, graphql], { app, people }) => {
    const person = await people.make()
    expect((await post(app, person, { query }, { accept: json })).status).toBe(plain)
    expect((await post(app, person, { query }, { accept: responseJson })).status).toBe(graphql)
  })

  test('who is nobody gets 401 either way, with a challenge', async ({ app }) => {
    for (const accept of [json, responseJson]) {
      const response = await post(app, null, { query: '{ viewer { id } }' }, { accept })
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
    }
  })

  test('a key without the scope gets 403', async ({ app, people }) => {
    const { id } = await people.administrator()
    const key = await people.key(id, ['READ_OPPORTUNITIES'])
    expect((await post(app, key, { query: '{ apiKeys { nodes { id } } }' })).status).toBe(403)
  })
})

describe('B7: faults of ours say nothing about us', () => {
  const create = `mutation ($name: String!) {
    createApiKey(input: { name: $name, scopes: [READ_OPPORTUNITIES] }) { apiKey { id } userErrors { code } }
  }`
  const internals =
    /select|insert|relation|constraint|violates|pg_|api_key|terminat|connection|\.ts|node_modules|stack/i

  async function everywhere(app: App, person: Person, name: string) {
    const client = socketClient(app, person)
    const body = { query: create, variables: { name } }
    const [http, socket, stream] = await Promise.all([
      post(app, person, body).then((response) => response.json()),
      askOver(client, create, { variables: { name } }),
      askByStream(app, person, body).then(({ results }) => results[0]),
    ])
    await client.dispose()
    return [http, socket, stream] as { errors: { message: string; extensions: Record<string, unknown> }[] }[]
  }

  test('a broken constraint', async ({ app, people, database }) => {
    await database.pool.query(`alter table api_key add constraint no_boom check (name <> 'boom')`)
    for (const { errors } of await everywhere(app, await people.make(), 'boom')) {
      expect(errors).toMatchObject([
        { message: 'Something unexpected went wrong.', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
      ])
      expect(errors[0]?.extensions['requestId']).toMatch(/^[\da-f-]{36}$/)
      expect(JSON.stringify(errors)).not.toMatch(internals)
    }
  })

  test('the database ends every connection in the middle', async ({ app, people, database }) => {
    await database.pool.query(`
      create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(20); return new; end $$;
      create trigger dawdle before insert on api_key for each row when (new.name = 'slow') execute function dawdle();
    `)
    const asked = everywhere(app, await people.make(), 'slow')
    const isAsleep = async () => {
      const { rows } = await database.pool.query(
        `select pid from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`,
      )
      return rows.length === 3
    }
    await vi.waitUntil(isAsleep, { timeout: 10_000, interval: 20 })
    await database.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'`)
    for (const { errors } of await asked) {
      expect(errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } }])
      expect(JSON.stringify(errors)).not.toMatch(internals)
    }
  })

  test('the network swallows what goes to the database', async ({ people, database }) => {
    await using proxy = await DatabaseProxy.before(database.url)
    const app = await startApp({ databaseUrl: proxy.url, env: testEnv(), log: false })
    try {
      const [known, unknown] = [await people.make(), await people.make()]
      await everywhere(app, known, 'before')
      proxy.mode = 'black-hole'
      // More than there are connections: some wait on one that stands, some for a new one, some for a free one.
      const asked = await Promise.all(Array.from({ length: 12 }, () => everywhere(app, known, 'silence')))
      const stranger = await post(app, unknown, { query: '{ viewer { id } }' }).then((response) => response.json())
      const errors = [...asked.flat(), stranger as (typeof asked)[0][0]].flatMap((result) => result.errors)
      const codes = new Set(errors.map(({ extensions }) => extensions['code']))
      expect([...codes].filter((one) => one !== 'SERVICE_UNAVAILABLE' && one !== 'TIMEOUT')).toEqual([])
      expect(JSON.stringify(errors)).not.toMatch(internals)
    } finally {
      proxy.mode = 'ok'
      proxy.cut()
      await app.close()
    }
  })

  test('what takes too long ends with TIMEOUT', async ({ people, database }) => {
    const env = testEnv({ MEKONG_LIMITS: '{"executionMs": 100}' })
    const hasty = await startApp({ databaseUrl: database.url, env, log: false })
    try {
      await database.pool.query(`
        create function doze() returns trigger language plpgsql as $$ begin perform pg_sleep(1); return new; end $$;
        create trigger doze before insert on api_key for each row when (new.name = 'doze') execute function doze();
      `)
      for (const { errors } of await everywhere(hasty, await people.make(), 'doze'))
        expect(errors).toMatchObject([{ extensions: { code: 'TIMEOUT' } }])
    } finally {
      await hasty.close()
    }
  })
})
