import { getOperationAST, parse } from 'graphql'
import { describe, expect } from 'vitest'
import trustedDocuments from '@mekong/schema/persisted' with { type: 'json' }
import { startApp, type App } from '../../src/app.ts'
import { Prices } from '../../src/http/cost/prices.ts'
import { makeSchema } from '../../src/http/schema.ts'
import { askByStream, askOver, post, socketClient, type Result } from '../client.ts'
import { test as withApp, testEnv } from '../harness.ts'
import type { Credentials } from '../people.ts'

interface Cost {
  readonly requested: number
  readonly actual: number
  readonly throttle: {
    readonly maximumAvailable: number
    readonly currentlyAvailable: number
    readonly restoreRate: number
  }
}

type Asker = { readonly credentials: Credentials }

/** Buckets that fill so slowly that what is in them can be foretold. */
const test = withApp.extend<{ tight: App }>({
  tight: async ({ database }, use) => {
    const env = testEnv({ MEKONG_LIMITS: '{"bucketPoints": 300, "pointsPerSecond": 1}' })
    const app = await startApp({ databaseUrl: database.url, env, log: false })
    await use(app)
    await app.close()
  },
})

const costOf = ({ extensions }: Result<unknown>): Cost | undefined => extensions?.['cost'] as Cost | undefined

const hundred = '{ users(first: 100) { nodes { id } } }'

async function overHttp(app: App, who: Asker | null, query: string) {
  const response = await post(app, who, { query })
  return { response, body: (await response.json()) as Result<unknown> }
}

describe('what an answer tells of its cost', () => {
  test('is what was asked for, what it was, and what is left', async ({ tight, people }) => {
    const rep = await people.make()
    const { body } = await overHttp(tight, rep, hundred)
    const cost = costOf(body)
    expect(cost).toMatchObject({ requested: 101, throttle: { maximumAvailable: 300, restoreRate: 1 } })
    expect(cost?.actual).toBeLessThan(50)
    expect(cost?.throttle.currentlyAvailable).toBeGreaterThanOrEqual(300 - (cost?.actual ?? 0))
  })

  test('on a WebSocket and in a stream as well', async ({ tight, people }) => {
    const rep = await people.make()
    const client = socketClient(tight, rep)
    const [streamed] = (await askByStream(tight, rep, { query: hundred })).results
    for (const result of [await askOver(client, hundred), streamed ?? {}])
      expect(costOf(result)).toMatchObject({ requested: 101, actual: expect.any(Number) })
    await client.dispose()
  })

  test.for([
    ['a document that does not parse', '{', 10],
    ['an unknown field', '{ nothing }', 10],
    ['an argument that a list refuses', '{ users(first: 101) { nodes { id } } }', 101],
  ] as const)('also of %s', async ([, query, requested], { tight, people }) => {
    expect(costOf((await overHttp(tight, await people.make(), query)).body)).toMatchObject({ requested })
  })

  test('who is not signed in pays from the bucket of their address', async ({ tight }) => {
    const { body } = await overHttp(tight, null, '{ __typename }')
    expect(costOf(body)).toMatchObject({ requested: 20, actual: 20, throttle: { maximumAvailable: 300 } })
    expect(costOf((await overHttp(tight, null, hundred)).body)).toMatchObject({ requested: 20, actual: 20 })
  })

  test('a long document costs for being read, once', async ({ app, people }) => {
    const rep = await people.make()
    const parts = Array.from({ length: 200 }, (_, at) => at)
    const query = `{ viewer { user { ${parts.map((at) => `...f${at}`).join(' ')} } } } ${parts
      .map((at) => `fragment f${at} on User { id }`)
      .join(' ')}`
    const asked = [1, 2].map(() => overHttp(app, rep, query))
    const [first, second] = (await Promise.all(asked)).map(({ body }) => costOf(body)?.requested ?? 0)
    expect(Math.max(first ?? 0, second ?? 0)).toBeGreaterThan(100)
    expect(Math.min(first ?? 0, second ?? 0)).toBe(1)
    const unread = costOf((await overHttp(app, rep, query.replace('{ id }', '{ nothing }'))).body)
    expect(unread?.requested).toBeGreaterThan(100)
    expect(unread?.actual).toBe(unread?.requested)
  })

  test('a mutation costs by itself', async ({ tight, people }) => {
    const admin = await people.administrator()
    const query = 'mutation { createLostReason(input: { name: "Giá" }) { lostReason { id } userErrors { code } } }'
    const { body } = await overHttp(tight, admin, query)
    expect(body.errors).toBeUndefined()
    expect(costOf(body)).toMatchObject({ requested: 12, actual: 11 })
  })

  test.for([
    ['a document that does not parse', '{', 10],
    ['an unknown field', '{ nothing }', 10],
    ['what costs too much', '{ users(first: 100) { nodes { teams { members { teams { id } } } } } }', 111_101],
    [
      'a subscription of what is not there',
      'subscription { boardPresence(pipelineId: "pip_1") { people { since } } }',
      11,
    ],
  ] as const)(
    'in the first error on a WebSocket, where an error is all there is: %s',
    async ([, query, requested], { tight, people }) => {
      const client = socketClient(tight, await people.make())
      const { errors } = await askOver(client, query)
      await client.dispose()
      expect(errors?.[0]?.extensions?.['cost']).toMatchObject({ requested, actual: 10, throttle: { restoreRate: 1 } })
      expect(errors?.[0]?.extensions?.['code']).toEqual(expect.any(String))
    },
  )

  test('the first message of a subscription, or its refusal, tells it', async ({ tight, people }) => {
    const { results } = await askByStream(tight, await people.make(), {
      query: 'subscription { boardPresence(pipelineId: "pip_1") { people { since } } }',
    })
    expect(results[0]?.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }])
    expect(costOf(results[0] ?? {})).toMatchObject({ requested: 11, actual: 10 })
  })
})

