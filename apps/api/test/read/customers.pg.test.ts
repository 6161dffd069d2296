import { describe, expect } from 'vitest'
import type { App } from '../../src/app.ts'
import { ask, gql } from '../client.ts'
import { test } from '../desk.ts'
import type { Person } from '../people.ts'

interface Customer {
  readonly id: string
  readonly name: string
  readonly version: number
}

interface Payload {
  readonly company?: Customer | null
  readonly contact?: Customer | null
  readonly current?: Customer | null
  readonly conflicts?: readonly object[]
  readonly deletedId?: string | null
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] | null }[]
}

const company = 'id name domain phone address version createdAt'
const contact = 'id name email phone jobTitle company { id name } version createdAt'
const answers = {
  createCompany: `company { ${company} }`,
  updateCompany: `company { ${company} } current { ${company} } conflicts { field mine theirs before }`,
  deleteCompany: 'deletedId',
  createContact: `contact { ${contact} }`,
  updateContact: `contact { ${contact} } current { ${contact} } conflicts { field mine theirs before }`,
  deleteContact: 'deletedId',
} as const

type Name = keyof typeof answers

const document = (name: Name) => `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
  ${name}(input: $input) { ${answers[name]} clientMutationId userErrors { code message field } } }`

async function change(app: App, who: Pick<Person, 'credentials'>, name: Name, input: object): Promise<Payload> {
  const payload = (await gql<Record<string, Payload>>(app, who, document(name), { input }))[name]
  if (!payload) throw new Error(`No ${name} in the answer.`)
  return payload
}

async function made(app: App, who: Person, name: 'createCompany' | 'createContact', input: object): Promise<Customer> {
  const payload = await change(app, who, name, input)
  const customer = payload.company ?? payload.contact
  if (!customer) throw new Error(JSON.stringify(payload.userErrors))
  return customer
}

