import { describe, expect } from 'vitest'
import { gql, socketClient } from '../client.ts'
import { test, type Desk, type Input } from '../desk.ts'
import type { App } from '../../src/app.ts'
import type { Person } from '../people.ts'
import { until } from './until.ts'

interface Present {
  readonly user: { readonly id: string }
  readonly doing: string
  readonly opportunityId: string | null
  readonly field: string | null
}

const people = 'people { user { id } doing opportunityId field since }'

async function say(app: App, who: Person, input: Input) {
  const data = await gql<{ updatePresence: { presence: { people: Present[] } | null; userErrors: object[] } }>(
    app,
    who,
    `mutation ($input: UpdatePresenceInput!) { updatePresence(input: $input) {
      presence { ${people} } clientMutationId userErrors { code field } } }`,
    { input },
  )
  return data.updatePresence
}

function watch(app: App, who: Person, id: string) {
  const client = socketClient(app, who)
  const seen: Present[][] = []
  const over = Promise.withResolvers<void>()
  client.subscribe<{ boardPresence: { people: Present[] } }>(
    { query: `subscription { boardPresence(pipelineId: "${id}") { ${people} } }` },
    {
      next: ({ data }) => data && seen.push(data.boardPresence.people),
      error: over.reject,
      complete: over.resolve,
    },
  )
  return { seen, over: over.promise, [Symbol.asyncDispose]: async () => client.dispose() }
}

const place = (desk: Desk) => ({ pipelineId: desk.a.id })

describe('presence', () => {
  test('tells who is on a board and what they hold, to those who may see it', async ({ app, desk }) => {
    const card = await desk.create({ ownerId: desk.chi.id, teamId: desk.south }, desk.manager)
    await using manager = watch(app, desk.manager, desk.a.id)
    await using an = watch(app, desk.an, desk.a.id)
    await until('both watch', () => manager.seen.length > 0 && an.seen.length > 0)
    expect(manager.seen[0]).toEqual([])
    await say(app, desk.chi, { ...place(desk), opportunityId: card.id, doing: 'EDITING', field: 'title' })
    await until('both learn of it', () => manager.seen.length > 1 && an.seen.length > 1)
    expect(manager.seen.at(-1)).toMatchObject([
      { user: { id: desk.chi.id }, doing: 'EDITING', opportunityId: card.id, field: 'title' },
    ])
    expect(an.seen.at(-1)).toMatchObject([
      { user: { id: desk.chi.id }, doing: 'VIEWING', opportunityId: null, field: null },
    ])
  })

  test('answers with who is there, at once', async ({ app, desk }) => {
    await say(app, desk.binh, place(desk))
    const { presence } = await say(app, desk.an, { ...place(desk), doing: 'VIEWING' })
    expect(presence?.people.map(({ user }) => user.id).toSorted()).toEqual([desk.an.id, desk.binh.id].toSorted())
    expect((await say(app, desk.an, { pipelineId: desk.b.id })).presence?.people).toHaveLength(1)
  })

  test('knows nothing of boards and cards that are unknown, hidden or elsewhere', async ({ app, desk }) => {
    const hidden = await desk.create({ ownerId: desk.chi.id, teamId: desk.south }, desk.manager)
    const elsewhere = await desk.create({ pipelineId: desk.b.id })
    const unknown = 'opp_01h2xcejqtf2nbrexx3vqjhp41'
    for (const opportunityId of [hidden.id, elsewhere.id, unknown, 'nonsense'])
      expect(await say(app, desk.an, { ...place(desk), opportunityId })).toMatchObject({
        presence: null,
        userErrors: [{ code: 'NOT_FOUND', field: ['opportunityId'] }],
      })
    expect((await say(app, desk.an, { pipelineId: 'pip_01h2xcejqtf2nbrexx3vqjhp41' })).userErrors).toEqual([
      { code: 'NOT_FOUND', field: ['pipelineId'] },
    ])
    expect((await say(app, desk.an, { ...place(desk), field: 'x'.repeat(1_000) })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['field'] },
    ])
  })

  test('ends for those whose rights change, who then ask again', async ({ app, desk }) => {
    await using an = watch(app, desk.an, desk.a.id)
    await until('An watches', () => an.seen.length > 0)
    await desk.pool.query(`update app_user set visibility = 'OWN' where id = $1`, [desk.an.id])
    await an.over
    expect(an.seen).toEqual([[]])
  })
})
