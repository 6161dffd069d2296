import { describe, expect } from 'vitest'
import type { App } from '../../src/app.ts'
import { askByStream, askOver, post, socketClient } from '../client.ts'
import { test } from '../harness.ts'
import type { Person } from '../people.ts'

interface Body {
  readonly query?: string
  readonly operationName?: string
  readonly variables?: Record<string, unknown>
  readonly extensions?: Record<string, unknown>
}

interface Heard {
  readonly code: unknown
  readonly message: string
}

type Errors = readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[]

const heard = (errors: Errors | undefined): Heard[] =>
  (errors ?? []).map(({ message, extensions }) => ({ code: extensions?.['code'], message }))

/** The same request by all three roads. */
async function askedEverywhere(app: App, asker: Person | null, body: Body) {
  const client = socketClient(app, asker)
  try {
    const [http, socket, stream] = await Promise.all([
      post(app, asker, body).then(async (response) => ({
        status: response.status,
        errors: heard(((await response.json()) as { errors?: Errors }).errors),
      })),
      askOver(client, body.query ?? '', body).then(({ errors }) => heard(errors as Errors)),
      askByStream(app, asker, body).then(({ status, results }) => ({
        status,
        errors: heard(results[0]?.errors as Errors),
      })),
    ])
    return { http, socket, stream }
  } finally {
    await client.dispose()
  }
}

const repeat = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join(' ')

const nested = (depth: number): string =>
  depth === 0 ? '{ id }' : `{ ${depth % 2 === 0 ? 'members' : 'teams'} ${nested(depth - 1)} }`

/** Each a way to be refused, and the code that says so. */
const refusals: readonly [name: string, code: string, body: Body][] = [
  ['a document that does not parse', 'GRAPHQL_PARSE_FAILED', { query: '{ users {' }],
  ['an unknown field', 'GRAPHQL_VALIDATION_FAILED', { query: '{ usres { nodes { id } } }' }],
  ['an unknown argument', 'GRAPHQL_VALIDATION_FAILED', { query: '{ users(frist: 1) { nodes { id } } }' }],
  ['a fragment within itself', 'GRAPHQL_VALIDATION_FAILED', { query: '{ ...a } fragment a on Query { ...a }' }],
  [
    'a variable of the wrong kind',
    'BAD_USER_INPUT',
    { query: 'query ($n: Int!) { users(first: $n) { nodes { id } } }', variables: { n: 'many' } },
  ],
  [
    'an unknown field in a variable',
    'BAD_USER_INPUT',
    {
      query: 'mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { clientMutationId } }',
      variables: { input: { idd: 'key_1' } },
    },
  ],
  ['more than a page may hold', 'BAD_USER_INPUT', { query: '{ users(first: 101) { nodes { id } } }' }],
  [
    'an operation that is not in the document',
    'OPERATION_RESOLUTION_FAILURE',
    { query: 'query A { __typename }', operationName: 'B' },
  ],
  ['4,001 tokens', 'QUERY_TOO_COMPLEX', { query: `{ ${repeat(4000, () => '__typename')} }` }],
  ['17 levels', 'QUERY_TOO_COMPLEX', { query: `{ users { nodes ${nested(15)} } }` }],
  ['51 aliases', 'QUERY_TOO_COMPLEX', { query: `{ ${repeat(51, (at) => `a${at}: __typename`)} }` }],
  ['51 times the same field', 'QUERY_TOO_COMPLEX', { query: `{ ${repeat(52, () => '__typename')} }` }],
  [
    'aliases that a fragment multiplies',
    'QUERY_TOO_COMPLEX',
    { query: `{ ...b ...b ...b } fragment b on Query { ${repeat(20, (at) => `a${at}: __typename`)} }` },
  ],
  ['31 directives', 'QUERY_TOO_COMPLEX', { query: `{ ${repeat(31, (at) => `a${at}: __typename @skip(if: false)`)} }` }],
  [
    '11 operations',
    'QUERY_TOO_COMPLEX',
    { query: repeat(11, (at) => `query Q${at} { __typename }`), operationName: 'Q1' },
  ],
  [
    'a mutation that the role may not use',
    'FORBIDDEN',
    { query: 'mutation { revokeApiKey(input: { id: "key_1" }) { clientMutationId } }' },
  ],
]

describe('refused alike over HTTP, WebSocket and SSE', () => {
  test.for(refusals)('%s: %s', async ([name, code, body], { app, people }) => {
    const person = await people.make()
    const asker =
      code === 'FORBIDDEN' ? { ...person, ...(await people.key(person.id, ['READ_OPPORTUNITIES'])) } : person
    const { http, socket, stream } = await askedEverywhere(app, asker, body)
    expect(http.errors, name).not.toEqual([])
    expect(http.errors.map((error) => error.code)).toEqual(http.errors.map(() => code))
    expect(socket).toEqual(http.errors)
    expect(stream.errors).toEqual(http.errors)
    expect(JSON.stringify([http, socket, stream])).not.toMatch(/did you mean/i)
  })

  test('asked by nobody', async ({ app }) => {
    const { http, socket, stream } = await askedEverywhere(app, null, { query: '{ users { nodes { id } } }' })
    expect(http).toMatchObject({ status: 401, errors: [{ code: 'UNAUTHENTICATED' }] })
    expect(socket).toEqual(http.errors)
    expect(stream).toEqual(http)
  })

  test('nobody learns whether a field exists', async ({ app }) => {
    for (const query of [
      '{ usres { id } }',
      '{ __schema { types { name } } }',
      '{ __type(name: "User") { fields { name } } }',
    ]) {
      const { http, socket, stream } = await askedEverywhere(app, null, { query })
      expect([http.errors, socket, stream.errors].flat().map(({ code }) => code)).toEqual(
        Array(3).fill('UNAUTHENTICATED'),
      )
    }
  })

  test('at most five faults of a document are told', async ({ app, people }) => {
    const query = `{ ${repeat(8, (at) => `no${at}`)} }`
    const { http, socket, stream } = await askedEverywhere(app, await people.make(), { query })
    expect(http.errors).toHaveLength(5)
    expect(socket).toEqual(http.errors)
    expect(stream.errors).toEqual(http.errors)
  })
})