describe('a company', () => {
  test('is made and edited; blank text is empty; what changes nothing leaves its version', async ({ app, desk }) => {
    const created = await made(app, desk.an, 'createCompany', {
      name: 'Vinamilk',
      domain: ' ',
      phone: '028 54 155 555',
    })
    expect(created).toMatchObject({ name: 'Vinamilk', domain: null, phone: '028 54 155 555', version: 1 })
    const edited = await change(app, desk.chi, 'updateCompany', { id: created.id, address: '10 Tân Trào', phone: null })
    expect(edited.company).toMatchObject({ name: 'Vinamilk', address: '10 Tân Trào', phone: null, version: 2 })
    const same = await change(app, desk.chi, 'updateCompany', { id: created.id, address: '10 Tân Trào' })
    expect(same.company).toEqual(edited.company)
  })

  test('conflicts field by field: other fields merge, the same one tells all three values', async ({ app, desk }) => {
    const { id } = await made(app, desk.an, 'createCompany', { name: 'Hoa Sen' })
    await change(app, desk.an, 'updateCompany', { id, name: 'Hoa Sen Group', expectedVersion: 1 })
    const merged = await change(app, desk.binh, 'updateCompany', { id, domain: 'hoasen.vn', expectedVersion: 1 })
    expect(merged.company).toMatchObject({ name: 'Hoa Sen Group', domain: 'hoasen.vn', version: 3 })
    const stale = await change(app, desk.binh, 'updateCompany', { id, name: 'HSG', phone: '1', expectedVersion: 1 })
    expect(stale).toMatchObject({
      company: null,
      current: { id, name: 'Hoa Sen Group', version: 3 },
      conflicts: [{ field: 'name', mine: 'HSG', theirs: 'Hoa Sen Group', before: 'Hoa Sen' }],
      userErrors: [{ code: 'CONFLICT', field: ['name'] }],
    })
    const agreed = await change(app, desk.binh, 'updateCompany', { id, name: 'Hoa Sen Group', expectedVersion: 1 })
    expect(agreed.company).toMatchObject({ version: 3 })
    const last = await change(app, desk.binh, 'updateCompany', { id, name: 'HSG' })
    expect(last.company).toMatchObject({ name: 'HSG', version: 4 })
    const seen = await change(app, desk.an, 'updateCompany', { id, name: 'Hoa Sen', expectedVersion: 4 })
    expect(seen.company).toMatchObject({ name: 'Hoa Sen', version: 5 })
  })

  test('is refused with every fault, and nothing is written', async ({ app, desk }) => {
    const { id } = await made(app, desk.an, 'createCompany', { name: 'Cũ' })
    const faults = async (name: Name, input: object) =>
      (await change(app, desk.an, name, input)).userErrors.map(({ code, field }) => [code, field?.join('.')])
    expect(await faults('createCompany', { name: ' ', address: 'x'.repeat(1_001) })).toEqual([
      ['INVALID', 'name'],
      ['INVALID', 'address'],
    ])
    expect(await faults('updateCompany', { id, name: null, phone: 'a\u0000b' })).toEqual([
      ['INVALID', 'name'],
      ['INVALID', 'phone'],
    ])
    for (const strange of ['com_1', '', '\0', desk.an.id])
      expect(await faults('updateCompany', { id: strange, name: 'x' })).toEqual([['NOT_FOUND', 'id']])
  })

  test('is one under one key', async ({ app, desk, database: { pool } }) => {
    const input = { name: 'Một', clientMutationId: `company ${desk.a.id}` }
    const answers = await Promise.all([1, 2, 3].map(() => change(app, desk.an, 'createCompany', input)))
    expect(new Set(answers.map(({ company: one }) => one?.id)).size).toBe(1)
    const { rows } = await pool.query(`select 1 from company where id = $1`, [answers[0]?.company?.id])
    expect(rows).toHaveLength(1)
  })

  test('is deleted by managers and administrators, and never while it is in use', async ({ app, desk }) => {
    const { id } = await made(app, desk.an, 'createCompany', { name: 'Sắp xoá' })
    const person = await made(app, desk.an, 'createContact', { name: 'Lan', companyId: id })
    const card = await desk.create({ companyId: id })
    const inUse = { deletedId: null, userErrors: [{ code: 'INVALID', field: ['id'] }] }
    expect(await change(app, desk.manager, 'deleteCompany', { id })).toMatchObject(inUse)
    await change(app, desk.manager, 'deleteContact', { id: person.id })
    expect(await change(app, desk.manager, 'deleteCompany', { id })).toMatchObject(inUse)
    // A deleted opportunity may come back, and then it names it.
    await desk.mutate(desk.an, 'deleteOpportunity', { opportunityId: card.id })
    expect(await change(app, desk.manager, 'deleteCompany', { id })).toMatchObject(inUse)
    await desk.done(desk.an, 'restoreOpportunity', { opportunityId: card.id })
    await desk.done(desk.an, 'updateOpportunity', { opportunityId: card.id, companyId: null })
    expect(await change(app, desk.manager, 'deleteCompany', { id })).toMatchObject({ deletedId: id, userErrors: [] })
    expect(await desk.query(desk.an, 'query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null })
    const named = await desk.mutate(desk.an, 'updateOpportunity', { opportunityId: card.id, companyId: id })
    expect(named.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['companyId'] }])
  })
})

