import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { post } from '../client.ts'
import { test, type Desk } from '../desk.ts'
import type { App } from '../../src/app.ts'
import type { Person } from '../people.ts'

const card = `id title status amount { amount currency } weightedAmount { amount } probability rank version tags source
  owner { name email isActive teams { name } mainTeam { name } } team { name members { name } } company { name domain }
  contact { name phone company { name } } lostReason { name } lostNote stage { name } expectedCloseDate`
const columns = `columns { stage { id name position } totals { count amount { amount } byCurrency { currency amount } }
  opportunities(first: 3) { totalCount nodes { ${card} } pageInfo { hasNextPage endCursor } } }`
const document = `query ($id: ID!, $filter: OpportunityFilter) {
  board(pipelineId: $id, filter: $filter) { seq pipeline { name stages { name } } ${columns} } }`

interface Answer {
  readonly data: { readonly board: object | null }
  readonly errors?: unknown
  readonly extensions: { readonly redacted?: readonly string[]; readonly cost: object }
}

async function read(app: App, who: Person, query: string, variables: object): Promise<Answer> {
  const response = await post(app, who, { query, variables })
  expect(response.status).toBe(200)
  return (await response.json()) as Answer
}

let others = 0
/** A document that nobody has asked for before, so that its answer is made now. */
const anew = (query: string): string => `${query} # ${(others += 1)}`

/** The same board in a document of which nothing is kept, neither the answer nor the names in it. */
const unkept = document.replace(/}$/, '__typename }')

/** How many board answers were given again since the node began. */
async function givenAgain(app: App): Promise<number> {
  const { body } = await app.services.metrics.text()
  return Number(/^board_answers_total\{way="kept"\} (\d+)$/m.exec(body)?.[1] ?? 0)
}

type Step = (
  desk: Desk,
  cards: { id: string }[],
  rows: Record<'company' | 'contact', string>,
  word: string,
) => Promise<unknown>

