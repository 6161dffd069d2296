import { describe, expect } from 'vitest'
import { ask, gql } from '../client.ts'
import { test, type Desk } from '../desk.ts'
import { startApp, type App } from '../../src/app.ts'
import { testEnv } from '../harness.ts'
import type { Person } from '../people.ts'
import type { SentEvent } from './board-wire.ts'
import { LiveClient } from './live-client.ts'
import { Appender } from './writing.ts'

const query = `query ($id: ID!, $after: String, $first: Int) { changes(pipelineId: $id, after: $after, first: $first) {
  edges { cursor node { seq } }
  nodes { seq type actor { id } clientMutationId opportunityId opportunity { id title } fromStage { id } toStage { id }
    columns { stageId totals { count byCurrency { currency count amount weightedAmount } } }
    ranks { opportunityId rank } opportunityIds }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly seq: number } }[]
  readonly nodes: readonly SentEvent[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string
  }
}

const read = async (app: App, who: Pick<Person, 'credentials'>, id: string, variables: object = {}): Promise<Page> =>
  (await gql<{ changes: Page }>(app, who, query, { id, ...variables })).changes

/** All pages from the beginning, and how many there were. */
async function readAll(app: App, who: Pick<Person, 'credentials'>, id: string, first: number) {
  const nodes: SentEvent[] = []
  let after: string | null = null
  for (let pages = 1; ; pages++) {
    const page = await read(app, who, id, { first, after })
    nodes.push(...page.nodes)
    after = page.pageInfo.endCursor
    if (!page.pageInfo.hasNextPage) return { nodes, pages, endCursor: after }
  }
}

async function aDay(desk: Desk): Promise<void> {
  const money = (amount: number) => ({ amount: String(amount), currency: 'VND' })
  const [first, second] = [await desk.create({ amount: money(100) }), await desk.create({ amount: money(250) })]
  const theirs = await desk.create({ ownerId: desk.chi.id, teamId: desk.south, amount: money(7) }, desk.manager)
  await desk.move(first, desk.a.qualified, { clientMutationId: 'the move' })
  await desk.move(theirs, desk.a.qualified, {}, desk.manager)
  await desk.done(desk.manager, 'updateOpportunity', {
    opportunityId: second.id,
    ownerId: desk.chi.id,
    teamId: desk.south,
  })
  await desk.done(desk.manager, 'updateOpportunity', { opportunityId: second.id, amount: money(300) })
  await desk.mutate(desk.an, 'deleteOpportunity', { opportunityId: first.id })
}

describe('changes', () => {
  test('are the events that a subscription sends, whatever the page, totals as of each', async ({
    app,
    desk,
    database,
  }) => {
    // Another node has none of it in memory.
    const other = await startApp({ databaseUrl: database.url, env: testEnv(), log: false })
    const readers = [desk.manager, desk.an, desk.chi]
    const clients = await Promise.all(readers.map((reader) => LiveClient.on(app, reader, desk.a.id)))
    await aDay(desk)
    for (const [at, reader] of readers.entries()) {
      const client = clients[at]
      await client?.reaches(8)
      const pushed = client?.applied.map(({ opportunity, ...event }) => ({
        ...event,
        opportunity: opportunity && { id: opportunity.id, title: opportunity.title },
      }))
      for (const first of [1, 2, 3, 100]) {
        const { nodes } = await readAll(other, reader, desk.a.id, first)
        expect(nodes).toEqual(pushed)
      }
      await client?.[Symbol.asyncDispose]()
    }
    await other.close()
  })

  test('pass over what is hidden: a page may be empty and still lead on', async ({ app, desk }) => {
    for (let count = 0; count < 3; count++)
      await desk.create({ ownerId: desk.chi.id, teamId: desk.south }, desk.manager)
    const own = await read(app, desk.an, desk.a.id)
    expect(own.nodes).toEqual([])
    expect(own.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false, startCursor: null })
    await desk.create()
    const next = await read(app, desk.an, desk.a.id, { after: own.pageInfo.endCursor })
    expect(next.nodes.map(({ seq }) => seq)).toEqual([4])
    expect(next.pageInfo.hasPreviousPage).toBe(true)
  })

  test('give cursors that every other way of asking takes, and take theirs', async ({ app, desk }) => {
    await aDay(desk)
    const { edges } = await read(app, desk.manager, desk.a.id, { first: 3 })
    await using client = new LiveClient(app, desk.manager, desk.a.id)
    client.cursor = edges[2]?.cursor ?? ''
    await client.connect()
    await expect.poll(() => client.messages.length).toBeGreaterThan(0)
    expect(client.messages[0]).toMatchObject({ __typename: 'BoardEvents', fromSeq: 4, toSeq: 8 })
    const { cursor } = await desk.mutate(desk.an, 'createOpportunity', { pipelineId: desk.a.id, title: 'Sau cùng' })
    expect((await read(app, desk.an, desk.a.id, { after: cursor })).nodes).toEqual([])
    await desk.create()
    expect((await read(app, desk.an, desk.a.id, { after: cursor })).nodes).toMatchObject([{ seq: 10 }])
  })

  test('of nothing are none, and of too much are refused', async ({ app, desk }) => {
    await desk.create()
    const none = await read(app, desk.an, desk.a.id, { first: 0 })
    expect(none).toMatchObject({ nodes: [], pageInfo: { hasNextPage: true, startCursor: null } })
    expect((await read(app, desk.an, desk.a.id, { after: none.pageInfo.endCursor })).nodes).toHaveLength(1)
    for (const first of [101, -1]) {
      const { errors } = await ask(app, desk.an, query, { id: desk.a.id, first })
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
    }
    expect((await read(app, desk.an, desk.a.id, { first: null })).nodes).toHaveLength(1)
  })

  test('look at a thousand events at most for one page', async ({ app, desk, data }) => {
    const caller = await app.services.callers.of(desk.manager.credentials)
    if (!caller) throw new Error('nobody')
    const appender = new Appender(data, caller)
    for (let count = 0; count < 3; count++) await appender.some(desk.a.id, desk.a.prospect, 450)
    await desk.create()
    const { nodes, pages } = await readAll(app, desk.an, desk.a.id, 20)
    expect(nodes.map(({ seq }) => seq)).toEqual([1_351])
    expect(pages).toBe(2)
  })
})
