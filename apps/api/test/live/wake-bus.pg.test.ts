import { describe, expect } from 'vitest'
import { PgWakeBus } from '../../src/live/pg-wake-bus.ts'
import type { Topic } from '../../src/live/wake-bus.ts'
import { test } from '../database.ts'
import { DatabaseProxy } from './proxy.ts'
import { until } from './until.ts'

async function aNode(url: string, silentMs?: number) {
  const heard: (Topic | 'all')[] = []
  const faults: unknown[] = []
  const bus = new PgWakeBus({ url, onFault: (error) => faults.push(error), silentMs })
  bus.subscribe((topic) => heard.push(topic))
  await bus.start()
  heard.length = 0
  return { bus, heard, faults, [Symbol.asyncDispose]: () => bus.stop() }
}

describe('the wake bus', () => {
  test('tells every node once, the own one at once', async ({ database }) => {
    await using here = await aNode(database.url)
    await using there = await aNode(database.url)
    here.bus.publish('board:pip_1')
    expect(here.heard).toEqual(['board:pip_1'])
    await until('it is heard there', () => there.heard.length > 0)
    there.bus.publish('rights:usr_1')
    await until('it is heard here', () => here.heard.includes('rights:usr_1'))
    expect(there.heard).toEqual(['board:pip_1', 'rights:usr_1'])
    expect(here.heard).toEqual(['board:pip_1', 'rights:usr_1'])
  })

  test('gathers what comes while a call is on its way', async ({ database }) => {
    await using here = await aNode(database.url)
    await using there = await aNode(database.url)
    const topics = Array.from({ length: 1_000 }, (_, at): Topic => `board:pip_${at % 250}`)
    for (const topic of topics) here.bus.publish(topic)
    await until('all are heard', () => new Set(there.heard).size === 250)
    expect(there.heard.length).toBeLessThanOrEqual(251)
  })

  test('has everybody look at everything once its connection is back', async ({ database }) => {
    await using proxy = await DatabaseProxy.before(database.url)
    await using node = await aNode(proxy.url)
    proxy.cut()
    await until('it looks at everything', () => node.heard.includes('all'))
    await using other = await aNode(database.url)
    await until('it hears again', () => {
      other.bus.publish('setup')
      return node.heard.includes('setup')
    })
    expect(node.faults.length).toBeGreaterThan(0)
  })

  test('notices that its connection swallows everything, and heals', async ({ database }) => {
    await using proxy = await DatabaseProxy.before(database.url)
    await using node = await aNode(proxy.url, 300)
    await until('its own call came back', () => !node.bus.isDegraded)
    proxy.mode = 'black-hole'
    await until('it notices', () => node.bus.isDegraded, 2_000)
    proxy.mode = 'ok'
    await until('it heals', () => !node.bus.isDegraded && node.heard.includes('all'))
  })
})