describe('a query that costs too much', () => {
  const query = '{ users(first: 100) { nodes { teams { members { teams { members { name } } } } } } }'

  test('is refused before it runs, with the part that costs, the same everywhere', async ({ app, people }) => {
    const rep = await people.make({ locale: 'vi' })
    const client = socketClient(app, rep)
    const http = await post(app, rep, { query })
    const body = (await http.json()) as Result<unknown>
    const stream = await askByStream(app, rep, { query })
    const socket = await askOver(client, query)
    await client.dispose()
    const { cost, ...ofSocket } = socket.errors?.[0]?.extensions ?? {}
    expect(cost).toMatchObject({ requested: 1_111_101, actual: 10 })
    const withoutCost = [{ ...socket.errors?.[0], extensions: ofSocket }]
    for (const errors of [body.errors, withoutCost, stream.results[0]?.errors])
      expect(errors).toEqual([
        {
          message:
            'Câu hỏi này có thể tốn 1111101 điểm, nhiều nhất là 10000. Phần tốn nhất ở users.nodes.teams.members.teams.members. Hãy hỏi phần đó riêng, với trang nhỏ hơn.',
          extensions: {
            code: 'QUERY_TOO_COMPLEX',
            limit: 'cost',
            most: 10_000,
            requested: 1_111_101,
            path: ['users', 'nodes', 'teams', 'members', 'teams', 'members'],
          },
        },
      ])
    expect(costOf(body)).toMatchObject({ requested: 1_111_101, actual: 10 })
    expect([http.status, stream.status]).toEqual([200, 400])
  })

  test('names the page with which it would be answered', async ({ app, people }) => {
    const nested = '{ users(first: 100) { nodes { teams { members { name } } } } }'
    const { body } = await overHttp(app, await people.make(), nested)
    expect(body.errors).toMatchObject([
      {
        message: expect.stringContaining('With first: 50 at users it fits.'),
        extensions: { cheaper: { path: ['users'], first: 50 } },
      },
    ])
  })
})

