import type { Pool } from 'pg'
import { typeidUnboxed } from 'typeid-js'
import { describe, expect } from 'vitest'
import type { App } from '../../src/app.ts'
import { test as withApp } from '../harness.ts'
import type { Person } from '../people.ts'
import { anOpportunityRow, aPipeline, type PipelineRows } from '../rows.ts'
import { allIds, idsOf, readPage, refusalOf } from './listed.ts'
import { aCompany, aContact } from './shelf.ts'

const test = withApp.extend<{ pipeline: PipelineRows; who: Person }>({
  pipeline: async ({ database }, use) => use(await aPipeline(database.pool)),
  who: [async ({ people }, use) => use(await people.manager()), { scope: 'file' }],
})

/** Opportunities by their titles, and what a search finds of them, as titles in the order of the answer. */
class Titles {
  readonly #titleOf = new Map<string, string>()

  constructor(
    private readonly app: App,
    private readonly pool: Pool,
    private readonly who: Person,
    private readonly pipeline: PipelineRows,
  ) {}

  async add(title: string, values: Record<string, unknown> = {}): Promise<string> {
    const id = await anOpportunityRow(this.pool, this.pipeline, { title, ...values })
    this.#titleOf.set(id, title)
    return id
  }

  async found(search: string, more: Record<string, unknown> = {}): Promise<string[]> {
    const filter = { search, pipelineId: { eq: this.pipeline.id } }
    const page = await readPage(this.app, this.who, 'opportunities', { filter, first: 100, ...more })
    expect(page.totalCount).toBe(page.nodes.length)
    return idsOf(page).map((id) => this.#titleOf.get(id) ?? id)
  }
}

const titled = test.extend<{ titles: Titles }>({
  titles: async ({ app, database, who, pipeline }, use) => use(new Titles(app, database.pool, who, pipeline)),
})

describe('a search of opportunities', () => {
  titled('does not mind case, accents, đ, composition or runs of spaces', async ({ titles }) => {
    for (const title of ['Thi công nhà xưởng', 'THI  CÔNG cầu', 'Thị Cống'.normalize('NFD'), 'Thiết kế'])
      await titles.add(title)
    const three = ['THI  CÔNG cầu', 'Thi công nhà xưởng', 'Thị Cống'.normalize('NFD')].toSorted()
    for (const search of ['thi cong', 'THI CÔNG', ' thi   công ', 'thi công'.normalize('NFD'), 'cong thi'])
      expect((await titles.found(search)).toSorted()).toEqual(three)
  })

  titled(
    'looks into title, company, contact and external id, word by word',
    async ({ titles, pipeline, database: { pool } }) => {
      const company = await aCompany(pool, 'Vinamilk Đồng Nai')
      const contact = await aContact(pool, 'Nguyễn Thị Hằng')
      await titles.add('Máy ép', { company_id: company, contact_id: contact, external_id: `SAP-77 ${pipeline.id}` })
      await titles.add('Máy cắt')
      for (const search of ['vinamilk', 'dong nai', 'hang nguyen', 'SAP-77', 'may hang', 'máy vinamilk 77'])
        expect(await titles.found(search)).toEqual(['Máy ép'])
      expect(await titles.found('máy hoà phát')).toEqual([])
      expect((await titles.found('máy')).toSorted()).toEqual(['Máy cắt', 'Máy ép'])
    },
  )

  titled('finds three letters anywhere and fewer at the beginning of a word', async ({ titles }) => {
    for (const title of ['An Phát', 'Bàn ghế', 'Kho (An Giang)', 'Gạch-an toàn', 'Hoan']) await titles.add(title)
    expect((await titles.found('an')).toSorted()).toEqual(['An Phát', 'Gạch-an toàn', 'Kho (An Giang)'])
    expect(await titles.found('b')).toEqual(['Bàn ghế'])
    expect(await titles.found('oan')).toEqual(['Gạch-an toàn', 'Hoan'].toReversed())
  })

  titled('takes % and _ and quotes as they are', async ({ titles }) => {
    for (const title of ['Giảm 50% giá', 'a_b', "L'Oréal", 'back\\slash', 'khác']) await titles.add(title)
    expect(await titles.found('50%')).toEqual(['Giảm 50% giá'])
    expect(await titles.found('%')).toEqual([])
    expect(await titles.found('a_b')).toEqual(['a_b'])
    expect(await titles.found("l'oreal")).toEqual(["L'Oréal"])
    expect(await titles.found('\\slash')).toEqual(['back\\slash'])
  })

  titled('is nothing when it is blank', async ({ titles }) => {
    await titles.add('Một')
    expect(await titles.found('  ')).toEqual(['Một'])
    expect(await titles.found('', { orderBy: [{ field: 'RELEVANCE' }] })).toEqual(['Một'])
  })

  titled('lists by relevance: accents as typed, then the same beginning, then the rest', async ({ titles }) => {
    for (const title of ['Đường sắt', 'Dương Minh', 'Cầu đường', 'Bà Dương', 'Con duong', 'Đường bộ'])
      await titles.add(title)
    const byRelevance = ['Đường bộ', 'Đường sắt', 'Cầu đường', 'Dương Minh', 'Con duong', 'Bà Dương']
    for (const direction of ['ASC', 'DESC'])
      expect(await titles.found('đường', { orderBy: [{ field: 'RELEVANCE', direction }] })).toEqual(byRelevance)
    expect(await titles.found('ĐƯỜNG'.normalize('NFD'))).toEqual(byRelevance)
    expect((await titles.found('dương'))[0]).toBe('Dương Minh')
  })

  titled('may be sorted otherwise', async ({ titles }) => {
    for (const title of ['Đường b', 'Dương a', 'Đường a']) await titles.add(title)
    expect(await titles.found('duong', { orderBy: [{ field: 'TITLE' }] })).toEqual(['Dương a', 'Đường a', 'Đường b'])
  })

  titled('hears of a new name of a company', async ({ titles, database: { pool } }) => {
    const company = await aCompany(pool, 'Hoa Sen')
    await titles.add('Tôn', { company_id: company })
    await pool.query(`update company set name = 'Đông Á' where id = $1`, [company])
    expect(await titles.found('dong a')).toEqual(['Tôn'])
    expect(await titles.found('hoa sen')).toEqual([])
  })
})

test('a word of very many hits is walked completely: the newest weighed, the others after them', async ({
  app,
  database: { pool },
  pipeline,
  who,
}) => {
  const made: { id: string; isExact: boolean }[] = []
  for (let n = 0; n < 230; n += 1) {
    const isExact = n % 3 === 0
    made.push({ id: await anOpportunityRow(pool, pipeline, { title: isExact ? 'Kho đường' : 'Kho Dương' }), isExact })
  }
  const newestFirst = made.toReversed()
  const weighed = newestFirst.slice(0, 200)
  const expected = [
    ...weighed.filter(({ isExact }) => isExact),
    ...weighed.filter(({ isExact }) => !isExact),
    ...newestFirst.slice(200),
  ].map(({ id }) => id)

  const filter = { search: 'đường', pipelineId: { eq: pipeline.id } }
  expect(await allIds(app, who, 'opportunities', { filter })).toEqual(expected)
  const backward: string[] = []
  for (let before: string | null = null, more = true; more;) {
    const page = await readPage(app, who, 'opportunities', { filter, last: 70, before })
    expect(page.totalCount).toBe(230)
    backward.unshift(...idsOf(page))
    expect(page.pageInfo.hasNextPage).toBe(before !== null)
    before = page.pageInfo.startCursor
    more = page.pageInfo.hasPreviousPage
  }
  expect(backward).toEqual(expected)
})

test('relevance stands alone in an order', async ({ app, who }) => {
  const orderBy = [{ field: 'RELEVANCE' }, { field: 'TITLE' }]
  expect(await refusalOf(app, who, 'opportunities', { orderBy, filter: { search: 'đường' } })).toBe('BAD_USER_INPUT')
  expect(await refusalOf(app, who, 'companies', { orderBy: [{ field: 'NAME' }, { field: 'RELEVANCE' }] })).toBe(
    'BAD_USER_INPUT',
  )
})

describe('other searches', () => {
  test('find companies and contacts by name, best first', async ({ app, database: { pool }, who }) => {
    const [yen, duong, khac] = [
      await aCompany(pool, 'Đường Yến Việt'),
      await aCompany(pool, 'Dương Yến'),
      await aCompany(pool, 'Yến Đường Ruột'),
    ]
    const search = async (text: string) => idsOf(await readPage(app, who, 'companies', { filter: { search: text } }))
    expect(await search('đường yến')).toEqual([yen, khac, duong])
    expect(await search('yến đư')).toEqual([khac, yen, duong])
    const contact = await aContact(pool, 'Trần Thị Quỳnh', yen)
    expect(idsOf(await readPage(app, who, 'contacts', { filter: { search: 'quynh tran' } }))).toEqual([contact])
    expect(
      idsOf(await readPage(app, who, 'contacts', { filter: { company: { name: { contains: 'duong yen viet' } } } })),
    ).toEqual([contact])
  })

  test('find the few that are older than thousands of others', async ({ app, database: { pool }, who }) => {
    const [sa, phu] = [await aCompany(pool, 'Phù Sa Hậu Giang'), await aCompany(pool, 'Xưởng Phù Sa')]
    await pool.query(
      `insert into company (id, name) select 'com_7' || lpad(n::text, 25, '0'), 'Mới ' || n from generate_series(1, 2100) n`,
    )
    expect(idsOf(await readPage(app, who, 'companies', { filter: { search: 'phù sa' } }))).toEqual([sa, phu])
  })

  test('find people, words and teams', async ({ app, people, database: { pool }, who }) => {
    const person = await people.make({ name: 'Lê Đức Thọ', email: 'tho.le@example.test' })
    expect(idsOf(await readPage(app, who, 'users', { filter: { search: 'duc tho' } }))).toEqual([person.id])
    expect(idsOf(await readPage(app, who, 'users', { filter: { search: 'tho.le@' } }))).toEqual([person.id])
    const team = await people.team('Miền Đông')
    expect(idsOf(await readPage(app, who, 'teams', { filter: { search: 'mien dong' } }))).toEqual([team])
    const tag = typeidUnboxed('tag')
    await pool.query('insert into tag (id, name) values ($1, $2)', [tag, 'Ưu tiên'])
    expect(idsOf(await readPage(app, who, 'tags', { search: 'uu t' }))).toEqual([tag])
    expect(idsOf(await readPage(app, who, 'tags', { search: 'tiê' }))).toEqual([tag])
    expect(idsOf(await readPage(app, who, 'sources', { search: 'uu t' }))).toEqual([])
  })
})