describe('a contact', () => {
  test('is of a company that there is, and moves to another', async ({ app, desk }) => {
    const [one, two] = [
      await made(app, desk.an, 'createCompany', { name: 'Một' }),
      await made(app, desk.an, 'createCompany', { name: 'Hai' }),
    ]
    const lan = await made(app, desk.an, 'createContact', { name: 'Lan', email: 'lan@mot.vn', companyId: one.id })
    expect(lan).toMatchObject({ email: 'lan@mot.vn', company: { id: one.id, name: 'Một' } })
    const moved = await change(app, desk.an, 'updateContact', { id: lan.id, companyId: two.id, jobTitle: 'Giám đốc' })
    expect(moved.contact).toMatchObject({ company: { id: two.id }, jobTitle: 'Giám đốc', version: 2 })
    const stale = await change(app, desk.binh, 'updateContact', { id: lan.id, companyId: null, expectedVersion: 1 })
    expect(stale.conflicts).toEqual([{ field: 'companyId', mine: null, theirs: two.id, before: one.id }])
    const faults = (await change(app, desk.an, 'updateContact', { id: lan.id, email: 'lan@', companyId: 'com_x' }))
      .userErrors
    expect(faults).toMatchObject([
      { code: 'INVALID', field: ['email'] },
      { code: 'NOT_FOUND', field: ['companyId'] },
    ])
  })

  test('is deleted only when no opportunity names it', async ({ app, desk }) => {
    const lan = await made(app, desk.an, 'createContact', { name: 'Lan' })
    const card = await desk.create({ contactId: lan.id })
    expect(await change(app, desk.manager, 'deleteContact', { id: lan.id })).toMatchObject({
      deletedId: null,
      userErrors: [{ code: 'INVALID', field: ['id'] }],
    })
    await desk.done(desk.an, 'updateOpportunity', { opportunityId: card.id, contactId: null })
    expect(await change(app, desk.manager, 'deleteContact', { id: lan.id })).toMatchObject({ deletedId: lan.id })
  })
})

describe('a new name', () => {
  interface Told {
    readonly type: string
    readonly opportunityIds: readonly string[]
    readonly columns: readonly { readonly stageId: string }[]
  }

  const changes = async (app: App, who: Person, pipelineId: string, from: number): Promise<Told[]> => {
    const query = `query ($id: ID!) { changes(pipelineId: $id, first: 100) {
      nodes { type opportunityIds columns { stageId } } } }`
    const data = await gql<{ changes: { nodes: Told[] } }>(app, who, query, { id: pipelineId })
    return data.changes.nodes.slice(from)
  }

  test('of a company or contact tells each board to read its cards again, as each reader sees them', async ({
    app,
    desk,
  }) => {
    const acme = await made(app, desk.an, 'createCompany', { name: 'Acme' })
    const lan = await made(app, desk.an, 'createContact', { name: 'Lan' })
    const mine = await desk.create({ companyId: acme.id, contactId: lan.id })
    const won = await desk.create({ companyId: acme.id, stageId: desk.a.won })
    const chis = await desk.create({ companyId: acme.id }, desk.chi)
    const elsewhere = await desk.create({ companyId: acme.id, pipelineId: desk.b.id })
    await desk.create()
    const seen = (await changes(app, desk.manager, desk.a.id, 0)).length
    const seenByAn = (await changes(app, desk.an, desk.a.id, 0)).length

    await change(app, desk.an, 'updateCompany', { id: acme.id, name: 'Đông Á' })
    const [told, ...none] = await changes(app, desk.manager, desk.a.id, seen)
    expect(none).toEqual([])
    expect(told?.type).toBe('BULK_CHANGED')
    expect(told?.opportunityIds.toSorted()).toEqual([mine.id, won.id, chis.id].toSorted())
    expect(told?.columns.map(({ stageId }) => stageId).toSorted()).toEqual([desk.a.prospect, desk.a.won].toSorted())
    const [toldAn] = await changes(app, desk.an, desk.a.id, seenByAn)
    expect(toldAn?.opportunityIds.toSorted()).toEqual([mine.id, won.id].toSorted())
    expect((await changes(app, desk.manager, desk.b.id, 0)).at(-1)).toMatchObject({ opportunityIds: [elsewhere.id] })
    const found = await desk.query<{ opportunities: { totalCount: number } }>(
      desk.manager,
      'query ($filter: OpportunityFilter) { opportunities(filter: $filter) { totalCount } }',
      { filter: { search: 'dong a', pipelineId: { eq: desk.a.id } } },
    )
    expect(found.opportunities.totalCount).toBe(3)

    await change(app, desk.an, 'updateContact', { id: lan.id, name: 'Hằng' })
    expect((await changes(app, desk.manager, desk.a.id, seen + 1)).map(({ opportunityIds }) => opportunityIds)).toEqual(
      [[mine.id]],
    )
    await change(app, desk.an, 'updateCompany', { id: acme.id, phone: '1', name: 'Đông Á' })
    expect(await changes(app, desk.manager, desk.a.id, seen + 2)).toEqual([])
  })

  test('of a person does so too', async ({ app, desk }) => {
    const card = await desk.create()
    const seen = (await changes(app, desk.manager, desk.a.id, 0)).length
    const rename = 'mutation ($input: UpdateViewerInput!) { updateViewer(input: $input) { userErrors { code } } }'
    await gql(app, desk.an, rename, { input: { name: 'An Nguyễn' } })
    expect((await changes(app, desk.manager, desk.a.id, seen)).map(({ opportunityIds }) => opportunityIds)).toEqual([
      [card.id],
    ])
    expect(
      await desk.query(desk.binh, 'query ($id: ID!) { opportunity(id: $id) { owner { name } } }', { id: card.id }),
    ).toEqual({
      opportunity: { owner: { name: 'An Nguyễn' } },
    })
  })

  test('that very many cards show comes in chunks of 500', async ({ app, desk }) => {
    const { id } = await made(app, desk.an, 'createCompany', { name: 'To' })
    await desk.pool.query(
      `insert into opportunity (id, pipeline_id, stage_id, status, title, currency, probability, probability_source, rank,
         stage_entered_at, created_at, company_id)
       select 'opp_' || substr(md5(n::text || $1), 1, 26), $1, $2, 'OPEN', 'Nhập ' || n, 'VND', 0.1, 'STAGE', n, now(), now(), $3
       from generate_series(1, 1000) n`,
      [desk.a.id, desk.a.prospect, id],
    )
    await change(app, desk.an, 'updateCompany', { id, name: 'Rất to' })
    const told = await changes(app, desk.manager, desk.a.id, 0)
    expect(told.map(({ type, opportunityIds }) => [type, opportunityIds.length])).toEqual([
      ['BULK_CHANGED', 500],
      ['BULK_CHANGED', 500],
    ])
    expect(new Set(told.flatMap(({ opportunityIds }) => opportunityIds)).size).toBe(1_000)
  })
})