describe('B9: an empty bucket', () => {
  const isThrottled = { errors: [{ extensions: { code: 'THROTTLED', retryAfter: expect.any(Number) } }] }

  /** Asks until there is nothing left, which must come soon. */
  async function drain(app: App, who: Asker | null) {
    for (let tries = 0; tries < 100; tries++) {
      const { response, body } = await overHttp(app, who, '{ nothing }')
      if (response.status === 429) return { response, body }
    }
    throw new Error('never throttled')
  }

  test('is 429 with the time to wait, and THROTTLED on every transport', async ({ tight, people }) => {
    const rep = await people.make()
    const { response, body } = await drain(tight, rep)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(body).toMatchObject(isThrottled)
    expect(costOf(body)).toMatchObject({ requested: 10, actual: 0 })
    const client = socketClient(tight, rep)
    expect(await askOver(client, hundred)).toMatchObject(isThrottled)
    await client.dispose()
    const stream = await askByStream(tight, rep, { query: hundred })
    expect(stream).toMatchObject({ status: 429, results: [isThrottled] })
  })

  test('is not that of a colleague, nor that of a key of the same person', async ({ tight, people }) => {
    const rep = await people.make()
    await drain(tight, rep)
    const key = await people.key(rep.id, ['READ_OPPORTUNITIES'])
    for (const other of [key, await people.make()])
      expect((await overHttp(tight, other, '{ viewer { user { id } } }')).response.status).toBe(200)
    await drain(tight, key)
    const another = await people.key(rep.id, ['READ_OPPORTUNITIES'])
    expect((await overHttp(tight, another, '{ viewer { user { id } } }')).response.status).toBe(200)
  })

  test('is emptied by reading too, and then nothing more is read', async ({ tight, people }) => {
    const rep = await people.make()
    const parts = Array.from({ length: 200 }, (_, at) => at)
    const document = `{ viewer { user { ${parts.map((at) => `...f${at}`).join(' ')} } } } ${parts
      .map((at) => `fragment f${at} on User { id }`)
      .join(' ')}`
    const read = await overHttp(tight, rep, `${document} # 1`)
    expect(read.response.status).toBe(429)
    expect(costOf(read.body)?.actual).toBeGreaterThan(300)
    const unread = await overHttp(tight, rep, `${document} # 2`)
    expect(unread.response.status).toBe(429)
    expect(costOf(unread.body)?.actual).toBe(0)
  })

  test('is shared by nodes', async ({ tight, database, people }) => {
    const env = testEnv({ MEKONG_LIMITS: '{"bucketPoints": 300, "pointsPerSecond": 1}' })
    const other = await startApp({ databaseUrl: database.url, env, log: false })
    try {
      const rep = await people.make()
      const asked = Array.from({ length: 60 }, (_, at) => overHttp(at % 2 ? tight : other, rep, '{ nothing }'))
      const admitted = (await Promise.all(asked)).filter(({ response }) => response.status === 200).length
      expect(admitted).toBeGreaterThanOrEqual(20)
      expect(admitted).toBeLessThanOrEqual(45)
      await drain(tight, rep)
      expect((await overHttp(other, rep, hundred)).response.status).toBe(429)
    } finally {
      await other.close()
    }
  })
})

describe('B9: an address', () => {
  test('has a bucket for all who are not signed in there, and it is not theirs who are', async ({
    database,
    people,
  }) => {
    const env = testEnv({
      MEKONG_LIMITS: '{"bucketPoints": 301, "pointsPerSecond": 1}',
      MEKONG_TRUSTED_PROXIES: '127.0.0.1',
    })
    const app = await startApp({ databaseUrl: database.url, env, log: false })
    try {
      const from = async (address: string) =>
        (await post(app, null, { query: '{ __typename }' }, { 'x-forwarded-for': address })).status
      const statuses: number[] = []
      for (let count = 0; count < 20; count++) statuses.push(await from('203.0.113.7'))
      expect(statuses.filter((status) => status === 200)).toHaveLength(15)
      expect(statuses.at(-1)).toBe(429)
      expect(await from('203.0.113.8')).toBe(200)
      const query = '{ viewer { user { id } } }'
      expect((await post(app, await people.make(), { query }, { 'x-forwarded-for': '203.0.113.7' })).status).toBe(200)
    } finally {
      await app.close()
    }
  })
})

describe('the documents of our own client', () => {
  const prices = new Prices(makeSchema())

  test.for(
    Object.values(trustedDocuments).map((text) => [getOperationAST(parse(text))?.name?.value ?? '', text] as const),
  )('%s can be paid with the largest pages', ([, text]) => {
    const document = parse(text)
    const operation = getOperationAST(document)
    if (!operation) throw new Error('no operation')
    const price = prices.of(document, operation, { first: 50, isFirst: true, hasSums: true })
    expect(price.points).toBeLessThan(1_500)
  })
})
