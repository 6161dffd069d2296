import { describe, expect } from 'vitest'
import { test as base } from '../desk.ts'
import { LiveClient } from './live-client.ts'
import { until } from './until.ts'
import { Appender } from './writing.ts'

const test = base.extend<{ appender: Appender }>({
  appender: async ({ data, app, desk }, use) => {
    const caller = await app.services.callers.of(desk.manager.credentials)
    if (!caller) throw new Error('nobody')
    await use(new Appender(data, caller, app.services.wake.publish.bind(app.services.wake)))
  },
})

const mebibyte = 1024 * 1024

describe('a client that stops reading', () => {
  test(
    'costs itself: others go on, memory is bounded, and it comes back',
    { timeout: 90_000 },
    async ({ app, desk, appender }) => {
      await using reading = await LiveClient.on(app, desk.manager, desk.a.id)
      const lazy = await Promise.all(
        [desk.manager, desk.viewer, await desk.people.manager(), await desk.people.manager()].map((reader) =>
          LiveClient.on(app, reader, desk.a.id),
        ),
      )
      for (const client of lazy) client.socket.pause()
      let [slowest, fattest] = [0, 0]
      for (let head = 200; head <= 20_000; head += 200) {
        await appender.some(desk.a.id, desk.a.prospect, 200)
        slowest = Math.max(slowest, await until('the reading one has it', () => reading.seq >= head))
        fattest = Math.max(fattest, app.services.hub.measure().bufferedBytes)
      }
      // For each that does not read some 20 MB come; what is held back for all of them is less than one for each.
      expect(fattest).toBeLessThan(lazy.length * mebibyte)
      expect(slowest).toBeLessThan(5_000)
      expect(reading.applied).toHaveLength(20_000)

      for (const client of lazy) client.socket.resume()
      await Promise.all(lazy.map((client) => until('it is closed', () => client.closed !== null, 40_000)))
      expect(app.services.hub.measure()).toMatchObject({ slowClosed: lazy.length, subscribers: 1, bufferedBytes: 0 })
      for (const client of lazy) {
        // Or without a goodbye, when it has not answered the server's pings either.
        if (client.closed?.code !== 1006) expect(client.closed).toEqual({ code: 1013, reason: 'slow consumer, resume' })
        expect(client.seq).toBeLessThan(20_000)
        await client.connect()
        await until('it is told how to go on', () => client.isComplete || client.seq === 20_000)
        if (client.isComplete) client.subscribe()
        await client.reaches(20_000)
        expect(client.board?.columns.get(desk.a.prospect)?.totals).toEqual(
          reading.board?.columns.get(desk.a.prospect)?.totals,
        )
        await client[Symbol.asyncDispose]()
      }
    },
  )

  test('for a moment only, catches up on the same socket', async ({ app, desk, appender }) => {
    await using client = await LiveClient.on(app, desk.manager, desk.a.id)
    client.socket.pause()
    for (let count = 0; count < 5; count++) await appender.some(desk.a.id, desk.a.prospect, 100)
    client.socket.resume()
    await client.reaches(500)
    expect(client.applied).toHaveLength(500)
    expect(client.closed).toBeNull()
    await appender.some(desk.a.id, desk.a.prospect, 1)
    await client.reaches(501)
  })

  test('and is cut off then, harms nobody', async ({ app, desk, appender }) => {
    await using reading = await LiveClient.on(app, desk.manager, desk.a.id)
    const lazy = await LiveClient.on(app, desk.viewer, desk.a.id)
    lazy.socket.pause()
    for (let head = 0; app.services.hub.measure().catchingUp === 0; head += 200) {
      if (head > 40_000) throw new Error('It never lagged.')
      await appender.some(desk.a.id, desk.a.prospect, 200)
      await reading.reaches(head + 200)
    }
    lazy.cut()
    await until('it is forgotten', () => app.services.hub.measure().subscribers === 1)
    await appender.some(desk.a.id, desk.a.prospect, 1)
    await reading.reaches(reading.seq + 1)
  })
})