/** Variables that can't be used, and the paths that are told beside the sentences. */
const misfits: readonly [name: string, query: string, variables: Record<string, unknown>, fields: string[][]][] = [
  [
    'a whole input',
    'mutation ($i: CreateOpportunityInput!) { createOpportunity(input: $i) { clientMutationId } }',
    { i: { pipelineId: 'pip_1', amount: { amount: '1,000', currency: 'vnd' }, tags: ['a', null], colour: 'red' } },
    [['amount', 'amount'], ['amount', 'currency'], ['tags', '1'], ['title'], ['colour']],
  ],
  [
    'no input',
    'mutation ($i: CreateOpportunityInput!) { createOpportunity(input: $i) { clientMutationId } }',
    {},
    [[]],
  ],
  [
    'two parts of an input',
    `mutation ($title: String!, $amount: Decimal!) {
      createOpportunity(input: { pipelineId: "pip_1", title: $title, amount: { amount: $amount, currency: "VND" } }) {
        clientMutationId
      }
    }`,
    { title: null, amount: 'NaN' },
    [['title'], ['amount', 'amount']],
  ],
  [
    'other arguments, one in a fragment',
    `query ($day: Date, $first: Int) { ...a }
     fragment a on Query {
       opportunities(first: $first, filter: { or: [{ expectedCloseDate: { lt: $day } }] }) { nodes { id } }
     }`,
    { day: '2026-02-30', first: 1.5 },
    [['filter', 'or', 'expectedCloseDate', 'lt'], ['first']],
  ],
]

describe('what is wrong in variables is pointed at, over HTTP, WebSocket and SSE', () => {
  test.for(misfits)('%s', async ([, query, variables, fields], { app, people }) => {
    const person = await people.make()
    const client = socketClient(app, person)
    const [http, socket, stream] = await Promise.all([
      post(app, person, { query, variables }).then((response) => response.json()),
      askOver(client, query, { variables }),
      askByStream(app, person, { query, variables }).then(({ results }) => results[0]),
    ])
    await client.dispose()
    const { errors } = http as { errors: Errors }
    expect(errors.map(({ extensions }) => extensions)).toEqual(
      fields.map((field) => ({ code: 'BAD_USER_INPUT', field })),
    )
    expect(socket).toMatchObject({ errors })
    expect(stream).toMatchObject({ errors })
  })
})

describe('answered alike', () => {
  test('a query', async ({ app, people }) => {
    const an = await people.make({ name: 'An' })
    const query = '{ users(filter: { name: { eq: "An" } }) { nodes { id name } } }'
    const expected = {
      data: { users: { nodes: [{ id: an.id, name: 'An' }] } },
      extensions: { cost: { requested: 21, actual: 2, throttle: expect.anything() } },
    }
    const client = socketClient(app, an)
    expect(await (await post(app, an, { query })).json()).toEqual(expected)
    expect(await askOver(client, query)).toEqual(expected)
    expect(await askByStream(app, an, { query })).toEqual({ status: 200, results: [expected] })
    await client.dispose()
  })

  test('what anybody may ask', async ({ app }) => {
    const query = '{ __typename __type(name: "User") { name kind } }'
    const { http, socket, stream } = await askedEverywhere(app, null, { query })
    expect([http.errors, socket, stream.errors].flat()).toEqual([])
  })

  test('the whole introspection, for somebody signed in', async ({ app, people }) => {
    const { getIntrospectionQuery } = await import('graphql')
    const { http, socket, stream } = await askedEverywhere(app, await people.make(), { query: getIntrospectionQuery() })
    expect([http.errors, socket, stream.errors].flat()).toEqual([])
  })
})

describe('messages speak the language asked for', () => {
  test.for([
    ['vi', 'Cần đăng nhập.'],
    ['en-GB, vi;q=0.5', 'Please sign in.'],
  ] as const)('%s', async ([language, sentence], { app }) => {
    const response = await post(app, null, { query: '{ users { nodes { id } } }' }, { 'accept-language': language })
    expect(await response.json()).toMatchObject({ errors: [{ message: sentence }] })
  })

  test("without a header, the person's own", async ({ app, people }) => {
    const query = '{ users(first: 101) { nodes { id } } }'
    const messages = []
    for (const locale of ['vi', 'en'] as const) {
      const response = await post(app, await people.make({ locale }), { query })
      messages.push(((await response.json()) as { errors: Errors }).errors[0]?.message)
    }
    expect(messages[0]).not.toEqual(messages[1])
  })
})
