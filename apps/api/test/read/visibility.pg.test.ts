import { describe, expect } from 'vitest'
import { typeidUnboxed } from 'typeid-js'
import { gql } from '../client.ts'
import { test as withDesk, type Desk } from '../desk.ts'
import type { Person } from '../people.ts'
import { allIds, idsOf, readPage } from './listed.ts'

interface Scene {
  readonly ofAn: string
  readonly ofBinh: string
  readonly ofChi: string
  /** Nobody's, in the north. */
  readonly ofNobody: string
  /** Chi's, in no team. */
  readonly alone: string
  /** An's, but in the south: the team counts, not the owner's other teams. */
  readonly lent: string
  readonly deleted: string
  readonly deletedOfChi: string
  /** In the north, sees only his own: none. */
  readonly own: Person
  /** Leads the south besides. */
  readonly both: Person
}

const test = withDesk.extend<{ scene: Scene }>({
  scene: async ({ desk }, use) => {
    const { an, binh, chi, manager, people, north, south } = desk
    const create = async (who: Person, input: object) => (await desk.create({ amount: money(100), ...input }, who)).id
    const scene: Scene = {
      ofAn: await create(an, { title: 'Thép An' }),
      ofBinh: await create(binh, { title: 'Thép Bình' }),
      ofChi: await create(chi, { title: 'Thép Chi' }),
      ofNobody: await create(manager, { title: 'Thép', ownerId: null, teamId: north }),
      alone: await create(manager, { title: 'Thép lẻ', ownerId: chi.id, teamId: null }),
      lent: await create(manager, { title: 'Thép mượn', ownerId: an.id, teamId: south }),
      deleted: await create(an, { title: 'Thép xoá' }),
      deletedOfChi: await create(chi, { title: 'Thép xoá' }),
      own: await people.make({ visibility: 'OWN', teams: [north] }),
      both: await people.make({ role: 'TEAM_LEADER', leads: [north, south] }),
    }
    for (const id of [scene.deleted, scene.deletedOfChi])
      await desk.mutate(manager, 'deleteOpportunity', { opportunityId: id })
    await use(scene)
  },
})

const money = (amount: number) => ({ amount: String(amount), currency: 'VND' })

type Readers = (desk: Desk, scene: Scene) => readonly (readonly [who: Person, sees: readonly string[]])[]

const readers: Readers = (desk, s) => {
  const everything = [s.ofAn, s.ofBinh, s.ofChi, s.ofNobody, s.alone, s.lent]
  const north = [s.ofAn, s.ofBinh, s.ofNobody, s.lent]
  return [
    [desk.an, north],
    [desk.binh, [s.ofAn, s.ofBinh, s.ofNobody]],
    [desk.leader, [s.ofAn, s.ofBinh, s.ofNobody]],
    [desk.chi, [s.ofChi, s.alone, s.lent]],
    [s.own, []],
    [s.both, [s.ofAn, s.ofBinh, s.ofChi, s.ofNobody, s.lent]],
    [desk.manager, everything],
    [desk.viewer, everything],
  ]
}

const sorted = (ids: readonly string[]) => ids.toSorted()

interface BoardAnswer {
  readonly board: {
    readonly columns: readonly {
      readonly totals: {
        readonly count: number
        readonly amount: { readonly amount: string }
        readonly byCurrency: readonly { readonly currency: string; readonly count: number; readonly amount: string }[]
      }
      readonly opportunities: { readonly totalCount: number; readonly nodes: readonly { readonly id: string }[] }
    }[]
  }
}

const boardQuery = `query ($id: ID!, $filter: OpportunityFilter) { board(pipelineId: $id, filter: $filter) { columns {
  totals { count amount { amount } byCurrency { currency count amount } }
  opportunities(first: 100) { totalCount nodes { id } } } } }`

