import { describe, expect } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import { test as withDesk } from '../desk.ts'
import { testEnv } from '../harness.ts'
import { EventStream } from '../live/event-stream.ts'
import { LiveClient } from '../live/live-client.ts'
import { until } from '../live/until.ts'

/** A server where a day's work takes a second. */
const test = withDesk.extend<{ fleeting: App }>({
  fleeting: async ({ database }, use) => {
    const app = await startApp({
      databaseUrl: database.url,
      env: testEnv({ MEKONG_LIMITS: '{"connectionMs": 1000}' }),
      log: false,
    })
    await use(app)
    await app.close()
  },
})

describe('nothing stays open for ever', () => {
  test('a socket is closed 1012 however busy it is, and its client goes on where it was', async ({
    fleeting,
    app,
    desk,
  }) => {
    const card = await desk.create()
    await using client = await LiveClient.on(fleeting, desk.an, desk.a.id)
    await using lasting = await LiveClient.on(app, desk.an, desk.a.id)
    for (let turn = 0; client.closed === null; turn++)
      await desk.move(card, turn % 2 === 0 ? desk.a.qualified : desk.a.prospect)
    expect(client.closed.code).toBe(1012)

    const missed = await desk.create()
    await client.connect()
    await until('it has what it missed', () => client.applied.some(({ opportunityId }) => opportunityId === missed.id))
    expect(client.messages.filter(({ __typename }) => __typename === 'BoardSnapshot')).toHaveLength(1)
    expect(client.applied.map(({ seq }) => seq)).toEqual(client.applied.map((_, at) => at + 2))
    await until('the other one has it too', () => lasting.seq === client.seq)
    expect(client.state).toEqual(lasting.state)
    expect(lasting.closed).toBeNull()
  })

  test('a stream is ended and not complete, and its client goes on where it was', async ({ fleeting, app, desk }) => {
    const card = await desk.create()
    await using stream = await EventStream.on(fleeting, desk.an, desk.a.id)
    await using lasting = await EventStream.on(app, desk.an, desk.a.id)
    await until('both have begun', () => stream.messages.length === 1 && lasting.messages.length === 1)
    for (let turn = 0; !stream.isOver; turn++)
      await desk.move(card, turn % 2 === 0 ? desk.a.qualified : desk.a.prospect)
    expect(stream.isComplete).toBe(false)

    const { cursor, seq, toSeq } = stream.last ?? {}
    const missed = await desk.create()
    await using again = await EventStream.on(fleeting, desk.an, desk.a.id, String(cursor))
    const news = () => again.messages.filter(({ __typename }) => __typename === 'BoardEvents')
    await until('it has what it missed', () => JSON.stringify(news()).includes(missed.id))
    expect(again.messages.some(({ __typename }) => __typename === 'BoardSnapshot')).toBe(false)
    expect(news()[0]).toMatchObject({ fromSeq: Number(toSeq ?? seq) + 1 })
    expect(lasting.isOver).toBe(false)
  })
})
