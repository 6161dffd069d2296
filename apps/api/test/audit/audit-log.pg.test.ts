import { describe, expect } from 'vitest'
import { ask, gql } from '../client.ts'
import { test, type Desk } from '../desk.ts'
import type { App } from '../../src/app.ts'
import type { Person } from '../people.ts'
import { until } from '../live/until.ts'

interface Entry {
  readonly id: string
  readonly at: string
  readonly actor: { readonly id: string; readonly name: string } | null
  readonly apiKey: { readonly id: string } | null
  readonly sessionId: string | null
  readonly address: string | null
  readonly agent: string | null
  readonly action: string
  readonly subjectId: string | null
  readonly subjectLabel: string | null
  readonly changes: readonly {
    readonly field: string
    readonly before: string | null
    readonly after: string | null
    readonly beforeLabel: string | null
    readonly afterLabel: string | null
  }[]
  readonly outcome: string
  readonly refusal: string | null
}

const query = `query ($filter: AuditFilter, $first: Int, $after: String) {
  auditLog(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id at actor { id name } apiKey { id } sessionId address agent action subjectId subjectLabel
      changes { field before after beforeLabel afterLabel } outcome refusal }
  }
}`

interface Log {
  readonly totalCount: number
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly nodes: readonly Entry[]
}

const read = async (app: App, admin: Person, variables: object = {}): Promise<Log> =>
  (await gql<{ auditLog: Log }>(app, admin, query, { ...variables })).auditLog

const of = (person: Person) => ({ filter: { actorId: { eq: person.id } } })

const createCompany = (app: App, who: Pick<Person, 'credentials'>, name: string) =>
  gql<{ createCompany: { company: { id: string } } }>(
    app,
    who,
    `mutation ($name: String!) { createCompany(input: { name: $name }) { company { id } } }`,
    { name },
  )