describe('each reader sees exactly their own part', () => {
  test('in lists, counts and searches', async ({ app, desk, scene }) => {
    const onBoard = { pipelineId: { eq: desk.a.id } }
    for (const [who, sees] of readers(desk, scene))
      for (const filter of [
        onBoard,
        { ...onBoard, search: 'thép' },
        { ...onBoard, owner: { isActive: { eq: true } } },
      ]) {
        const wanted = 'owner' in filter ? sees.filter((id) => id !== scene.ofNobody) : sees
        const page = await readPage(app, who, 'opportunities', { filter, first: 100 })
        expect(sorted(idsOf(page))).toEqual(sorted(wanted))
        expect(page.totalCount).toBe(wanted.length)
        expect(page.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false })
      }
  })

  test('in every page, whatever the order', async ({ app, desk, scene }) => {
    for (const [who, sees] of readers(desk, scene))
      for (const field of ['CREATED_AT', 'CLOSED_AT', 'AMOUNT', 'TITLE', 'RANK', 'EXTERNAL_ID']) {
        const variables = { filter: { pipelineId: { eq: desk.a.id } }, orderBy: [{ field, direction: 'DESC' }] }
        const pages: string[] = []
        for (let after: string | null = null, more = true; more;) {
          const page = await readPage(app, who, 'opportunities', { ...variables, first: 2, after })
          pages.push(...idsOf(page))
          after = page.pageInfo.endCursor
          more = page.pageInfo.hasNextPage
        }
        expect(sorted(pages)).toEqual(sorted(sees))
      }
  })

  test('by id: hidden, deleted, unknown, malformed and of another kind are all null', async ({ desk, scene }) => {
    const all = [scene.ofAn, scene.ofBinh, scene.ofChi, scene.ofNobody, scene.alone, scene.lent]
    const none = [
      scene.deleted,
      scene.deletedOfChi,
      typeidUnboxed('opp'),
      'opp_1',
      '',
      "' or 1=1",
      '\u0000',
      'x'.repeat(10_000),
    ]
    for (const [who, sees] of readers(desk, scene)) {
      const asked = [...all, ...none]
      const { nodes } = await desk.query<{ nodes: ({ id: string; __typename: string } | null)[] }>(
        who,
        'query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }',
        { ids: asked },
      )
      expect(nodes).toEqual(asked.map((id) => (sees.includes(id) ? { id, __typename: 'Opportunity' } : null)))
      for (const id of [scene.ofChi, scene.ofAn, scene.deleted, 'opp_1', desk.a.id]) {
        const wanted = sees.includes(id) ? { id } : null
        expect(await desk.query(who, 'query ($id: ID!) { opportunity(id: $id) { id } }', { id })).toEqual({
          opportunity: wanted,
        })
      }
    }
  })

  test('on the board: cards, counts and sums, with a filter and without', async ({ desk, scene }) => {
    for (const [who, sees] of readers(desk, scene))
      for (const filter of [null, { title: { contains: 'thep' } }, { title: { contains: 'không có' } }]) {
        const wanted = filter?.title.contains === 'không có' ? [] : sees
        const { board } = await desk.query<BoardAnswer>(who, boardQuery, { id: desk.a.id, filter })
        const [first, ...others] = board.columns
        expect(sorted(first?.opportunities.nodes.map(({ id }) => id) ?? [])).toEqual(sorted(wanted))
        expect(first?.opportunities.totalCount).toBe(wanted.length)
        const amount = String(wanted.length * 100)
        expect(first?.totals).toEqual({
          count: wanted.length,
          amount: { amount },
          byCurrency: wanted.length === 0 ? [] : [{ currency: 'VND', count: wanted.length, amount }],
        })
        for (const { totals, opportunities } of others)
          expect([totals.count, opportunities.totalCount, opportunities.nodes]).toEqual([0, 0, []])
      }
  })

  test('among what was deleted and can be restored', async ({ app, desk, scene, database: { pool } }) => {
    const deleted = async (who: Person) =>
      sorted(await allIds(app, who, 'opportunities', { filter: { isDeleted: true, pipelineId: { eq: desk.a.id } } }))
    const both = sorted([scene.deleted, scene.deletedOfChi])
    expect(await deleted(desk.manager)).toEqual(both)
    expect(await deleted(desk.an)).toEqual([scene.deleted])
    expect(await deleted(desk.chi)).toEqual([scene.deletedOfChi])
    expect(await deleted(scene.own)).toEqual([])
    // Elsewhere than at the top it is a condition like any other, over what was not deleted.
    const inside = { not: { isDeleted: true }, pipelineId: { eq: desk.a.id } }
    expect((await readPage(app, desk.manager, 'opportunities', { filter: inside })).totalCount).toBe(6)
    await pool.query(`update opportunity set deleted_at = now() - interval '31 days' where id = $1`, [scene.deleted])
    expect(await deleted(desk.manager)).toEqual([scene.deletedOfChi])
  })

  test("with somebody else's cursor too", async ({ app, desk, scene }) => {
    const variables = { filter: { pipelineId: { eq: desk.a.id } }, orderBy: [{ field: 'TITLE' }] }
    const { pageInfo } = await readPage(app, desk.manager, 'opportunities', { ...variables, first: 1 })
    const page = await readPage(app, scene.own, 'opportunities', { ...variables, after: pageInfo.endCursor })
    expect([page.nodes, page.pageInfo.hasPreviousPage, page.pageInfo.hasNextPage]).toEqual([[], false, false])
  })

  test('with a key of theirs, which never sees more', async ({ app, desk, scene, people }) => {
    const key = await people.key(desk.chi.id, ['READ_OPPORTUNITIES'])
    const page = await readPage(app, key, 'opportunities', { filter: { pipelineId: { eq: desk.a.id } } })
    expect(sorted(idsOf(page))).toEqual(sorted([scene.ofChi, scene.alone, scene.lent]))
    const { board } = await gql<BoardAnswer>(app, key, boardQuery, { id: desk.a.id })
    expect(board.columns[0]?.totals.count).toBe(3)
  })
})

