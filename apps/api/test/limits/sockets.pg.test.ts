import { describe, expect } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import { ask } from '../client.ts'
import { test as withApp, testEnv } from '../harness.ts'
import { RawSocket } from '../http/raw-socket.ts'
import { until } from '../live/until.ts'

/** The limits that people get; only the buckets are wide. */
const test = withApp.extend<{ strict: App }>({
  strict: async ({ database }, use) => {
    const limits = { bucketPoints: 1_000_000_000, pointsPerSecond: 1_000_000_000 }
    const env = testEnv({ MEKONG_LIMITS: JSON.stringify(limits) })
    const app = await startApp({ databaseUrl: database.url, env, log: false })
    await use(app)
    await app.close()
  },
})

const query = '{ viewer { user { id } } }'
const presence = (pipeline: string) => `subscription { boardPresence(pipelineId: "${pipeline}") { people { since } } }`

describe('B8: sockets made to cost', () => {
  test('of 2,000 subscriptions on one socket 50 run, and the socket goes on', async ({ strict, people, database }) => {
    const { credentials } = await people.make()
    const { aPipeline } = await import('../rows.ts')
    const { id } = await aPipeline(database.pool)
    await using socket = await RawSocket.ready(strict, { headers: { ...credentials } })
    for (let number = 1; number <= 2_000; number++) socket.ask(String(number), presence(id))
    const errors = () => socket.heard.filter(({ type }) => type === 'error')
    await until('all the others are refused', () => errors().length === 1_950)
    expect(errors()[0]).toMatchObject({ payload: [{ extensions: { code: 'THROTTLED' } }] })
    await until('50 have begun', () => socket.heard.filter(({ type }) => type === 'next').length === 50)
    socket.say({ id: '1', type: 'complete' })
    socket.ask('more', query)
    await socket.hears('next', 'more')
  })

  test('the 21st socket of a person is closed 4429, and one that closes makes room', async ({ strict, people }) => {
    const { credentials } = await people.make()
    const colleague = await people.make()
    const open = () => RawSocket.ready(strict, { headers: { ...credentials } })
    const sockets = await Promise.all(Array.from({ length: 20 }, open))
    await using late = await RawSocket.open(strict, { headers: { ...credentials } })
    late.say({ type: 'connection_init' })
    expect((await late.closed).code).toBe(4429)
    await using other = await RawSocket.ready(strict, { headers: { ...colleague.credentials } })
    other.ask('1', query)
    await other.hears('next', '1')
    await sockets[0]?.[Symbol.asyncDispose]()
    await until('there is room', async () => {
      const socket = await RawSocket.open(strict, { headers: { ...credentials } })
      socket.say({ type: 'connection_init' })
      const isIn = await socket.hears('connection_ack').then(
        () => true,
        () => false,
      )
      await socket[Symbol.asyncDispose]()
      return isIn
    })
    for (const socket of sockets) await socket[Symbol.asyncDispose]()
  })

  test('a key has sockets of its own', async ({ strict, people }) => {
    const { id, credentials } = await people.make()
    const sockets = await Promise.all(
      Array.from({ length: 20 }, () => RawSocket.ready(strict, { headers: { ...credentials } })),
    )
    const { secret } = await people.key(id, ['READ_OPPORTUNITIES'])
    await using socket = await RawSocket.ready(strict, { payload: { authorization: `Bearer ${secret}` } })
    socket.ask('1', query)
    await socket.hears('next', '1')
    for (const one of sockets) await one[Symbol.asyncDispose]()
  })

  test('1,000 sockets of one person are closed but for 20, and others go on', async ({ strict, people }) => {
    const { credentials } = await people.make()
    const colleague = await people.make()
    const sockets: RawSocket[] = []
    const open = async () => {
      const socket = await RawSocket.open(strict, { headers: { ...credentials } })
      sockets.push(socket)
      socket.say({ type: 'connection_init' })
    }
    const answer = ask(strict, colleague, query)
    // The system queues 511 connections that nobody has taken up yet, and resets what is more than that.
    while (sockets.length < 1_000) await Promise.all(Array.from({ length: 250 }, open))
    const closed = await Promise.all(
      sockets.map((socket) => Promise.race([socket.closed, socket.hears('connection_ack')])),
    )
    const codes = closed.map((outcome) => ('code' in outcome ? outcome.code : 'open'))
    expect(codes.filter((code) => code === 'open')).toHaveLength(20)
    expect(codes.filter((code) => code === 4429)).toHaveLength(980)
    expect(await answer).toMatchObject({ data: { viewer: { user: { id: colleague.id } } } })
    await Promise.all(sockets.map((socket) => socket[Symbol.asyncDispose]()))
  })

  test('a socket that never introduces itself is closed 4408', async ({ strict }) => {
    const sockets = await Promise.all(Array.from({ length: 100 }, () => RawSocket.open(strict)))
    const codes = await Promise.all(sockets.map(async ({ closed }) => (await closed).code))
    expect(new Set(codes)).toEqual(new Set([4408]))
  })

  test('who floods without reading is read no further, and others go on', async ({ strict, people }) => {
    const { credentials } = await people.make()
    const colleague = await people.make()
    await using socket = await RawSocket.ready(strict, { headers: { ...credentials } })
    socket.socket.pause() // nothing is read from now on
    const before = process.memoryUsage().rss
    const payload = { text: 'x'.repeat(100_000) }
    for (let number = 0; number < 2_000; number++) socket.say({ type: 'ping', payload })
    for (let count = 0; count < 5; count++)
      expect(await ask(strict, colleague, query)).toMatchObject({ data: { viewer: { user: { id: colleague.id } } } })
    // 200 MB were said. What is not read stays with who said it; here that is the same process.
    expect(socket.socket.bufferedAmount).toBeGreaterThan(100_000_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(500_000_000)
    socket.socket.terminate()
  })

  test('who is refused and talks on is cut off, and not before a good client has heard why', async ({
    strict,
    people,
  }) => {
    const { credentials } = await people.make()
    const sockets = await Promise.all(
      Array.from({ length: 20 }, () => RawSocket.ready(strict, { headers: { ...credentials } })),
    )
    const late = await RawSocket.open(strict, { headers: { ...credentials } })
    for (const type of ['connection_init', 'ping', 'ping']) late.say({ type })
    expect((await late.closed).code).toBe(4429)

    const deaf = await RawSocket.open(strict, { headers: { ...credentials } })
    deaf.socket.pause()
    deaf.say({ type: 'connection_init' })
    for (let number = 0; number < 5_000; number++) deaf.say({ type: 'ping' })
    // It does not read that it was closed, and finds out by what it writes.
    await until('the server has left', async () => {
      if (deaf.socket.readyState !== deaf.socket.OPEN) return true
      deaf.say({ type: 'ping', payload: { text: 'x'.repeat(100_000) } })
      return false
    })
    deaf.socket.resume()
    await deaf.closed
    for (const socket of sockets) await socket[Symbol.asyncDispose]()
  })

  test('all sockets of a person together are heard no faster than one', async ({ strict, people }) => {
    const { credentials } = await people.make()
    const sockets = await Promise.all(
      Array.from({ length: 10 }, () => RawSocket.ready(strict, { headers: { ...credentials } })),
    )
    const began = performance.now()
    for (const socket of sockets) for (let number = 0; number < 300; number++) socket.say({ type: 'ping' })
    await until('all are answered', () => sockets.every(({ heard }) => heard.length >= 301))
    // 3,000 messages at a thousand a second; each socket for itself would be done in half a second.
    expect(performance.now() - began).toBeGreaterThan(2_000)
    for (const socket of sockets) await socket[Symbol.asyncDispose]()
  })

  test('a flood of refused operations is answered one after the other, and others go on', async ({
    strict,
    people,
  }) => {
    const { credentials } = await people.make()
    const colleague = await people.make()
    await using socket = await RawSocket.ready(strict, { headers: { ...credentials } })
    for (let number = 0; number < 1_500; number++) socket.ask(String(number), '{ nothing }')
    expect(await ask(strict, colleague, query)).toMatchObject({ data: { viewer: { user: { id: colleague.id } } } })
    await until('all are answered', () => socket.heard.length >= 1_500)
  })
})

describe('B8: streams made to cost', () => {
  test('of 51 streams of a person the last is 429, and one that ends makes room', async ({
    strict,
    people,
    database,
  }) => {
    const { credentials } = await people.make()
    const { aPipeline } = await import('../rows.ts')
    const { id } = await aPipeline(database.pool)
    const open = async () => {
      const stop = new AbortController()
      const response = await fetch(`${strict.url}/graphql/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...credentials },
        body: JSON.stringify({ query: presence(id) }),
        signal: stop.signal,
      })
      return { response, stop }
    }
    const streams = await Promise.all(Array.from({ length: 50 }, open))
    expect(streams.map(({ response }) => response.status)).toEqual(streams.map(() => 200))
    const { response } = await open()
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('1')
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'THROTTLED' } }] })
    streams[0]?.stop.abort()
    await until('there is room', async () => {
      const again = await open()
      again.stop.abort()
      return again.response.status === 200
    })
    for (const { stop } of streams) stop.abort()
  })
})
