import { describe, expect } from 'vitest'
import { test } from '../harness.ts'
import { RawSocket } from '../http/raw-socket.ts'

// Close codes: test/http/sockets.pg.test.ts.
const viewer = '{ viewer { user { id } } }'

describe('the messages of graphql-transport-ws', () => {
  test('connection_ack answers connection_init, and nothing comes before', async ({ app, people }) => {
    const { credentials } = await people.make()
    await using socket = await RawSocket.ready(app, { headers: { ...credentials } })
    expect(socket.heard).toEqual([{ type: 'connection_ack' }])
  })

  test('a query is a next and a complete, in this order and with its id', async ({ app, people }) => {
    const { credentials, id } = await people.make()
    await using socket = await RawSocket.ready(app, { headers: { ...credentials } })
    socket.ask('ü 1', viewer)
    await socket.hears('complete', 'ü 1')
    expect(socket.heard.slice(1)).toMatchObject([
      { id: 'ü 1', type: 'next', payload: { data: { viewer: { user: { id } } } } },
      { id: 'ü 1', type: 'complete' },
    ])
  })

  test('an error is the last word of its operation', async ({ app, people }) => {
    const { credentials } = await people.make()
    await using socket = await RawSocket.ready(app, { headers: { ...credentials } })
    socket.ask('bad', '{ nothing }')
    await socket.hears('error', 'bad')
    socket.ask('bad', viewer) // its id is free again
    await socket.hears('complete', 'bad')
    expect(socket.heard.filter(({ id }) => id === 'bad').map(({ type }) => type)).toEqual(['error', 'next', 'complete'])
  })

  test('a subscription of what does not exist is an error, and its neighbours go on', async ({ app, people }) => {
    const { credentials } = await people.make()
    await using socket = await RawSocket.ready(app, { headers: { ...credentials } })
    socket.ask('gone', 'subscription { boardEvents(pipelineId: "pip_1") { __typename } }')
    socket.ask('good', viewer)
    expect(await socket.hears('error', 'gone')).toMatchObject({ payload: [{ extensions: { code: 'NOT_FOUND' } }] })
    await socket.hears('complete', 'good')
  })

  test('what the client completes is told no more, and completing what is not there harms nothing', async ({
    app,
    people,
  }) => {
    const { credentials } = await people.make()
    await using socket = await RawSocket.ready(app, { headers: { ...credentials } })
    socket.say({ id: 'never begun', type: 'complete' })
    socket.ask('1', viewer)
    await socket.hears('complete', '1')
    expect(socket.heard.some(({ id }) => id === 'never begun')).toBe(false)
  })

  test('a pong that nobody asked for is allowed', async ({ app }) => {
    await using socket = await RawSocket.ready(app)
    socket.say({ type: 'pong', payload: { any: 'thing' } })
    socket.say({ type: 'ping' })
    expect(await socket.hears('pong')).toEqual({ type: 'pong' })
  })
})
