import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { ask, gql } from '../client.ts'
import { test as base, type Desk } from '../desk.ts'
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

const changes = `query ($id: ID!, $after: String, $first: Int) { changes(pipelineId: $id, after: $after, first: $first) {
  edges { cursor node { seq } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`

/** What a subscription and a pull each say to a cursor. */
async function answers(app: Parameters<typeof ask>[0], who: Desk['an'], pipelineId: string, after: string) {
  await using client = new LiveClient(app, who, pipelineId)
  client.cursor = after
  await client.connect()
  await until(
    'an answer',
    () => client.isComplete || client.messages.some(({ __typename }) => __typename !== 'BoardResync'),
  )
  const { errors } = await ask(app, who, changes, { id: pipelineId, after })
  return {
    pushed: client.messages.map((message) =>
      message.__typename === 'BoardResync' ? message.reason : message.__typename,
    ),
    isComplete: client.isComplete,
    pulled: errors?.map(({ extensions }) => [extensions?.['code'], extensions?.['reason']]),
  }
}

const refused = (reason: string) => ({
  pushed: [reason],
  isComplete: true,
  pulled: [['BAD_USER_INPUT', reason]],
})

async function cursorOf(app: Parameters<typeof gql>[0], who: Desk['an'], id: string): Promise<string> {
  const query = 'query ($id: ID!) { board(pipelineId: $id) { cursor } }'
  return (await gql<{ board: { cursor: string } }>(app, who, query, { id })).board.cursor
}

describe('B12: a cursor that is not good here', () => {
  test('is answered by its reason, and by nothing else', async ({ app, desk }) => {
    await desk.create()
    const own = await cursorOf(app, desk.an, desk.a.id)
    const [readerHalf = '', positionHalf = ''] = own.split('.')
    const cursors: Record<string, string> = {
      empty: '',
      text: 'not a cursor',
      'cut short': own.slice(0, -1),
      'a half': readerHalf,
      forged: own.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      "another board's": await cursorOf(app, desk.an, desk.b.id),
      "another reader's": await cursorOf(app, desk.binh, desk.a.id),
      "a list's": (
        await gql<{ opportunities: { pageInfo: { endCursor: string } } }>(
          app,
          desk.an,
          '{ opportunities(first: 1) { pageInfo { endCursor } } }',
        )
      ).opportunities.pageInfo.endCursor,
      'the halves exchanged': `${positionHalf}.${readerHalf}`,
      'of the future': app.services.feed.cursorFor(
        { userId: desk.an.id, aclVersion: await aclOf(desk) },
        desk.a.id,
        99,
      ),
    }
    for (const [name, cursor] of Object.entries(cursors))
      expect({ name, ...(await answers(app, desk.an, desk.a.id, cursor)) }).toEqual({
        name,
        ...refused('INVALID_CURSOR'),
      })
  })

  test('RETENTION: what comes next is gone', async ({ app, desk, appender }) => {
    await appender.some(desk.a.id, desk.a.prospect, 5)
    const cursor = app.services.feed.cursorFor({ userId: desk.manager.id, aclVersion: 1 }, desk.a.id, 2)
    await desk.pool.query('update board_feed set min_seq = 4 where pipeline_id = $1', [desk.a.id])
    expect(await answers(app, desk.manager, desk.a.id, cursor)).toEqual(refused('RETENTION'))
    const next = app.services.feed.cursorFor({ userId: desk.manager.id, aclVersion: 1 }, desk.a.id, 3)
    expect((await answers(app, desk.manager, desk.a.id, next)).pushed).toEqual(['BoardEvents'])
  })

  test('TOO_FAR_BEHIND: for a subscription, not for a pull', { timeout: 60_000 }, async ({ app, desk, appender }) => {
    const cursor = await cursorOf(app, desk.manager, desk.a.id)
    for (let count = 0; count < 20; count++) await appender.some(desk.a.id, desk.a.prospect, 500)
    expect((await answers(app, desk.manager, desk.a.id, cursor)).pushed[0]).toBe('BoardEvents')
    await appender.some(desk.a.id, desk.a.prospect, 1)
    const { pushed, isComplete, pulled } = await answers(app, desk.manager, desk.a.id, cursor)
    expect({ pushed, isComplete, pulled }).toEqual({ pushed: ['TOO_FAR_BEHIND'], isComplete: true, pulled: undefined })
  })

  test('ACL_CHANGED: of other rights', async ({ app, desk }) => {
    await desk.create()
    const cursor = await cursorOf(app, desk.an, desk.a.id)
    await desk.pool.query(`update app_user set visibility = 'OWN', acl_version = acl_version + 1 where id = $1`, [
      desk.an.id,
    ])
    app.services.callers.told({ userId: desk.an.id })
    expect(await answers(app, desk.an, desk.a.id, cursor)).toEqual(refused('ACL_CHANGED'))
  })

  // The last of this file: what it does to the feed can't be undone.
  test('EPOCH: of another life of the database; whoever follows is told, too', async ({ app, desk }) => {
    await desk.create()
    await using client = await LiveClient.on(app, desk.an, desk.a.id)
    const { cursor } = client
    await desk.pool.query('update feed_meta set epoch = $1', [randomUUID()])
    await until('the follower is told', () => client.isComplete, 3_000)
    expect(client.messages.at(-1)).toEqual({ __typename: 'BoardResync', reason: 'EPOCH' })
    expect(await answers(app, desk.an, desk.a.id, cursor ?? '')).toEqual(refused('EPOCH'))
    client.subscribe()
    await desk.create()
    await client.reaches(2)
    expect(client.state).toEqual(await client.fresh())
  })
})

async function aclOf(desk: Desk): Promise<number> {
  const { rows } = await desk.pool.query<{ acl_version: number }>('select acl_version from app_user where id = $1', [
    desk.an.id,
  ])
  return rows[0]?.acl_version ?? 0
}
