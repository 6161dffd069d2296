import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import { test as base, type Card, type Desk } from '../desk.ts'
import { testEnv } from '../harness.ts'
import { LiveClient } from './live-client.ts'
import { DatabaseProxy } from './proxy.ts'
import { until } from './until.ts'

/** A node behind a wire that can be cut, beside the one through which people write. */
const test = base.extend<{ proxy: DatabaseProxy; node: App }>({
  proxy: async ({ database }, use) => {
    await using proxy = await DatabaseProxy.before(database.url)
    await use(proxy)
  },
  node: async ({ proxy }, use) => {
    const node = await startApp({ databaseUrl: proxy.url, env: testEnv(), log: false })
    await use(node)
    proxy.mode = 'ok'
    await node.close()
  },
})

const headOf = async (desk: Desk): Promise<number> => (await desk.events(desk.a.id)).length

async function expectNothingLost(desk: Desk, client: LiveClient, withinMs = 20_000): Promise<void> {
  const head = await headOf(desk)
  await client.reaches(head, withinMs)
  expect(client.messages.map(({ __typename }) => __typename)).not.toContain('BoardResync')
  expect(client.closed).toBeNull()
  expect(client.state).toEqual(await client.fresh())
}

describe('a node whose database', { timeout: 60_000 }, () => {
  test('is cut off again and again: sockets stay, and nothing is lost', async ({ desk, proxy, node }) => {
    // One after the other: the first must not be the last of its column, where its first move would change nothing.
    const cards: Card[] = []
    while (cards.length < 5) cards.push(await desk.create())
    const readers = [desk.manager, desk.an, desk.chi]
    const clients = await Promise.all(readers.map((reader) => LiveClient.on(node, reader, desk.a.id)))
    let isWriting = true
    const cutting = (async () => {
      while (isWriting) {
        await wait(Math.random() * 150)
        proxy.cut()
      }
    })()
    for (let count = 0; count < 60; count++) {
      const card = cards[count % cards.length]
      if (card) await desk.move(card, [desk.a.prospect, desk.a.qualified, desk.a.won][count % 3] ?? '')
    }
    isWriting = false
    await cutting
    for (const client of clients) await expectNothingLost(desk, client)
    expect(clients[0]?.applied.map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, at) => at + 6))
    await Promise.all(clients.map((client) => client[Symbol.asyncDispose]()))
  })

  test('swallows everything for a while: it goes on from where it was', async ({ desk, proxy, node }) => {
    const card = await desk.create()
    await using client = await LiveClient.on(node, desk.manager, desk.a.id)
    proxy.mode = 'black-hole'
    for (const stage of [desk.a.qualified, desk.a.won, desk.a.prospect]) await desk.move(card, stage)
    await until('the node knows that it is cut off', () => node.services.feed.isCutOff, 10_000)
    proxy.mode = 'ok'
    proxy.cut()
    await expectNothingLost(desk, client)
    expect(client.applied).toHaveLength(3)
  })

  test('is away when somebody joins: they get their board when it is back', async ({ desk, proxy, node }) => {
    await desk.create()
    await using client = new LiveClient(node, desk.manager, desk.a.id)
    await using other = await LiveClient.on(node, desk.manager, desk.a.id)
    proxy.refuse()
    await client.connect().catch(() => {})
    await wait(1_000)
    proxy.accept()
    if (client.closed !== null || client.errors.length > 0) await client.connect()
    await until('a board comes', () => client.board !== null)
    await desk.create()
    for (const one of [client, other]) await expectNothingLost(desk, one)
  })
})