describe('the audit log', () => {
  test('says who did what, when and from where, with what changed in words', async ({ app, desk }) => {
    const admin = await desk.people.administrator()
    const card = await desk.create({ title: 'Kho lạnh' })
    await desk.done(desk.manager, 'updateOpportunity', { opportunityId: card.id, ownerId: desk.binh.id })
    const { nodes } = await read(app, admin, of(desk.manager))
    expect(nodes).toEqual([
      {
        id: expect.stringMatching(/^his_/),
        at: expect.any(String),
        actor: { id: desk.manager.id, name: desk.manager.name },
        apiKey: null,
        sessionId: desk.manager.sessionId,
        address: '127.0.0.1',
        agent: 'node',
        action: 'UPDATE_OPPORTUNITY',
        subjectId: card.id,
        subjectLabel: 'Kho lạnh',
        changes: [
          {
            field: 'ownerId',
            before: desk.an.id,
            after: desk.binh.id,
            beforeLabel: desk.an.name,
            afterLabel: desk.binh.name,
          },
        ],
        outcome: 'DONE',
        refusal: null,
      },
    ])
  })

  test('tells a key from a session', async ({ app, desk }) => {
    const admin = await desk.people.administrator()
    const key = await desk.people.key(desk.an.id, ['WRITE_OPPORTUNITIES'])
    await createCompany(app, key, 'Sông Hồng')
    const { nodes } = await read(app, admin, of(desk.an))
    expect(nodes).toMatchObject([
      { action: 'CREATE_COMPANY', subjectLabel: 'Sông Hồng', apiKey: { id: key.id }, sessionId: null },
    ])
  })

  test('is one list of history and audit, the latest first, in pages that neither miss nor repeat', async ({
    app,
    desk,
  }) => {
    const admin = await desk.people.administrator()
    for (let at = 0; at < 6; at++) {
      await desk.create({ title: `Hợp đồng ${at}` })
      await createCompany(app, desk.an, `Công ty ${at}`)
    }
    const whole = await read(app, admin, { ...of(desk.an), first: 100 })
    expect(whole.nodes.map(({ action }) => action)).toEqual(
      Array.from({ length: 6 }, () => ['CREATE_COMPANY', 'CREATE_OPPORTUNITY']).flat(),
    )
    const paged: Entry[] = []
    for (let after: string | null = null, more = true; more;) {
      const page: Log = await read(app, admin, { ...of(desk.an), first: 5, after })
      paged.push(...page.nodes)
      ;({ endCursor: after, hasNextPage: more } = page.pageInfo)
    }
    expect(paged).toEqual(whole.nodes)
    expect(whole.totalCount).toBe(12)
  })

  test('can be cut by action, subject, time and outcome', async ({ app, desk }) => {
    const admin = await desk.people.administrator()
    const card = await desk.create()
    const { company } = (await createCompany(app, desk.an, 'Cửu Long')).createCompany
    await ask(app, desk.an, `mutation { createLostReason(input: { name: "x" }) { userErrors { code } } }`)
    const cut = async (filter: object) =>
      (await read(app, admin, { filter: { actorId: { eq: desk.an.id }, ...filter } })).nodes.map(({ action }) => action)
    await until('the refusal is told', async () => (await cut({ outcome: { eq: 'REFUSED' } })).length === 1)

    expect(await cut({ action: { eq: 'CREATE_COMPANY' } })).toEqual(['CREATE_COMPANY'])
    expect(await cut({ action: { in: ['CREATE_OPPORTUNITY', 'CREATE_LOST_REASON'] } })).toEqual([
      'CREATE_LOST_REASON',
      'CREATE_OPPORTUNITY',
    ])
    expect(await cut({ action: { ne: 'CREATE_COMPANY' } })).toEqual(['CREATE_LOST_REASON', 'CREATE_OPPORTUNITY'])
    expect(await cut({ subjectId: { in: [company.id, card.id] } })).toEqual(['CREATE_COMPANY', 'CREATE_OPPORTUNITY'])
    expect(await cut({ outcome: { eq: 'DONE' } })).toEqual(['CREATE_COMPANY', 'CREATE_OPPORTUNITY'])
    expect(await cut({ at: { lt: card.createdAt } })).toEqual([])
    expect(await cut({ viaId: { eq: desk.an.sessionId } })).toHaveLength(3)
  })

  test('tells of an amount only that it changed to an administrator who may not see amounts', async ({ app, desk }) => {
    const blind = await desk.people.administrator({ seesAmounts: false })
    await desk.create({ amount: { amount: '5000', currency: 'VND' } })
    const [entry] = (await read(app, blind, of(desk.an))).nodes
    expect(entry?.changes.find(({ field }) => field === 'amount')).toMatchObject({ before: null, after: null })
    expect(JSON.stringify(entry)).not.toContain('5000')
  })

  test.for(['REP', 'TEAM_LEADER', 'MANAGER', 'READ_ONLY'] as const)(
    'is closed to a %s',
    async (role, { app, people }) => {
      const person = await people.make({ role, visibility: 'ALL' })
      expect((await ask(app, person, query)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    },
  )

  test('is closed to a key of an administrator without the scope ADMIN', async ({ app, people }) => {
    const admin = await people.administrator()
    const key = await people.key(admin.id, ['WRITE_OPPORTUNITIES'])
    expect((await ask(app, key, query)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })
})

describe('what administrators are refused', () => {
  const refusals = async (app: App, admin: Person, who: Person) =>
    (await read(app, admin, { filter: { actorId: { eq: who.id }, outcome: { eq: 'REFUSED' } } })).nodes

  const deleteStage = (app: App, who: Person, id: string) =>
    ask(app, who, `mutation ($id: ID!) { deleteStage(input: { id: $id }) { userErrors { code } } }`, { id })

  test('by their role is told, with what it was about and nothing changed', async ({
    app,
    desk,
  }: {
    app: App
    desk: Desk
  }) => {
    const admin = await desk.people.administrator()
    const literally = (id: string) => `mutation { clearTwoFactor(input: { userId: "${id}" }) { userErrors { code } } }`
    const told = async (count: number) => {
      await until('the refusal is told', async () => (await refusals(app, admin, desk.manager)).length === count)
      return (await refusals(app, admin, desk.manager))[0]
    }
    const by = { refusal: 'FORBIDDEN', changes: [], address: '127.0.0.1' }
    await deleteStage(app, desk.manager, desk.a.prospect)
    expect(await told(1)).toMatchObject({ action: 'DELETE_STAGE', subjectId: desk.a.prospect, ...by })
    await ask(app, desk.manager, literally(desk.an.id))
    expect(await told(2)).toMatchObject({ action: 'CLEAR_TWO_FACTOR', subjectId: desk.an.id, ...by })
    await deleteStage(app, desk.manager, 'nothing of ours')
    expect(await told(3)).toMatchObject({ action: 'DELETE_STAGE', subjectId: null, ...by })
  })

  test('by a rule is told, with what it was about', async ({ app, desk }) => {
    const admin = await desk.people.administrator()
    await desk.create()
    await deleteStage(app, admin, desk.a.prospect)
    expect(await refusals(app, admin, admin)).toMatchObject([
      { action: 'DELETE_STAGE', subjectId: desk.a.prospect, refusal: 'INVALID' },
    ])
  })

  test('is not told of what everybody may try', async ({ app, desk }) => {
    const admin = await desk.people.administrator()
    await createCompany(app, desk.manager, '').catch(() => undefined)
    await desk.mutate(desk.an, 'createOpportunity', { pipelineId: desk.a.id, title: ' ' })
    expect([...(await refusals(app, admin, desk.manager)), ...(await refusals(app, admin, desk.an))]).toEqual([])
  })
})
