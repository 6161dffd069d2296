import { describe, expect } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import { gql } from '../client.ts'
import { test as withDesk, type Desk } from '../desk.ts'
import { testEnv } from '../harness.ts'
import type { Person } from '../people.ts'
import { LiveClient } from '../live/live-client.ts'
import { until } from '../live/until.ts'

const mostMs = 5_000

/** `app` takes what administrators do; the readers hang on another node, which shares only the database. */
const test = withDesk.extend<{ there: App; administrator: Person }>({
  there: [
    async ({ database }, use) => {
      const app = await startApp({ databaseUrl: database.url, env: testEnv(), log: false })
      await use(app)
      await app.close()
    },
    { scope: 'file' },
  ],
  administrator: async ({ people }, use) => use(await people.administrator()),
})

const feed = `subscription ($id: ID!, $after: String) { boardEvents(pipelineId: $id, after: $after) { __typename
  ... on BoardSnapshot { columns { opportunities { nodes { title amount { amount } } } } }
  ... on BoardEvents { events { opportunity { title amount { amount } } } } ... on BoardResync { reason } } }`

/** A board followed over server-sent events. */
class Stream implements AsyncDisposable {
  text = ''
  isOver = false

  private constructor(
    readonly status: number,
    private readonly ending: AbortController,
  ) {}

  static async on(app: App, who: Pick<Person, 'credentials'>, pipelineId: string, after: string | null = null) {
    const ending = new AbortController()
    const response = await fetch(`${app.url}/graphql/stream`, {
      method: 'POST',
      signal: ending.signal,
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...who.credentials },
      body: JSON.stringify({ query: feed, variables: { id: pipelineId, after } }),
    })
    const stream = new Stream(response.status, ending)
    void stream.#read(response)
    return stream
  }

  async #read(response: Response): Promise<void> {
    try {
      for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) this.text += text
    } catch {
      // Ended by this client.
    }
    this.isOver = true
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.ending.abort()
  }
}

const update = (desk: Desk, administrator: Person, input: object) =>
  desk.query<{ updateUser: { userErrors: unknown[] } }>(
    administrator,
    'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { userErrors { code message } } }',
    { input },
  )

describe('A12: whose rights change elsewhere while a board is open', () => {
  const changes: [string, (desk: Desk) => object, readonly string[]][] = [
    ['sight', () => ({ visibility: 'OWN' }), ['Của An']],
    ['team', ({ south }) => ({ teamIds: [south] }), ['Của An', 'Của Chi']],
    ['role', () => ({ role: 'READ_ONLY' }), ['Của An', 'Của Bình']],
    ['the right to amounts', () => ({ seesAmounts: false }), ['Của An', 'Của Bình']],
  ]

  test.for(changes)(
    '%s: is told to begin anew, by socket and by stream',
    async ([what, change, sees], { desk, there, administrator }) => {
      const amount = { amount: '918273', currency: 'VND' }
      await desk.create({ title: 'Của An', amount }, desk.an)
      await desk.create({ title: 'Của Bình', amount }, desk.binh)
      await desk.create({ title: 'Của Chi', amount }, desk.chi)
      await using board = await LiveClient.on(there, desk.an, desk.a.id)
      await using stream = await Stream.on(there, desk.an, desk.a.id)
      await until('the stream has begun', () => stream.text.includes('BoardSnapshot'))
      const old = board.cursor

      const { updateUser } = await update(desk, administrator, { id: desk.an.id, ...change(desk) })
      expect(updateUser.userErrors).toEqual([])
      expect(await until('the socket is told', () => board.isComplete)).toBeLessThan(mostMs)
      expect(await until('the stream is told', () => stream.isOver)).toBeLessThan(mostMs)
      expect(board.messages.at(-1)).toEqual({ __typename: 'BoardResync', reason: 'ACL_CHANGED' })
      expect(stream.text).toContain('"reason":"ACL_CHANGED"')

      board.subscribe(old)
      await until('the old cursor is refused', () => board.isComplete)
      expect(board.messages.at(-1)).toEqual({ __typename: 'BoardResync', reason: 'ACL_CHANGED' })
      board.subscribe(null)
      await until('a board comes', () => board.messages.at(-1)?.__typename === 'BoardSnapshot')
      const cards = board.board?.columns.get(desk.a.prospect)?.cards ?? []
      expect(cards.map(({ title }) => title).toSorted()).toEqual([...sees].toSorted())
      expect(JSON.stringify(board.messages.at(-1)).includes('918273')).toBe(what !== 'the right to amounts')
    },
  )

  test('nothing, by a change of their name or language: their boards stay open', async ({
    desk,
    there,
    administrator,
  }) => {
    await using board = await LiveClient.on(there, desk.an, desk.a.id)
    await update(desk, administrator, { id: desk.an.id, name: 'Tên mới', locale: 'EN' })
    await desk.create({}, desk.an)
    await until('the next change is told', () => board.applied.some(({ type }) => type === 'OPPORTUNITY_CREATED'))
    expect(board.messages.map(({ __typename }) => __typename)).not.toContain('BoardResync')
  })
})

describe('A11: who is out, by what was done on another node', () => {
  const endings: [string, boolean, (desk: Desk, administrator: Person, keyId: string) => Promise<unknown>][] = [
    [
      'whose account is closed',
      false,
      (desk, administrator) =>
        desk.query(
          administrator,
          'mutation ($id: ID!, $to: ID!) { deactivateUser(input: { id: $id, handOverToId: $to }) { userErrors { code } } }',
          { id: desk.an.id, to: desk.binh.id },
        ),
    ],
    [
      'whose key is revoked',
      true,
      (desk, administrator, id) =>
        desk.query(administrator, 'mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { userErrors { code } } }', {
          id,
        }),
    ],
  ]

  test.for(endings)(
    '%s: socket and stream end, and no node lets them go on',
    async ([, isByKey, end], { app, desk, there, administrator }) => {
      const key = await desk.people.key(desk.an.id, ['READ_OPPORTUNITIES'])
      const who = isByKey ? key : desk.an
      await using board = await LiveClient.on(there, who, desk.a.id)
      await using stream = await Stream.on(there, who, desk.a.id)
      await until('the stream has begun', () => stream.text.includes('BoardSnapshot'))
      const cursor = board.cursor

      await end(desk, administrator, key.id)
      expect(await until('the socket is closed', () => board.closed !== null)).toBeLessThan(mostMs)
      expect(board.closed?.code).toBe(4401)
      expect(await until('the stream is over', () => stream.isOver)).toBeLessThan(mostMs)

      await desk.create({ title: 'Sau đó' }, desk.manager)
      expect(JSON.stringify(board.messages) + stream.text).not.toContain('Sau đó')
      for (const node of [there, app]) {
        await board.connect(node)
        await until('it is refused', () => board.closed !== null || board.errors.length > 0)
        expect(board.closed?.code ?? board.errors[0]?.extensions.code).toSatisfy(
          (is) => is === 4401 || is === 'UNAUTHENTICATED',
        )
        await using again = await Stream.on(node, who, desk.a.id, cursor)
        expect(again.status).toBe(401)
        await expect(gql(node, who, '{ viewer { role } }')).rejects.toThrow('UNAUTHENTICATED')
      }
    },
  )
})
