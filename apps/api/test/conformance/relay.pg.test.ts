import { describe, expect } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import { makeSchema } from '../../src/http/schema.ts'
import { ask, gql } from '../client.ts'
import { test as withApp, testEnv } from '../harness.ts'
import type { Credentials } from '../people.ts'
import { connectionsOf, identityOf, requiredArguments, type ConnectionField } from './connections.ts'
import { sessionOf } from './demo.ts'

type Asker = { readonly credentials: Credentials }

/** The demo's organisation has some of nearly everything; what is still missing is made here. */
const test = withApp.extend<{ demo: App; admin: Asker; ways: Ways }>({
  demo: [
    async ({ database }, use) => {
      const app = await startApp({ databaseUrl: database.url, env: testEnv({ MEKONG_DEMO: '1' }), log: false })
      await use(app)
      await app.close()
    },
    { scope: 'file' },
  ],
  admin: [
    async ({ demo }, use) => {
      const admin = await sessionOf(demo, 'admin')
      await furnish(demo, admin)
      await use(admin)
    },
    { scope: 'file' },
  ],
  ways: [async ({ demo, admin }, use) => use(await waysFor(demo, admin)), { scope: 'file' }],
})

/** How a query comes to a type, and values for what its connections cannot do without. */
interface Ways {
  readonly to: Readonly<Record<string, (inside: string) => string>>
  readonly given: Readonly<Record<string, string>>
}

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: object }[]
  readonly nodes: readonly object[]
  readonly totalCount?: number
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

/** Of each list at least as many entries as a page and its two neighbours need. */
async function furnish(app: App, admin: Asker) {
  const many = (text: (at: number) => string) =>
    gql(app, admin, `mutation { ${[1, 2, 3, 4, 5].map((at) => `a${at}: ${text(at)}`).join(' ')} }`)
  await many((at) => `createApiKey(input: { name: "key ${at}", scopes: [ADMIN] }) { userErrors { code } }`)
  await many((at) => `createPipeline(input: { name: "Pipeline ${at}" }) { userErrors { code } }`)
  await many((at) => `createTeam(input: { name: "Team ${at}" }) { userErrors { code } }`)
  await many((at) => `inviteUser(input: { email: "guest${at}@example.test" }) { userErrors { code } }`)
  await many((at) => `createLostReason(input: { name: "Reason ${at}" }) { userErrors { code } }`)
}

async function waysFor(app: App, admin: Asker): Promise<Ways> {
  const { opportunities } = await gql<{ opportunities: { nodes: { id: string; pipeline: { id: string } }[] } }>(
    app,
    admin,
    '{ opportunities(first: 1) { nodes { id pipeline { id } } } }',
  )
  const [one] = opportunities.nodes
  if (!one) throw new Error('The demo has no opportunity.')
  for (let at = 0; at < 5; at++)
    await gql(
      app,
      admin,
      `mutation { updateOpportunity(input: { opportunityId: "${one.id}", title: "Lần ${at}" }) { userErrors { code } } }`,
    )
  const stage = await gql<{ board: { columns: { stage: { id: string }; totals: { count: number } }[] } }>(
    app,
    admin,
    `{ board(pipelineId: "${one.pipeline.id}") { columns { stage { id } totals { count } } } }`,
  )
  const fullest = stage.board.columns.toSorted((a, b) => b.totals.count - a.totals.count)[0]?.stage.id
  const board = (inside: string) =>
    `board(pipelineId: "${one.pipeline.id}") { columns(stageIds: ["${fullest}"]) { ${inside} } }`
  return {
    to: {
      Query: (inside) => inside,
      Opportunity: (inside) => `opportunity(id: "${one.id}") { ${inside} }`,
      BoardColumn: board,
    },
    given: { pipelineId: JSON.stringify(one.pipeline.id) },
  }
}

class Reader {
  constructor(
    private readonly app: App,
    private readonly who: Asker,
    private readonly ways: Ways,
    readonly connection: ConnectionField,
  ) {}

  async page(args: string): Promise<Page> {
    const { data, errors } = await this.#ask(args)
    if (errors || !data) throw new Error(`${this.connection.name}(${args}): ${JSON.stringify(errors)}`)
    return pageIn(data)
  }

  /** The code by which a page is refused. */
  async refusal(args: string): Promise<unknown> {
    const { errors } = await this.#ask(args)
    return errors?.[0]?.extensions?.['code']
  }

  #ask(args: string) {
    const { name, field, node, hasTotal } = this.connection
    const [parent = ''] = name.split('.')
    const way = this.ways.to[parent]
    if (!way) throw new Error(`Say how a query comes to a ${parent}.`)
    const given = requiredArguments(this.connection).map((argument) => {
      const value = this.ways.given[argument]
      if (value === undefined) throw new Error(`Say what ${name} is to get for ${argument}.`)
      return `${argument}: ${value}`
    })
    const identity = identityOf(node)
    const all = [...given, args].filter(Boolean).join(', ')
    return ask<Record<string, unknown>>(
      this.app,
      this.who,
      `{ ${way(`${field.name}${all && `(${all})`} {
        edges { cursor node { ${identity} } } nodes { ${identity} } ${hasTotal ? 'totalCount' : ''}
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`)} }`,
    )
  }
}