const pick = <T>(items: readonly T[], word: string): T => {
  const item = items[word.length % items.length]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

/** Every kind of write that shows on a card, and some that do not. */
const steps: Record<string, Step> = {
  create: async (desk, cards, rows, title) =>
    cards.push(await desk.create({ title, companyId: rows.company, contactId: rows.contact }, desk.an)),
  move: (desk, cards) => desk.move(pick(cards, 'ab'), desk.a.qualified, {}, desk.manager),
  back: (desk, cards) => desk.move(pick(cards, 'abc'), desk.a.prospect, {}, desk.manager),
  win: (desk, cards) =>
    desk.mutate(desk.manager, 'moveOpportunity', { opportunityId: pick(cards, 'a').id, toStageId: desk.a.won }),
  edit: (desk, cards, _, title) =>
    desk.mutate(desk.manager, 'updateOpportunity', {
      opportunityId: pick(cards, title).id,
      title,
      tags: [title],
      amount: { amount: `${title.length}`, currency: 'VND' },
    }),
  hand: (desk, cards, _, word) =>
    desk.mutate(desk.manager, 'updateOpportunity', {
      opportunityId: pick(cards, word).id,
      ownerId: pick([desk.an, desk.chi, desk.binh], word).id,
    }),
  company: (desk, _, { company: id }, name) =>
    desk.query(
      desk.manager,
      `mutation ($input: UpdateCompanyInput!) { updateCompany(input: $input) { userErrors { code } } }`,
      { input: { id, name } },
    ),
  contact: (desk, _, { contact: id }, phone) =>
    desk.query(
      desk.manager,
      `mutation ($input: UpdateContactInput!) { updateContact(input: $input) { userErrors { code } } }`,
      { input: { id, phone } },
    ),
  person: (desk, _, __, name) => desk.pool.query('update app_user set name = $1 where id = $2', [name, desk.an.id]),
  leaves: (desk) => desk.pool.query('update app_user set is_active = not is_active where id = $1', [desk.binh.id]),
  team: (desk, _, __, name) => desk.pool.query('update team set name = $1 where id = $2', [name, desk.north]),
  joins: (desk) =>
    desk.pool.query('insert into team_member (team_id, user_id) values ($1, $2) on conflict do nothing', [
      desk.south,
      desk.leader.id,
    ]),
  parts: (desk) =>
    desk.pool.query('delete from team_member where team_id = $1 and user_id = $2', [desk.south, desk.leader.id]),
  reason: (desk, _, __, name) => desk.pool.query('update lost_reason set name = $1 where id = $2', [name, desk.reason]),
  nothing: async () => {},
}

describe('a kept board', () => {
  test(
    'is as fresh as one that is read anew, whatever was written in between',
    { timeout: 120_000 },
    async ({ app, desk }) => {
      const made = async (name: 'Company' | 'Contact') =>
        (
          await desk.query<Record<string, Record<string, { id: string }>>>(
            desk.manager,
            `mutation ($input: Create${name}Input!) { create${name}(input: $input) { ${name.toLowerCase()} { id } } }`,
            { input: { name } },
          )
        )[`create${name}`]?.[name.toLowerCase()]?.id ?? ''
      const rows = { company: await made('Company'), contact: await made('Contact') }
      const cards = [await desk.create({ companyId: rows.company, contactId: rows.contact }), await desk.create()]
      const poor = await desk.people.make({ role: 'MANAGER', visibility: 'ALL', seesAmounts: false })
      const readers = [desk.manager, desk.an, desk.chi, desk.viewer, poor]
      const asked = [{ id: desk.a.id }, { id: desk.a.id, filter: { company: { name: { contains: 'a' } } } }]
      const before = await givenAgain(app)
      let writes = 0
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.constantFrom(...Object.keys(steps)), fc.stringMatching(/^[a-d]{1,6}$/)), {
            maxLength: 5,
          }),
          async (walk) => {
            for (const [name, word] of walk) {
              await steps[name]?.(desk, cards, rows, word)
              writes++
              for (const who of readers)
                for (const variables of asked) {
                  const fresh = await read(app, who, unkept, variables)
                  for (const query of [document, anew(document)]) {
                    const kept = await read(app, who, query, variables)
                    expect(kept.data.board, name).toEqual(fresh.data.board)
                    expect(kept.extensions.redacted).toEqual(fresh.extensions.redacted)
                  }
                }
            }
          },
        ),
        { numRuns: 12 },
      )
      expect(writes).toBeGreaterThan(10)
      expect(await givenAgain(app)).toBeGreaterThan(before) // steps that wrote nothing have left it true
    },
  )

  test('is given again to all who see the same, at the same price, and to nobody else', async ({ app, desk }) => {
    await desk.create({ amount: { amount: '5', currency: 'VND' } })
    const other = await desk.people.manager({ locale: 'en' })
    await read(app, desk.manager, document, { id: desk.b.id }) // who brings a document pays for its reading
    const first = await read(app, desk.manager, document, { id: desk.a.id })
    const began = await givenAgain(app)
    const again = await read(app, other, document, { id: desk.a.id })
    expect(await givenAgain(app)).toBe(began + 1)
    expect(again.data).toEqual(first.data)
    expect(again.extensions.cost).toMatchObject({
      requested: expect.any(Number),
      actual: (first.extensions.cost as { actual: number }).actual,
      throttle: { maximumAvailable: expect.any(Number) },
    })
    const chi = await read(app, desk.chi, document, { id: desk.a.id })
    expect(JSON.stringify(chi.data)).not.toContain('Kho lạnh')
    expect(await givenAgain(app)).toBe(began + 1)
  })

  test('has a cursor of its own for each reader', async ({ app, desk }) => {
    const withCursor = `query ($id: ID!) { board(pipelineId: $id) { cursor seq } }`
    const cursors = []
    for (const who of [desk.manager, desk.viewer, desk.manager])
      cursors.push((await read(app, who, withCursor, { id: desk.a.id })).data.board)
    expect(cursors[2]).toEqual(cursors[0])
    expect(cursors[1]).not.toEqual(cursors[0])
  })

  test('is none where a field runs on by the clock, and none without a board', async ({ app, desk }) => {
    await desk.create()
    const began = await givenAgain(app)
    const stays = `query ($id: ID!) { board(pipelineId: $id) { columns { opportunities { nodes { stays { seconds } } } } } }`
    for (const _ of [1, 2]) await read(app, desk.manager, stays, { id: desk.a.id })
    for (const _ of [1, 2]) expect((await read(app, desk.manager, document, { id: 'pip_none' })).data.board).toBe(null)
    expect(await givenAgain(app)).toBe(began)
  })

  test('answers in the media type that was asked for', async ({ app, desk }) => {
    for (const accept of ['application/json', 'application/graphql-response+json'])
      for (const _ of [1, 2]) {
        const response = await post(app, desk.manager, { query: document, variables: { id: desk.a.id } }, { accept })
        expect(response.headers.get('content-type')).toBe(`${accept}; charset=utf-8`)
      }
  })
})
