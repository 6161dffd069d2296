import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect } from 'vitest'
import { viaServer } from '../../src/data/audit/via.ts'
import { startApp } from '../../src/app.ts'
import { test, type Card, type Desk } from '../desk.ts'
import { testEnv } from '../harness.ts'
import { LiveClient } from './live-client.ts'
import { until } from './until.ts'
import { Appender } from './writing.ts'

const random = (below: number) => Math.floor(Math.random() * below)

/** People at work: each moves, reorders, edits or makes a card, one after the other. */
async function work(desk: Desk, cards: Card[], writers: number, turns: number): Promise<void> {
  const stages = [desk.a.prospect, desk.a.qualified, desk.a.won]
  const turn = async (): Promise<void> => {
    const card = cards[random(cards.length)]
    const kind = random(10)
    if (kind === 0) cards.push(await desk.create({}, desk.manager))
    else if (card && kind < 3)
      await desk.done(desk.manager, 'updateOpportunity', {
        opportunityId: card.id,
        amount: { amount: String(random(1_000_000)), currency: 'VND' },
      })
    else if (card)
      await desk.move(card, stages[random(3)] ?? '', { afterId: cards[random(cards.length)]?.id }, desk.manager)
  }
  await Promise.all(
    Array.from({ length: writers }, async () => {
      for (let at = 0; at < turns; at++) await turn()
    }),
  )
}

async function someCards(desk: Desk, count: number): Promise<Card[]> {
  const cards: Card[] = []
  for (let at = 0; at < count; at++) cards.push(await desk.create({}, desk.manager))
  return cards
}

const headOf = async (desk: Desk): Promise<number> => (await desk.events(desk.a.id)).length

/** Every event once and in order, from the first snapshot to the head. */
function expectAll(client: LiveClient, head: number): void {
  const [snapshot] = client.messages
  if (snapshot?.__typename !== 'BoardSnapshot') throw new Error('It did not begin with a snapshot.')
  const all = Array.from({ length: head - snapshot.seq }, (_, at) => snapshot.seq + 1 + at)
  expect(client.applied.map(({ seq }) => seq)).toEqual(all)
}

describe('a client', () => {
  test('that joins at any moment misses nothing: 40 under 20 writers', async ({ app, desk }) => {
    const cards = await someCards(desk, 20)
    const working = work(desk, cards, 20, 12)
    const clients = await Promise.all(
      Array.from({ length: 40 }, async () => {
        await wait(random(1_500))
        return LiveClient.on(app, desk.manager, desk.a.id)
      }),
    )
    await working
    const head = await headOf(desk)
    await Promise.all(clients.map((client) => client.reaches(head)))
    for (const client of clients) expectAll(client, head)
    const fresh = await clients[0]?.fresh()
    for (const client of clients) expect(client.state).toEqual(fresh)
    await Promise.all(clients.map((client) => client[Symbol.asyncDispose]()))
  })

  test('that is cut off at random moments resumes by its cursor and loses nothing', async ({ app, desk }) => {
    const cards = await someCards(desk, 10)
    const readers = [desk.manager, desk.manager, desk.an, desk.chi, desk.viewer]
    const clients = await Promise.all(readers.map((reader) => LiveClient.on(app, reader, desk.a.id)))
    let isWorking = true
    const cutting = clients.map(async (client) => {
      while (isWorking) {
        await wait(random(120))
        client.cut()
        await wait(random(60))
        await client.connect()
      }
    })
    await work(desk, cards, 5, 30)
    isWorking = false
    await Promise.all(cutting)
    const head = await headOf(desk)
    await Promise.all(clients.map((client) => client.reaches(head)))
    for (const client of clients) {
      expect(client.messages.filter(({ __typename }) => __typename === 'BoardSnapshot')).toHaveLength(1)
      expect(client.state).toEqual(await client.fresh())
    }
    for (const client of clients.filter((_, at) => readers[at] === desk.manager)) expectAll(client, head)
    await Promise.all(clients.map((client) => client[Symbol.asyncDispose]()))
  })

  test('that resumes with nothing missed is told so', async ({ app, desk }) => {
    await desk.create()
    await using client = await LiveClient.on(app, desk.an, desk.a.id)
    client.cut()
    await client.connect()
    await until('a heartbeat comes', () => client.messages.at(-1)?.__typename === 'BoardHeartbeat')
    expect(client.messages.at(-1)).toMatchObject({ seq: client.seq })
  })

  test('goes on at another node, and after a restart', async ({ desk, database }) => {
    const other = await startApp({ databaseUrl: database.url, env: testEnv(), log: false })
    const cards = await someCards(desk, 3)
    await using client = await LiveClient.on(other, desk.manager, desk.a.id)
    await work(desk, cards, 1, 5)
    await client.reaches(await headOf(desk))
    await other.close()
    await until('the socket is closed', () => client.closed !== null)
    expect(client.closed?.code).toBe(1012)
    await work(desk, cards, 1, 5)
    const again = await startApp({ databaseUrl: database.url, env: testEnv(), log: false })
    await client.connect(again)
    await work(desk, cards, 1, 5)
    const head = await headOf(desk)
    await client.reaches(head)
    expectAll(client, head)
    expect(client.state).toEqual(await client.fresh())
    await client[Symbol.asyncDispose]()
    await again.close()
  })

  test('gets what nobody was woken for within 1.5 s', async ({ app, desk, data }) => {
    await using client = await LiveClient.on(app, desk.manager, desk.a.id)
    const { actor } = await app.services.callers
      .of(desk.manager.credentials)
      .then((caller) => caller ?? { actor: null })
    if (!actor) throw new Error('nobody')
    const silent = new Appender(data, { actor, road: 'UI', actorKey: actor.userId, via: viaServer })
    await silent.some(desk.a.id, desk.a.prospect, 1)
    expect(await until('it arrives', () => client.seq === 1)).toBeLessThan(1_500)
  })
})
