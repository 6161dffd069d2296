import { describe, expect } from 'vitest'
import { ask, post } from '../client.ts'
import { test } from '../harness.ts'
import { RawSocket } from '../http/raw-socket.ts'
import { codesOf, everywhere } from './everywhere.ts'

const times = (count: number, part: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => part(at)).join(' ')

const nested = (depth: number): string => (depth === 0 ? 'id' : `mainTeam { leader { ${nested(depth - 2)} } }`)

/** Far longer than an honest answer takes on a busy machine, and far shorter than running any of these. */
const soonMs = 2_000

describe('B1: documents made to cost', () => {
  const documents: readonly [string, string, string][] = [
    ['10,000 aliases', 'QUERY_TOO_COMPLEX', `{ ${times(10_000, (at) => `a${at}:x`)} }`],
    ['100 times the same root field', 'QUERY_TOO_COMPLEX', `{ ${times(100, () => 'viewer { user { id } }')} }`],
    ['50 levels', 'QUERY_TOO_COMPLEX', `{ viewer { user { ${nested(48)} } } }`],
    ['3,000 times the same field', 'QUERY_TOO_COMPLEX', `{ viewer { user { ${times(3_000, () => 'id')} } } }`],
    [
      'fragments that double 16 times',
      'QUERY_TOO_COMPLEX',
      `{ viewer { user { ...f0 } } } ${times(16, (at) => `fragment f${at} on User { ...f${at + 1} ...f${at + 1} x${at}: id }`)} fragment f16 on User { id }`,
    ],
    [
      'circular fragments',
      'GRAPHQL_VALIDATION_FAILED',
      '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
    ],
    ['100 directives', 'QUERY_TOO_COMPLEX', `{ __typename ${times(100, () => '@include(if: true)')} }`],
    ['lists in lists', 'QUERY_TOO_COMPLEX', '{ teams(first: 100) { nodes { members { teams { members { id } } } } } }'],
  ]

  test.for(documents)('%s', async ([, code, query], { app, people }) => {
    const rep = await people.make()
    const colleague = await people.make()
    const began = performance.now()
    const answers = await everywhere(app, rep, { query })
    expect(answers.map(codesOf)).toEqual([[code], [code], [code]])
    expect(performance.now() - began).toBeLessThan(soonMs)
    expect(await ask(app, colleague, '{ viewer { user { id } } }')).toMatchObject({
      data: { viewer: { user: { id: colleague.id } } },
    })
  })

  test('a document of 5 MB is 413 over HTTP and ends a socket with 1009', async ({ app, people }) => {
    const rep = await people.make()
    const query = `{ ${'x'.repeat(5_000_000)} }`
    const [http, stream] = await Promise.all([
      post(app, rep, { query }),
      fetch(`${app.url}/graphql/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...rep.credentials },
        body: JSON.stringify({ query }),
      }),
    ])
    expect([http.status, stream.status]).toEqual([413, 413])
    await using socket = await RawSocket.ready(app, { headers: { ...rep.credentials } })
    socket.ask('1', query)
    expect((await socket.closed).code).toBe(1009)
  })
})

describe('B2: pages made to cost', () => {
  const pages: readonly [string, string, string[]][] = [
    ['first: 1e9 is no number of ours', '{ users(first: 1e9) { nodes { id } } }', ['GRAPHQL_VALIDATION_FAILED']],
    ['first: 1000000000', '{ users(first: 1000000000) { nodes { id } } }', ['BAD_USER_INPUT']],
    ['first: -1', '{ users(first: -1) { nodes { id } } }', ['BAD_USER_INPUT']],
    ['first: 0', '{ users(first: 0) { nodes { id } } }', []],
    ['first: null', '{ users(first: null) { nodes { id } } }', []],
    [
      'pages of a hundred in pages of a hundred',
      '{ opportunities(first: 100) { nodes { history(first: 100) { nodes { id } } } } }',
      ['QUERY_TOO_COMPLEX'],
    ],
  ]

  test.for(pages)('%s', async ([, query, codes], { app, people }) => {
    for (const answer of await everywhere(app, await people.make(), { query })) {
      expect(codesOf(answer)).toEqual(codes)
      if (codes.length === 0) expect(answer.extensions).toHaveProperty('cost.requested')
    }
  })

  test('by variables too', async ({ app, people }) => {
    const query = `query ($outer: Int, $inner: Int) {
      opportunities(first: $outer) { nodes { history(last: $inner) { nodes { id } } } } }`
    const rep = await people.make()
    const dear = await everywhere(app, rep, { query, variables: { outer: 100, inner: 100 } })
    expect(dear.map(codesOf)).toEqual([['QUERY_TOO_COMPLEX'], ['QUERY_TOO_COMPLEX'], ['QUERY_TOO_COMPLEX']])
    const cheap = await everywhere(app, rep, { query, variables: { outer: 10, inner: 10 } })
    expect(cheap.map(codesOf)).toEqual([[], [], []])
  })
})