test('companies and contacts are written by all but readers, deleted by managers', async ({ app, desk, people }) => {
  const { id } = await made(app, desk.an, 'createCompany', { name: 'Của chung' })
  const reading = await people.key(desk.manager.id, ['READ_OPPORTUNITIES'])
  const writing = await people.key(desk.manager.id, ['WRITE_OPPORTUNITIES'])
  const codeOf = async (who: Pick<Person, 'credentials'>, name: Name, input: object) =>
    (await ask(app, who, document(name), { input })).errors?.[0]?.extensions?.['code']
  for (const who of [desk.viewer, reading]) {
    expect(await codeOf(who, 'createCompany', { name: 'x' })).toBe('FORBIDDEN')
    expect(await codeOf(who, 'updateCompany', { id, name: 'x' })).toBe('FORBIDDEN')
    expect(await codeOf(who, 'createContact', { name: 'x' })).toBe('FORBIDDEN')
    expect(await codeOf(who, 'updateContact', { id, name: 'x' })).toBe('FORBIDDEN')
  }
  for (const who of [desk.an, desk.leader, desk.viewer, reading]) {
    expect(await codeOf(who, 'deleteCompany', { id })).toBe('FORBIDDEN')
    expect(await codeOf(who, 'deleteContact', { id })).toBe('FORBIDDEN')
  }
  expect(await codeOf(desk.leader, 'updateCompany', { id, phone: '1' })).toBeUndefined()
  expect(await codeOf(writing, 'deleteCompany', { id })).toBeUndefined()
})
