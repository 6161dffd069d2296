import { describe, expect } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import { gql, socketClient } from '../client.ts'
import { test as base, type Card, type Desk } from '../desk.ts'
import { testEnv } from '../harness.ts'
import { LiveClient } from '../live/live-client.ts'
import { until } from '../live/until.ts'
import { hasRedis, RedisServer } from '../redis-server.ts'

/** `TWO_NODES_EVENTS=10000 npx vitest run test/nodes` takes some minutes. */
const events = Number(process.env['TWO_NODES_EVENTS'] ?? 400)
const writers = 8

const test = base.extend<{ redis: RedisServer | null }>({ redis: null })
const testWithRedis = base.extend<{ redis: RedisServer | null }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads a fixture's needs from this pattern
  redis: async ({}, use) => {
    await using redis = await RedisServer.start()
    await use(redis)
  },
})

/** A node of its own on this file's database. */
async function aNode(url: string, redis: RedisServer | null) {
  // The test is no caller to be slowed down.
  const limits = JSON.stringify({ bucketPoints: 100_000_000, pointsPerSecond: 10_000_000 })
  const env = testEnv({ MEKONG_LIMITS: limits, ...(redis && { REDIS_URL: redis.url }) })
  const app = await startApp({ databaseUrl: url, env, log: false })
  return Object.assign(app, { [Symbol.asyncDispose]: () => app.close() })
}

/** The database's own word on who was told what, in what order. */
const orderOf = async (desk: Desk) =>
  (await desk.events(desk.a.id)).map(({ seq, opportunity_id: id }) => `${seq} ${id}`)

const told = (client: LiveClient) => client.applied.map(({ seq, opportunityId }) => `${seq} ${opportunityId}`)

const moveDocument = `mutation ($input: MoveOpportunityInput!) {
  moveOpportunity(input: $input) { opportunity { id } userErrors { code } } }`

async function move(node: App, desk: Desk, card: Pick<Card, 'id'>, toStageId: string): Promise<void> {
  await gql(node, desk.an, moveDocument, { input: { opportunityId: card.id, toStageId } })
}

async function metric(node: App, name: string): Promise<number> {
  const text = await (await fetch(`${node.url}/metrics`)).text()
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
}

const behaviour = (wired: typeof test) => {
  wired('tell the same in the same order, whichever of them was written to', async ({ desk, database, redis }) => {
    await using here = await aNode(database.url, redis)
    await using there = await aNode(database.url, redis)
    const cards = await Promise.all(Array.from({ length: writers }, () => desk.create()))
    await using onHere = await LiveClient.on(here, desk.manager, desk.a.id)
    await using onThere = await LiveClient.on(there, desk.an, desk.a.id)
    const begun = onThere.seq
    await Promise.all(
      cards.map(async (card, writer) => {
        for (let count = 0; count < events / writers; count++) {
          const stages = [desk.a.qualified, desk.a.prospect]
          await move(writer % 4 === 0 ? there : here, desk, card, stages[count % 2] ?? '')
        }
      }),
    )
    const truth = (await orderOf(desk)).slice(begun)
    expect(truth.length).toBeGreaterThanOrEqual(events)
    for (const client of [onHere, onThere]) {
      await client.reaches(begun + truth.length)
      expect(told(client)).toEqual(truth)
      expect(client.state).toEqual(await client.fresh())
    }
    for (const node of [here, there]) expect(await metric(node, 'feed_gap_detected_total')).toBe(0)
  })

  wired('resume a cursor of the other, back and forth', async ({ desk, database, redis }) => {
    await using here = await aNode(database.url, redis)
    await using there = await aNode(database.url, redis)
    const card = await desk.create()
    await using client = await LiveClient.on(here, desk.an, desk.a.id)
    for (let round = 0; round < 6; round++) {
      const [old, next] = round % 2 === 0 ? [here, there] : [there, here]
      client.cut()
      // Written to the node that the client has just left, and not yet read by the one that it comes to.
      const stages = [desk.a.qualified, desk.a.prospect]
      await move(old, desk, card, stages[round % 2] ?? '')
      await client.connect(next)
      await client.reaches((await desk.events(desk.a.id)).length)
    }
    expect(told(client)).toEqual((await orderOf(desk)).slice(-6))
    expect(client.messages.filter(({ __typename }) => __typename === 'BoardSnapshot')).toHaveLength(1)
    expect(client.messages.map(({ __typename }) => __typename)).not.toContain('BoardResync')
    expect(client.state).toEqual(await client.fresh())
  })

  wired('tell each other who is present', async ({ desk, database, redis }) => {
    await using here = await aNode(database.url, redis)
    await using there = await aNode(database.url, redis)
    const card = await desk.create()
    const watching = socketClient(there, desk.manager)
    const seen: { user: { id: string }; doing: string; opportunityId: string | null }[][] = []
    watching.subscribe<{ boardPresence: { people: (typeof seen)[number] } }>(
      {
        query: `subscription { boardPresence(pipelineId: "${desk.a.id}") { people { user { id } doing opportunityId } } }`,
      },
      { next: ({ data }) => data && seen.push(data.boardPresence.people), error: () => {}, complete: () => {} },
    )
    await until('it watches', () => seen.length > 0)
    const input = { pipelineId: desk.a.id, opportunityId: card.id, doing: 'DRAGGING' }
    const say = `mutation ($input: UpdatePresenceInput!) { updatePresence(input: $input) { userErrors { code } } }`
    await gql(here, desk.an, say, { input })
    await until('the other node tells', () => seen.length > 1)
    expect(seen.at(-1)).toEqual([{ user: { id: desk.an.id }, doing: 'DRAGGING', opportunityId: card.id }])
    await watching.dispose()
  })

  wired('close what a revoked session holds open on the other', async ({ desk, database, redis }) => {
    await using here = await aNode(database.url, redis)
    await using there = await aNode(database.url, redis)
    await using client = await LiveClient.on(there, desk.an, desk.a.id)
    const out = await fetch(`${here.url}/api/auth/sign-out`, {
      method: 'POST',
      headers: { ...desk.an.credentials, origin: here.url, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(out.status).toBe(200)
    await until('the socket is closed', () => client.closed !== null, 5_000)
    expect(client.closed).toMatchObject({ code: 4401 })
  })
}

describe('two nodes on one database', { timeout: 600_000 }, () => behaviour(test))

describe.skipIf(!hasRedis)('two nodes on one database and Redis (needs redis-server)', { timeout: 600_000 }, () => {
  behaviour(testWithRedis)

  testWithRedis('go on without Redis by the safety poll, say so, and heal', async ({ desk, database, redis }) => {
    if (redis === null) throw new Error('This test has a Redis.')
    await using here = await aNode(database.url, redis)
    await using there = await aNode(database.url, redis)
    const card = await desk.create()
    await using client = await LiveClient.on(there, desk.an, desk.a.id)
    expect(await metric(there, 'wake_degraded')).toBe(0)
    await redis.down()
    await until('it is told', async () => (await metric(there, 'wake_degraded')) === 1)
    await move(here, desk, card, desk.a.qualified)
    await client.reaches((await desk.events(desk.a.id)).length)
    expect((await fetch(`${there.url}/readyz`)).status).toBe(200)
    await redis.up()
    await until('it heals', async () => (await metric(there, 'wake_degraded')) === 0)
    await move(here, desk, card, desk.a.prospect)
    await client.reaches((await desk.events(desk.a.id)).length)
    expect(client.state).toEqual(await client.fresh())
  })
})
