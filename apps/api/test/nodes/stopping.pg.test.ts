import { describe, expect } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import { askOver, ask, socketClient } from '../client.ts'
import { test as base } from '../desk.ts'
import { testEnv } from '../harness.ts'
import { DatabaseProxy } from '../live/proxy.ts'
import { LiveClient } from '../live/live-client.ts'
import { until } from '../live/until.ts'

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

const readiness = async (app: App) => (await fetch(`${app.url}/readyz`)).status

describe('a node that stops', () => {
  test('answers a mutation that runs on a socket, and then has its client come again', async ({ desk, database }) => {
    await database.pool.query(`
      create function nap() returns trigger language plpgsql as $$ begin perform pg_sleep(0.7); return new; end $$;
      create trigger nap before insert on opportunity for each row when (new.title = 'nap') execute function nap();
    `)
    const app = await startApp({ databaseUrl: database.url, env: testEnv(), log: false })
    const client = socketClient(app, desk.manager)
    const closes: number[] = []
    client.on('closed', (event) => closes.push((event as CloseEvent).code))
    const asked = askOver<{ createOpportunity: { opportunity: { title: string } } }>(
      client,
      `mutation { createOpportunity(input: { pipelineId: "${desk.a.id}", title: "nap" }) { opportunity { title } } }`,
    )
    await until('it is asleep', async () => {
      const { rows } = await database.pool.query(`select 1 from pg_stat_activity where wait_event = 'PgSleep'`)
      return rows.length > 0
    })
    await app.close()
    expect((await asked).data?.createOpportunity.opportunity.title).toBe('nap')
    expect(closes).toEqual([1012])
  })

  test('says so first, serves meanwhile, and spreads its clients', async ({ desk, database }) => {
    const env = testEnv({ MEKONG_DRAIN_SECONDS: '1' })
    const app = await startApp({ databaseUrl: database.url, env, log: false })
    const clients = await Promise.all(Array.from({ length: 12 }, () => LiveClient.on(app, desk.manager, desk.a.id)))
    const left: number[] = []
    for (const { socket } of clients) socket.once('close', () => left.push(performance.now()))
    const began = performance.now()
    const closing = app.close()
    expect(await readiness(app)).toBe(503)
    expect(await ask(app, desk.manager, '{ viewer { user { id } } }')).toMatchObject({ data: { viewer: {} } })
    await closing
    await until('all have left', () => left.length === clients.length)
    expect(clients.map(({ closed }) => closed?.code)).toEqual(clients.map(() => 1012))
    // Not before the second of grace is over, and not all at once.
    expect(Math.min(...left) - began).toBeGreaterThan(900)
    expect(Math.max(...left) - Math.min(...left)).toBeGreaterThan(100)
  })
})

describe('a node that is cut off from its database', { timeout: 90_000 }, () => {
  test('is unready within 10 s, sends its clients elsewhere, and is back with the database', async ({
    desk,
    proxy,
    node,
    app,
  }) => {
    await using client = await LiveClient.on(node, desk.manager, desk.a.id)
    expect(await readiness(node)).toBe(200)
    proxy.mode = 'black-hole'
    await until('it is unready', async () => (await readiness(node)) === 503)
    expect((await fetch(`${node.url}/livez`)).status).toBe(200)
    await until('its clients are sent away', () => client.closed !== null, 30_000)
    expect(client.closed).toMatchObject({ code: 1013 })
    const late = new LiveClient(node, desk.manager, desk.a.id)
    await expect(late.connect()).rejects.toThrow('503')

    const card = await desk.create()
    await client.connect(app)
    await client.reaches((await desk.events(desk.a.id)).length)
    expect(client.applied.map(({ opportunityId }) => opportunityId)).toContain(card.id)
    expect(client.messages.map(({ __typename }) => __typename)).not.toContain('BoardResync')

    proxy.mode = 'ok'
    proxy.cut()
    await until('it is ready again', async () => (await readiness(node)) === 200, 30_000)
    await using back = await LiveClient.on(node, desk.manager, desk.a.id)
    expect(back.state).toEqual(await back.fresh())
  })
})