test('companies, contacts, people, teams and set-up are read by everybody', async ({ app, desk, scene }) => {
  const names = ['companies', 'contacts', 'users', 'teams', 'pipelines', 'lostReasons'] as const
  for (const name of names) {
    const all = await allIds(app, desk.manager, name)
    for (const who of [desk.an, scene.own, desk.viewer]) expect(await allIds(app, who, name)).toEqual(all)
  }
})

test('tags and sources are offered to those who see an opportunity that has them', async ({ desk, scene }) => {
  const say = (id: string, word: string) =>
    desk.done(desk.manager, 'updateOpportunity', { opportunityId: id, source: word, tags: [word, 'chung'] })
  await say(scene.ofAn, 'Hội chợ')
  await say(scene.ofChi, 'Người quen')
  await say(scene.alone, 'Tên miền')
  const heard: [Person, string[]][] = [
    [desk.an, ['Hội chợ']],
    [desk.leader, ['Hội chợ']],
    [desk.chi, ['Người quen', 'Tên miền']],
    [scene.own, []],
    [scene.both, ['Hội chợ', 'Người quen']],
    [desk.manager, ['Hội chợ', 'Người quen', 'Tên miền']],
  ]
  const query = `{ sources(first: 100) { totalCount nodes { id name } } tags(first: 100) { totalCount nodes { id name } }
    probed: sources(search: "nguoi quen") { totalCount nodes { name } } }`
  type Words = { totalCount: number; nodes: { id: string; name: string }[] }
  const everything = await desk.query<Record<'sources' | 'tags', Words>>(desk.manager, query)
  const ids = [...everything.sources.nodes, ...everything.tags.nodes].map(({ id }) => id)
  for (const [who, sources] of heard) {
    const told = await desk.query<Record<'sources' | 'tags' | 'probed', Words>>(who, query)
    const tags = sources.length > 0 ? ['chung', ...sources] : []
    expect(told.sources.nodes.map(({ name }) => name)).toEqual(sources)
    expect(told.tags.nodes.map(({ name }) => name)).toEqual(tags)
    expect([told.sources.totalCount, told.tags.totalCount]).toEqual([sources.length, tags.length])
    expect(told.probed.totalCount).toBe(sources.includes('Người quen') ? 1 : 0)
    const { nodes } = await desk.query<{ nodes: ({ name: string } | null)[] }>(
      who,
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Source { name } ... on Tag { name } } }',
      { ids },
    )
    expect(nodes.flatMap((node) => node?.name ?? [])).toEqual([...sources, ...tags])
  }
})
