import { buildSchema, getOperationAST, getVariableValues, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { costliest } from './costliest.ts'
import { Prices } from './prices.ts'

const schema = buildSchema(`
  type Query { viewer: User users(first: Int, last: Int, after: String): UserConnection! nodes(ids: [ID!]!): [Node]! any: Any }
  type Mutation { rename(name: String): Renamed! }
  type Renamed { user: User userErrors: [UserError!]! }
  type UserError { code: String! }
  type UserConnection { nodes: [User!]! edges: [UserEdge!]! totalCount: Int! }
  type UserEdge { node: User! cursor: String! }
  interface Node { id: ID! }
  type User implements Node { id: ID! name: String tags: [String!]! team: Team teams: [Team!]! peers(first: Int = 50): UserConnection! }
  type Team implements Node { id: ID! name: String leader: User members(first: Int): UserConnection! }
  union Any = User | Team
`)

const prices = new Prices(schema)

function parts(text: string, given: Record<string, unknown>) {
  const document = parse(text)
  const operation = getOperationAST(document)
  if (!operation) throw new Error('no operation')
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given)
  return { document, operation, variables: coerced ?? {} }
}

const points = (text: string, given: Record<string, unknown> = {}): number => {
  const { document, operation, variables } = parts(text, given)
  return prices.of(document, operation, variables).points
}

describe('the price of an operation', () => {
  const cases: readonly [string, string, number, Record<string, unknown>?][] = [
    ['values alone cost the least there is', '{ __typename }', 1],
    ['an object that hangs from another, a tenth', '{ viewer { team { leader { name tags } } } }', 1],
    ['ten of them', `{ ${'abcdefghij'.replace(/./g, (name) => `${name}: viewer { id } `)} k: viewer { id } }`, 2],
    ['a page by its size', '{ users(first: 7) { nodes { name } } }', 8],
    ['from the end as well', '{ users(last: 7) { nodes { name } } }', 8],
    ['a page without a size is one of twenty', '{ users { nodes { name } } }', 21],
    ['null is no size', '{ users(first: null) { nodes { name } } }', 21],
    ['the default of the field counts', '{ viewer { peers { nodes { name } } } }', 51],
    ['a page of nothing', '{ users(first: 0) { nodes { name } totalCount } }', 1],
    ['no page is larger than the largest', '{ users(first: 1000000000) { nodes { name } } }', 101],
    ['nor smaller than the smallest', '{ users(first: -1) { nodes { name } } }', 1],
    ['by a variable', 'query ($n: Int) { users(first: $n) { nodes { name } } }', 31, { n: 30 }],
    ['by the default of a variable', 'query ($n: Int = 40) { users(first: $n) { nodes { name } } }', 41],
    ['by a variable that is not given', 'query ($n: Int) { users(first: $n) { nodes { name } } }', 21],
    ['edges and nodes are two lists', '{ users(first: 10) { nodes { id } edges { node { id } } } }', 22],
    ['pages multiply', '{ users(first: 10) { nodes { peers(first: 10) { nodes { name } } } } }', 112],
    ['a list without pages is expected to have ten', '{ viewer { teams { name } } }', 11],
    ['a list by ids has as many', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', 3, { ids: ['a', 'b', 'c'] }],
    ['a list by written ids', '{ nodes(ids: ["a", "b"]) { id } }', 2],
    ['of several types the dearest counts', '{ any { ... on User { teams { id } } ... on Team { name } } }', 11],
    [
      'an interface asks each of its types',
      '{ nodes(ids: ["a"]) { ... on Node { id } ... on Team { members { nodes { id } } } } }',
      22,
    ],
    ['a mutation has a price of its own', 'mutation { rename { userErrors { code } } }', 12],
    ['and each of several', 'mutation { a: rename { user { id } } b: rename { user { id } } }', 21],
    ['what is skipped costs nothing', '{ users @skip(if: true) { nodes { id } } viewer { id } }', 1],
    [
      'nor what is not included',
      'query ($is: Boolean!) { users @include(if: $is) { nodes { id } } }',
      1,
      { is: false },
    ],
    ['what is included does', 'query ($is: Boolean!) { users @include(if: $is) { nodes { id } } }', 21, { is: true }],
    [
      'what merges is paid once',
      '{ ...a ...b } fragment a on Query { users { nodes { id } } } fragment b on Query { users { nodes { name } } }',
      21,
    ],
    [
      'what merges deeper is paid together',
      '{ users(first: 10) { nodes { id } } ...a } fragment a on Query { users(first: 10) { nodes { teams { id } } } }',
      111,
    ],
    ['the schema has a fixed price', '{ __schema { types { name fields { name } } } }', 100],
    ['and so has a type', '{ __type(name: "User") { fields { name } } }', 10],
  ]

  test.for(cases)('%s', ([, text, expected, given]) => {
    expect(points(text, given)).toBe(expected)
  })

  test('is reckoned without writing fragments out that double at every step', () => {
    const steps = Array.from(
      { length: 14 },
      (_, at) => `fragment u${at} on User { team { leader { ...u${at + 1} } } teams { leader { ...u${at + 1} } } }`,
    )
    const began = performance.now()
    expect(points(`{ viewer { ...u0 } } ${steps.join(' ')} fragment u14 on User { id }`)).toBeGreaterThan(10_000)
    expect(performance.now() - began).toBeLessThan(1_000)
  })

  test('follows the variables, also when it is remembered', () => {
    const { document, operation } = parts('query ($n: Int) { users(first: $n) { nodes { id } } }', {})
    expect([5, 50, 5].map((n) => prices.of(document, operation, { n }).points)).toEqual([6, 51, 6])
    expect(prices.of(document, operation, { n: 5 })).toBe(prices.of(document, operation, { n: 5 }))
  })
})

describe('where a price comes from', () => {
  const where = (text: string, most = 10_000) => {
    const { document, operation, variables } = parts(text, {})
    return costliest(schema, document, operation, variables, most)
  }

  test('is told with the page that fits', () => {
    const text = '{ viewer { id } users(first: 100) { nodes { peers(first: 100) { nodes { team { id } } } } } }'
    expect(where(text)).toEqual({
      path: ['users', 'nodes', 'peers', 'nodes'],
      cheaper: { path: ['users', 'nodes', 'peers'], first: 50 },
    })
  })

  test('by the names of the answer', () => {
    expect(
      where('{ all: users(first: 100) { nodes { of: peers(first: 100) { nodes { id } } } } }').cheaper?.path,
    ).toEqual(['all', 'nodes', 'of'])
  })

  test('where no page would do, none is told', () => {
    const text = '{ viewer { teams { leader { teams { leader { teams { leader { teams { id } } } } } } } } }'
    expect(where(text, 1_000)).toEqual({
      path: ['viewer', 'teams', 'leader', 'teams', 'leader', 'teams', 'leader', 'teams'],
      cheaper: null,
    })
  })

  test('the page of the outer list is told where the inner one has none', () => {
    const text = '{ users(first: 100) { nodes { teams { leader { teams { id } } } } } }'
    expect(where(text, 5_000).cheaper).toEqual({ path: ['users'], first: 20 })
  })
})