/** However deep it lies. */
function pageIn(data: unknown): Page {
  if (typeof data === 'object' && data !== null) {
    if ('pageInfo' in data) return data as Page // the query asks for all that a page has
    for (const inner of Object.values(data)) return pageIn(inner)
  }
  throw new Error('There is no page in the answer.')
}

const connections = connectionsOf(makeSchema())
const text = (cursor: string | null | undefined) => JSON.stringify(cursor ?? null)

describe.each(connections.map((connection) => [connection.name, connection] as const))('%s', (_name, connection) => {
  const reading = (what: string, run: (reader: Reader, cursorsOfOthers: () => Promise<string[]>) => Promise<void>) =>
    test(what, async ({ demo, admin, ways }) => {
      const readerOf = (one: ConnectionField) => new Reader(demo, admin, ways, one)
      const others = connections.filter(({ name }) => name !== connection.name).slice(0, 3)
      await run(readerOf(connection), async () => {
        const pages = await Promise.all(others.map((other) => readerOf(other).page('first: 1')))
        return pages.flatMap(({ edges }) => edges.map(({ cursor }) => cursor))
      })
    })

  reading('pages forward, each entry once, and tells what lies beyond', async (reader) => {
    const all = await reader.page('first: 100')
    expect(all.nodes.length, 'furnish() must make more of these').toBeGreaterThanOrEqual(3)
    expect(all.nodes).toEqual(all.edges.map(({ node }) => node))
    expect(new Set(all.edges.map(({ cursor }) => cursor)).size).toBe(all.edges.length)
    if (all.totalCount !== undefined) expect(all.pageInfo.hasNextPage).toBe(all.totalCount > 100)
    const seen: object[] = []
    for (let after: string | null = null; seen.length < 3;) {
      const page: Page = await reader.page(`first: 1, after: ${text(after)}`)
      expect(page.nodes).toEqual([all.nodes[seen.length]])
      expect(page.pageInfo).toMatchObject({
        hasNextPage: all.nodes.length > seen.length + 1,
        endCursor: page.edges.at(-1)?.cursor,
      })
      seen.push(...page.nodes)
      after = page.pageInfo.endCursor
    }
  })

  reading('first: 0 is an empty page that knows whether there is more', async (reader) => {
    const { edges, nodes, pageInfo } = await reader.page('first: 0')
    expect([edges, nodes]).toEqual([[], []])
    expect(pageInfo.hasNextPage).toBe(true)
  })

  reading('first: null is as if it were not there', async (reader) => {
    expect(await reader.page('first: null')).toEqual(await reader.page(''))
  })

  reading('a page after the last entry is empty', async (reader) => {
    let last = await reader.page('first: 100')
    while (last.pageInfo.hasNextPage) last = await reader.page(`first: 100, after: ${text(last.pageInfo.endCursor)}`)
    const beyond = await reader.page(`first: 1, after: ${text(last.edges.at(-1)?.cursor)}`)
    expect(beyond).toMatchObject({ edges: [], nodes: [], pageInfo: { hasNextPage: false } })
  })

  reading('pages out of bounds are refused', async (reader) => {
    for (const args of ['first: 101', 'first: -1', 'first: 2147483647'])
      expect([args, await reader.refusal(args)]).toEqual([args, 'BAD_USER_INPUT'])
  })

  reading('cursors that are none are refused, and so are those of other lists', async (reader, cursorsOfOthers) => {
    const [own] = (await reader.page('first: 1')).edges
    const cursor = own?.cursor ?? ''
    const bad = [
      '',
      'x',
      'null',
      '"',
      cursor.slice(1),
      cursor.slice(0, -1),
      `${cursor}x`,
      cursor.toUpperCase(),
      ...(await cursorsOfOthers()),
    ]
    for (const after of bad)
      expect([after, await reader.refusal(`after: ${text(after)}`)]).toEqual([after, 'BAD_USER_INPUT'])
  })

  if (connection.goesBack) {
    reading('pages backward in the same order', async (reader) => {
      const all = await reader.page('first: 100')
      let before = text(all.pageInfo.endCursor)
      for (let at = all.nodes.length - 2; at >= Math.max(0, all.nodes.length - 4); at--) {
        const page = await reader.page(`last: 1, before: ${before}`)
        expect(page.nodes).toEqual([all.nodes[at]])
        expect(page.pageInfo).toMatchObject({ hasPreviousPage: at > 0, startCursor: page.edges[0]?.cursor })
        before = text(page.pageInfo.startCursor)
      }
      const end = await reader.page('last: 2')
      expect(end.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false })
      expect(await reader.page(`last: 1, before: ${text(all.pageInfo.startCursor)}`)).toMatchObject({
        edges: [],
        pageInfo: { hasPreviousPage: false },
      })
    })

    reading('both ways at once, or backwards out of bounds, is refused', async (reader) => {
      for (const args of ['first: 1, last: 1', 'last: 101', 'last: -1', 'before: "x"'])
        expect([args, await reader.refusal(args)]).toEqual([args, 'BAD_USER_INPUT'])
    })
  }
})
