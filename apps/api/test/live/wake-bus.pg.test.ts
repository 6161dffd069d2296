import { describe, expect } from 'vitest'
import { PgWire } from '../../src/live/pg-wire.ts'
import { RedisWire } from '../../src/live/redis-wire.ts'
import type { Topic } from '../../src/live/wake-bus.ts'
import { WiredWakeBus } from '../../src/live/wired-wake-bus.ts'
import { test as withDatabase } from '../database.ts'
import { hasRedis, RedisServer } from '../redis-server.ts'
import { DatabaseProxy } from './proxy.ts'
import { until } from './until.ts'

const wireOf = (url: string, deployment = 'one') =>
  url.startsWith('redis:') ? new RedisWire({ url, deployment }) : new PgWire(url)

async function aNode(url: string, silentMs?: number, deployment?: string) {
  const heard: (Topic | 'all')[] = []
  const overheard: string[] = []
  const faults: unknown[] = []
  const note = (error: unknown) => void faults.push(error)
  const wire = wireOf(url, deployment)
  const bus = new WiredWakeBus({ wire, onFault: note, onLost: note, silentMs })
  bus.subscribe((topic) => heard.push(topic))
  bus.overhear((news) => overheard.push(news))
  await bus.start()
  heard.length = 0
  return { bus, heard, overheard, faults, [Symbol.asyncDispose]: () => bus.stop() }
}

const test = withDatabase.extend<{ redis: RedisServer }>({
  redis: [
    // oxlint-disable-next-line no-empty-pattern -- vitest reads a fixture's needs from this pattern
    async ({}, use) => {
      await using redis = await RedisServer.start()
      await use(redis)
    },
    { scope: 'file' },
  ],
})

const behaviour = (name: 'PostgreSQL' | 'Redis') => {
  const wired = test.extend<{ url: string }>({
    url: name === 'Redis' ? async ({ redis }, use) => use(redis.url) : async ({ database }, use) => use(database.url),
  })

  wired('tells every node once, the own one at once', async ({ url }) => {
    await using here = await aNode(url)
    await using there = await aNode(url)
    here.bus.publish('board:pip_1')
    expect(here.heard).toEqual(['board:pip_1'])
    await until('it is heard there', () => there.heard.length > 0)
    there.bus.publish('rights:usr_1')
    await until('it is heard here', () => here.heard.includes('rights:usr_1'))
    expect(there.heard).toEqual(['board:pip_1', 'rights:usr_1'])
    expect(here.heard).toEqual(['board:pip_1', 'rights:usr_1'])
  })

  wired('gathers what comes while a call is on its way', async ({ url }) => {
    await using here = await aNode(url)
    await using there = await aNode(url)
    const topics = Array.from({ length: 1_000 }, (_, at): Topic => `board:pip_${at % 250}`)
    for (const topic of topics) here.bus.publish(topic)
    await until('all are heard', () => new Set(there.heard).size === 250)
    expect(there.heard.length).toBeLessThanOrEqual(251)
  })

  wired('carries small news to the others, and none that are too long', async ({ url }) => {
    await using here = await aNode(url)
    await using there = await aNode(url)
    here.bus.tell('x'.repeat(here.bus.mostBytes + 1))
    here.bus.tell('đ'.repeat(here.bus.mostBytes)) // as many characters, and twice as many bytes
    const longest = 'x'.repeat(here.bus.mostBytes)
    here.bus.tell(longest)
    here.bus.tell('{"last": "of all"}')
    await until('the last is heard', () => there.overheard.length > 1)
    expect(there.overheard).toEqual([longest, '{"last": "of all"}'])
    expect(here.overheard).toEqual([])
    expect(here.faults).toEqual([])
  })

  wired('has everybody look at everything once its connection is back', async ({ url }) => {
    await using proxy = await DatabaseProxy.before(url)
    await using node = await aNode(proxy.url)
    proxy.cut()
    await until('it looks at everything', () => node.heard.includes('all'))
    await using other = await aNode(url)
    await until('it hears again', () => {
      other.bus.publish('setup')
      return node.heard.includes('setup')
    })
    expect(node.faults.length).toBeGreaterThan(0)
  })

  wired('notices that its connection swallows everything, and heals', async ({ url }) => {
    await using proxy = await DatabaseProxy.before(url)
    await using node = await aNode(proxy.url, 300)
    await until('its own call came back', () => !node.bus.isDegraded)
    proxy.mode = 'black-hole'
    await until('it notices', () => node.bus.isDegraded, 2_000)
    proxy.mode = 'ok'
    await until('it heals', () => !node.bus.isDegraded && node.heard.includes('all'))
  })

  wired('starts where nobody answers, says so, and heals', async ({ url }) => {
    await using proxy = await DatabaseProxy.before(url)
    proxy.refuse()
    await using node = await aNode(proxy.url)
    expect(node.bus.isDegraded).toBe(true)
    node.bus.publish('setup')
    expect(node.heard).toEqual(['setup'])
    proxy.accept()
    await until('it heals', () => !node.bus.isDegraded)
  })
}

describe('the wake bus by PostgreSQL', () => behaviour('PostgreSQL'))

describe.skipIf(!hasRedis)('the wake bus by Redis (needs redis-server)', () => {
  behaviour('Redis')

  test('notices at once that Redis was killed, and is back within seconds of it', async () => {
    await using redis = await RedisServer.start()
    await using here = await aNode(redis.url)
    await using there = await aNode(redis.url)
    await redis.down()
    await until('both notice', () => here.bus.isDegraded && there.bus.isDegraded, 1_000)
    here.bus.publish('board:pip_lost')
    await redis.up()
    await until('both are back', () => !here.bus.isDegraded && !there.bus.isDegraded)
    here.bus.publish('board:pip_heard')
    await until('they hear each other', () => there.heard.includes('board:pip_heard'))
    expect(there.heard).toEqual(['all', 'board:pip_heard'])
  })

  test('keeps deployments apart that share one Redis', async () => {
    await using redis = await RedisServer.start()
    await using here = await aNode(redis.url)
    await using there = await aNode(redis.url)
    await using stranger = await aNode(redis.url, undefined, 'another')
    stranger.bus.publish('setup')
    stranger.bus.tell('secret')
    here.bus.publish('board:pip_1')
    await until('the neighbour hears', () => there.heard.length > 0)
    expect(there.heard).toEqual(['board:pip_1'])
    expect(there.overheard).toEqual([])
  })
})
