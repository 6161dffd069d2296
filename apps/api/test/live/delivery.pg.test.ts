import { describe, expect } from 'vitest'
import { poolOf } from '../../src/data/data-source.ts'
import { ask, socketClient, askOver } from '../client.ts'
import { test } from '../desk.ts'
import { RawSocket } from '../http/raw-socket.ts'
import { LiveClient } from './live-client.ts'
import { until } from './until.ts'

const small = (id: string) =>
  `subscription { boardEvents(pipelineId: "${id}") { __typename
    ... on BoardSnapshot { seq cursor } ... on BoardEvents { toSeq cursor events { seq opportunity { title } } } } }`

type Heard = { type: string; id: string; payload: { data: { boardEvents: Record<string, unknown> } } }

const nexts = (socket: RawSocket, id?: string) =>
  socket.heard
    // What the query above gives.
    .filter((message): message is Record<string, unknown> & Heard => message['type'] === 'next')
    .filter((message) => id === undefined || message.id === id)
    .map(({ payload }) => payload.data.boardEvents)

describe('delivery', () => {
  test('costs the database the same for one subscriber and for fifty, in one class or in many', async ({
    app,
    desk,
  }) => {
    let statements = 0
    poolOf(app.services.data).on('acquire', () => statements++)
    const card = await desk.create()
    const clients = [await LiveClient.on(app, desk.manager, desk.a.id)]
    /** Connections that one change takes, from the request to the last of its readers. */
    const costOfAChange = async (): Promise<number> => {
      const seq = clients[0]?.seq ?? 0
      const before = statements
      await desk.mutate(desk.manager, 'updateOpportunity', { opportunityId: card.id, title: `after ${seq}` })
      await Promise.all(clients.map((client) => client.reaches(seq + 1)))
      return statements - before
    }
    await costOfAChange()
    const forOne = await costOfAChange()
    clients.push(...(await Promise.all(Array.from({ length: 49 }, () => LiveClient.on(app, desk.manager, desk.a.id)))))
    expect(app.services.hub.measure()).toMatchObject({ subscribers: 50, classes: 1 })
    // The safety polls of counters and rights come in between once a second.
    expect(await costOfAChange()).toBeLessThanOrEqual(forOne + 4)
    const reps = await Promise.all(Array.from({ length: 10 }, () => desk.people.make({ teams: [desk.north] })))
    clients.push(...(await Promise.all(reps.map((rep) => LiveClient.on(app, rep, desk.a.id)))))
    expect(app.services.hub.measure()).toMatchObject({ subscribers: 60, classes: 11 })
    expect(await costOfAChange()).toBeLessThanOrEqual(forOne + 4)
    await Promise.all(clients.map((client) => client[Symbol.asyncDispose]()))
  })

  test('makes classes by what is seen and asked, and gives each its own cursor', async ({ app, desk }) => {
    await using first = await RawSocket.ready(app, { headers: { ...desk.manager.credentials } })
    const other = await desk.people.manager()
    await using second = await RawSocket.ready(app, { headers: { ...other.credentials } })
    await using third = await RawSocket.ready(app, { headers: { ...desk.an.credentials } })
    for (const socket of [first, second, third]) socket.ask('1', small(desk.a.id))
    second.ask('2', small(desk.a.id).replace('title', 'id'))
    await until(
      'all began',
      () => [first, second, third].every((socket) => nexts(socket).length > 0) && nexts(second).length === 2,
    )
    expect(app.services.hub.measure()).toMatchObject({ subscribers: 4, classes: 3 })
    await desk.create({ title: 'Đập thủy điện' })
    await until('all heard', () => [first, second, third].every((socket) => nexts(socket, '1').length === 2))
    const [mine, theirs] = [first, second].map((socket) => nexts(socket, '1')[1])
    expect({ ...mine, cursor: null }).toEqual({ ...theirs, cursor: null })
    expect(mine?.['cursor']).not.toEqual(theirs?.['cursor'])
    expect(mine).toMatchObject({ toSeq: 1, events: [{ seq: 1, opportunity: { title: 'Đập thủy điện' } }] })
    // Each cursor is good for its own reader, and for nobody else.
    const changes = 'query ($id: ID!, $after: String) { changes(pipelineId: $id, after: $after) { nodes { seq } } }'
    const asks = (who: typeof other, after: unknown) => ask(app, who, changes, { id: desk.a.id, after })
    expect((await asks(other, theirs?.['cursor'])).errors).toBeUndefined()
    expect((await asks(other, mine?.['cursor'])).errors).toMatchObject([{ extensions: { reason: 'INVALID_CURSOR' } }])
  })

  test('keeps what people write apart from what is spliced in', async ({ app, desk }) => {
    await using client = await LiveClient.on(app, desk.an, desk.a.id)
    const title = `@${'x'.repeat(24)}@ "\\ \u2028 </script> 🎉 ${client.cursor}`
    await desk.create({ title })
    await client.reaches(1)
    expect(client.applied[0]?.opportunity?.title).toBe(title)
  })

  test('ends at complete, and the socket goes on', async ({ app, desk }) => {
    await using socket = await RawSocket.ready(app, { headers: { ...desk.an.credentials } })
    socket.ask('1', small(desk.a.id))
    await until('it began', () => nexts(socket).length === 1)
    socket.say({ id: '1', type: 'complete' })
    await until('the server knows', () => app.services.hub.measure().subscribers === 0)
    expect(app.services.hub.measure()).toMatchObject({ boards: 0, classes: 0 })
    await desk.create()
    socket.ask('1', small(desk.a.id))
    await until('it began again', () => nexts(socket).length === 2)
    expect(nexts(socket).map((message) => message['__typename'])).toEqual(['BoardSnapshot', 'BoardSnapshot'])
  })

  test('lets go of everything when sockets close', async ({ app, desk }) => {
    const clients = await Promise.all(Array.from({ length: 10 }, () => LiveClient.on(app, desk.an, desk.a.id)))
    expect(app.services.hub.measure()).toMatchObject({ subscribers: 10, classes: 1, boards: 1 })
    for (const client of clients) client.cut()
    await until('nobody is left', () => app.services.hub.measure().boards === 0)
    expect(app.services.hub.measure()).toEqual({
      boards: 0,
      classes: 0,
      subscribers: 0,
      catchingUp: 0,
      bufferedBytes: 0,
      slowClosed: 0,
    })
  })

  test('moves the position of those who see nothing of it', async ({ app, desk }) => {
    await using an = await LiveClient.on(app, desk.an, desk.a.id)
    for (let count = 0; count < 5; count++)
      await desk.create({ ownerId: desk.chi.id, teamId: desk.south }, desk.manager)
    await an.reaches(5)
    expect(an.applied).toEqual([])
    expect(an.state).toEqual(await an.fresh())
  })

  test('says within 15 s that there is nothing new', { timeout: 30_000 }, async ({ app, desk }) => {
    await desk.create()
    await using client = await LiveClient.on(app, desk.an, desk.a.id)
    await until('a heartbeat comes', () => client.messages.at(-1)?.__typename === 'BoardHeartbeat', 16_000)
    const heartbeat = client.messages.at(-1)
    if (heartbeat?.__typename !== 'BoardHeartbeat') throw new Error('no heartbeat')
    expect(heartbeat).toMatchObject({ seq: 1, cursor: client.cursor })
    expect(Math.abs(Date.parse(heartbeat.serverTime) - Date.now())).toBeLessThan(2_000)
  })

  test('of an unknown board is the error NOT_FOUND, in every way of asking', async ({ app, desk }) => {
    const unknown = 'pip_01h2xcejqtf2nbrexx3vqjhp41'
    for (const id of [unknown, 'nonsense', desk.a.prospect, "'; drop table pipeline; --"]) {
      const client = socketClient(app, desk.an)
      for (const query of [
        `subscription { boardEvents(pipelineId: ${JSON.stringify(id)}) { __typename } }`,
        `subscription { boardPresence(pipelineId: ${JSON.stringify(id)}) { people { doing } } }`,
        `query { changes(pipelineId: ${JSON.stringify(id)}) { nodes { seq } } }`,
      ])
        expect((await askOver(client, query)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }])
      await client.dispose()
      expect(await ask(app, desk.an, `{ board(pipelineId: ${JSON.stringify(id)}) { seq } }`)).toMatchObject({
        data: { board: null },
      })
    }
  })
})
