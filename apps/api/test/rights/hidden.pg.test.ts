import { typeidUnboxed } from 'typeid-js'
import { describe, expect } from 'vitest'
import { post } from '../client.ts'
import { test as withDesk, type Desk } from '../desk.ts'
import type { Person } from '../people.ts'
import { statementsDuring } from './statements.ts'

interface Scene {
  /** In the north like An; sees only her own. */
  readonly rep: Person
  /** Of others in her team, of another team, and hers in her team but deleted. */
  readonly hidden: Readonly<Record<'a colleague’s' | 'another team’s' | 'a deleted one', string>>
  readonly closed: string
}

const test = withDesk.extend<{ scene: Scene }>({
  scene: async ({ desk }, use) => {
    const { an, chi, manager, people, north } = desk
    const rep = await people.make({ teams: [north], visibility: 'OWN' })
    const amount = { amount: '7', currency: 'VND' }
    const hidden = {
      'a colleague’s': (await desk.create({ title: 'Zircon', tags: ['zircon'], source: 'Zircon', amount }, an)).id,
      'another team’s': (await desk.create({ title: 'Zircon', amount }, chi)).id,
      'a deleted one': (await desk.create({ title: 'Zircon', amount }, rep)).id,
    }
    await desk.mutate(rep, 'deleteOpportunity', { opportunityId: hidden['a deleted one'] })
    const closed = (await desk.create({}, chi)).id
    await desk.move({ id: closed }, desk.a.won, {}, manager)
    await use({ rep, hidden, closed })
  },
})

const errors = 'userErrors { code message field }'
const roads: Readonly<Record<string, (id: string, desk: Desk) => string>> = {
  opportunity: (id) => `{ opportunity(id: "${id}") { id title history { totalCount } stays { enteredAt } } }`,
  node: (id) => `{ node(id: "${id}") { __typename id } }`,
  nodes: (id) => `{ nodes(ids: ["${id}", "${id}"]) { __typename } }`,
  'a filter by id': (id) => `{ opportunities(filter: { id: { eq: "${id}" } }) { totalCount nodes { id } } }`,
  'a filter of the board': (id, { a }) =>
    `{ board(pipelineId: "${a.id}", filter: { id: { eq: "${id}" } }) { columns { totals { count } opportunities { totalCount } } } }`,
  updateOpportunity: (id) =>
    `mutation { updateOpportunity(input: { opportunityId: "${id}", title: "X", expectedVersion: 1 })
      { opportunity { id } current { id } conflicts { field } ${errors} } }`,
  moveOpportunity: (id, { a }) =>
    `mutation { moveOpportunity(input: { opportunityId: "${id}", toStageId: "${a.qualified}", expectedStageId: "${a.lost}" })
      { opportunity { id } current { id } movedBy { id } movedAt ${errors} } }`,
  'a move to a board that is not there': (id) =>
    `mutation { moveOpportunity(input: { opportunityId: "${id}", toStageId: "${typeidUnboxed('stg')}" }) { ${errors} } }`,
  reopenOpportunity: (id) =>
    `mutation { reopenOpportunity(input: { opportunityId: "${id}" }) { opportunity { id } ${errors} } }`,
  deleteOpportunity: (id) =>
    `mutation { deleteOpportunity(input: { opportunityId: "${id}" }) { deletedId ${errors} } }`,
  updatePresence: (id, { a }) =>
    `mutation { updatePresence(input: { pipelineId: "${a.id}", opportunityId: "${id}" }) { presence { people { field } } ${errors} } }`,
}

/** Status and body, without what differs between any two requests: the id that was asked for, and the state of the bucket. */
async function answer(desk: Desk, who: Person, query: string, id: string): Promise<string> {
  const response = await post(desk.app, who, { query })
  const body = (await response.text())
    .replaceAll(id, 'ID')
    .replace(/"currentlyAvailable":\d+/, '"currentlyAvailable":0')
  return `${response.status} ${response.headers.get('content-type')} ${body}`
}

describe('A2: what is hidden and what was never there are one answer', () => {
  test.for(Object.keys(roads))('by %s, with the same statements', async (road, { desk, scene }) => {
    const ask = roads[road]
    if (!ask) throw new Error(road)
    const asking = async (id: string) => {
      let told = ''
      const statements = await statementsDuring(async () => {
        told = await answer(desk, scene.rep, ask(id, desk), id)
      })
      return { told, statements }
    }
    const before = await desk.written()
    await asking(typeidUnboxed('opp')) // what is read once a process has been read
    const never = await asking(typeidUnboxed('opp'))
    expect(never.statements.length).toBeGreaterThan(0)
    for (const [what, id] of Object.entries({ ...scene.hidden, 'a closed one': scene.closed })) {
      const hidden = await asking(id)
      expect(hidden.told, what).toBe(never.told)
      expect(hidden.statements, what).toEqual(never.statements)
    }
    expect(await desk.written()).toEqual(before)
  })

  test('restoring knows only what one could delete', async ({ desk, scene }) => {
    const restore = (id: string) =>
      answer(desk, scene.rep, `mutation { restoreOpportunity(input: { opportunityId: "${id}" }) { ${errors} } }`, id)
    const unknown = await restore(typeidUnboxed('opp'))
    await desk.mutate(desk.manager, 'deleteOpportunity', { opportunityId: scene.hidden['a colleague’s'] })
    expect(await restore(scene.hidden['a colleague’s'])).toBe(unknown)
    expect(await restore(scene.hidden['another team’s'])).toBe(unknown)
    expect(await restore(scene.hidden['a deleted one'])).not.toBe(unknown)
  })
})

describe('A4: a word that only hidden opportunities have', () => {
  const search = (word: string, pipelineId: string) => `{
    list: opportunities(filter: { search: "${word}" }) { totalCount nodes { id } }
    text: opportunities(filter: { title: { contains: "${word}" } }) { totalCount }
    tagged: opportunities(filter: { tags: { hasAny: ["${word}"] } }) { totalCount }
    board(pipelineId: "${pipelineId}", filter: { search: "${word}" }) { columns { totals { count } opportunities { nodes { id } } } }
    sources(search: "${word}") { totalCount nodes { name } }
    tags(search: "${word}") { totalCount nodes { name } } }`

  test('is found nowhere, with the same statements as one that nobody wrote', async ({ desk, scene }) => {
    const asking = async (who: Person, word: string) => {
      let told = ''
      const statements = await statementsDuring(async () => {
        told = await answer(desk, who, search(word, desk.a.id), word)
      })
      return { told, statements: statements.toSorted() }
    }
    const never = await asking(scene.rep, 'nirgal')
    expect(await asking(scene.rep, 'zircon')).toEqual(never)
    expect((await asking(desk.an, 'zircon')).told).not.toBe(never.told)
  })

  test('is no hit of relevance either', async ({ desk, scene }) => {
    const query = `{ opportunities(filter: { search: "zircon" }, orderBy: [{ field: RELEVANCE, direction: ASC }]) { nodes { id } pageInfo { hasNextPage } } }`
    expect(await desk.query(scene.rep, query)).toEqual({
      opportunities: { nodes: [], pageInfo: { hasNextPage: false } },
    })
  })
})
