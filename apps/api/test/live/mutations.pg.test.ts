import { describe, expect } from 'vitest'
import { gql } from '../client.ts'
import { test as base, type Card, type Desk } from '../desk.ts'
import type { App } from '../../src/app.ts'
import { importOpportunities, type ImportEntry } from '../../src/modules/opportunity/import-opportunities.ts'
import type { Person } from '../people.ts'
import { LiveClient } from './live-client.ts'

/** Readers of every kind on both boards, following them. */
class Watchers implements AsyncDisposable {
  private constructor(readonly clients: readonly LiveClient[]) {}

  static async on(app: App, desk: Desk): Promise<Watchers> {
    const own = await desk.people.make({ teams: [desk.north], visibility: 'OWN' })
    const key = await desk.people.key(desk.an.id, ['READ_OPPORTUNITIES'])
    const readers = [desk.manager, desk.an, desk.chi, own, key]
    const boards = [desk.a.id, desk.b.id]
    return new Watchers(
      await Promise.all(readers.flatMap((reader) => boards.map((board) => LiveClient.on(app, reader, board)))),
    )
  }

  /** State before + events = state now, for every reader of both boards. */
  async agree(desk: Desk): Promise<void> {
    const { rows } = await desk.pool.query<{ pipeline_id: string; seq: number }>(
      'select pipeline_id, seq::integer from board_feed',
    )
    const heads = new Map(rows.map(({ pipeline_id, seq }) => [pipeline_id, seq]))
    await Promise.all(this.clients.map((client) => client.reaches(heads.get(client.pipelineId) ?? 0)))
    for (const client of this.clients) expect(client.state).toEqual(await client.fresh())
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.clients.map((client) => client[Symbol.asyncDispose]()))
  }
}

interface Scene {
  /** Does something through the API and sees that every reader's board comes out as a fresh one. */
  act(name: string, act: () => Promise<unknown>): Promise<void>
  readonly admin: Person
  readonly run: (document: string, variables: Record<string, unknown>) => Promise<Record<string, unknown>>
}

const test = base.extend<{ scene: Scene }>({
  scene: async ({ app, desk }, use) => {
    const admin = await desk.people.administrator()
    await using watchers = await Watchers.on(app, desk)
    const run = async (document: string, variables: Record<string, unknown>) => {
      const data = await gql<Record<string, { userErrors: unknown[] }>>(app, admin, document, variables)
      const [payload] = Object.values(data)
      expect(payload?.userErrors).toEqual([])
      return payload as Record<string, unknown>
    }
    await use({
      admin,
      run,
      act: async (name, act) => {
        const before = await desk.written()
        await act()
        const after = await desk.written()
        expect(after['seqs'], `${name} tells something`).toBeGreaterThan(before['seqs'] ?? 0)
        await watchers.agree(desk)
      },
    })
  },
})

const some = async (desk: Desk, count: number): Promise<Card[]> => {
  const cards: Card[] = []
  for (let at = 0; at < count; at++)
    cards.push(
      await desk.create({ title: `Hợp đồng ${at}`, amount: { amount: String((at + 1) * 1000), currency: 'VND' } }),
    )
  return cards
}

const first = (cards: readonly Card[]): Card => {
  const [card] = cards
  if (!card) throw new Error('no card')
  return card
}

describe('state + events = state, for every reader', () => {
  test('createOpportunity', async ({ desk, scene }) => {
    await scene.act('for An', () => desk.create({ amount: { amount: '1500000', currency: 'VND' } }))
    await scene.act('in another currency', () => desk.create({ amount: { amount: '99.5', currency: 'USD' } }))
    await scene.act('without an amount', () => desk.create())
    await scene.act('of the south', () => desk.create({ ownerId: desk.chi.id, teamId: desk.south }, desk.manager))
    await scene.act('of nobody', () => desk.create({ ownerId: null, teamId: null }, desk.manager))
    await scene.act('won at once', () => desk.create({ stageId: desk.a.won, amount: { amount: '7', currency: 'VND' } }))
    const card = await desk.create()
    await scene.act('above another', () => desk.create({ beforeId: card.id }))
  })

  test('updateOpportunity', async ({ desk, scene }) => {
    const card = first(await some(desk, 2))
    const update = (input: object, who = desk.an) =>
      desk.done(who, 'updateOpportunity', { opportunityId: card.id, ...input })
    await scene.act('title', () => update({ title: 'Nhà máy điện', tags: ['gấp'], expectedCloseDate: '2026-12-24' }))
    await scene.act('amount', () => update({ amount: { amount: '123456789', currency: 'VND' } }))
    await scene.act('currency', () => update({ amount: { amount: '0.99', currency: 'USD' } }))
    await scene.act('no amount', () => update({ amount: null }))
    await scene.act('probability', () => update({ probability: 0.3333 }))
    await scene.act('to Chi, out of sight of the north', () =>
      update({ ownerId: desk.chi.id, teamId: desk.south }, desk.manager),
    )
    await scene.act('and back', () => update({ ownerId: desk.an.id, teamId: desk.north }, desk.manager))
    await scene.act('to nobody', () => update({ ownerId: null, teamId: null }, desk.manager))
  })

  test('moveOpportunity', async ({ desk, scene }) => {
    const cards = await some(desk, 5)
    const card = first(cards)
    await scene.act('to another stage', () => desk.move(card, desk.a.qualified))
    await scene.act('back, above the last', () => desk.move(card, desk.a.prospect, { beforeId: cards[4]?.id }))
    await scene.act('within its column', () => desk.move(card, desk.a.prospect, { afterId: cards[1]?.id }))
    await scene.act('to won', () => desk.move(card, desk.a.won))
    await scene.act('to lost', () => desk.move(card, desk.a.lost, { lostReasonId: desk.reason }))
  })

  test('moveOpportunity where the gap is full: those who see the cards that move aside are told', async ({
    app,
    desk,
  }) => {
    const cards = await some(desk, 3)
    const theirs = await desk.create({ ownerId: desk.chi.id, teamId: desk.south }, desk.manager)
    for (const [at, card] of [...cards, theirs].entries())
      await desk.pool.query('update opportunity set rank = $2 where id = $1', [card.id, at + 1])
    await using watchers = await Watchers.on(app, desk)
    const moved = await desk.create({ stageId: desk.a.qualified })
    await desk.move(moved, desk.a.prospect, { afterId: cards[2]?.id })
    await watchers.agree(desk)
    const chi = watchers.clients.find((client) => client.applied.some(({ type }) => type === 'COLUMN_RERANKED'))
    expect(chi?.applied.find(({ type }) => type === 'COLUMN_RERANKED')).toMatchObject({
      opportunityId: null,
      clientMutationId: null,
      opportunity: null,
      columns: [],
      ranks: [{ opportunityId: theirs.id }],
    })
  })

  test('moveOpportunity to another board', async ({ desk, scene }) => {
    const card = first(await some(desk, 2))
    await scene.act('there', () => desk.move(card, desk.b.qualified))
    await scene.act('and back', () => desk.move(card, desk.a.won))
  })

  test('reopenOpportunity, deleteOpportunity, restoreOpportunity', async ({ desk, scene }) => {
    const [card, other] = await some(desk, 3)
    if (!card || !other) throw new Error('no cards')
    await desk.move(card, desk.a.lost, { lostReasonId: desk.reason })
    await scene.act('reopen', () => desk.done(desk.an, 'reopenOpportunity', { opportunityId: card.id }))
    await scene.act('delete', () => desk.mutate(desk.an, 'deleteOpportunity', { opportunityId: card.id }))
    await scene.act('delete another', () => desk.mutate(desk.an, 'deleteOpportunity', { opportunityId: other.id }))
    await scene.act('restore', () => desk.done(desk.an, 'restoreOpportunity', { opportunityId: card.id }))
  })

  test('createStage, updateStage, moveStage, updatePipeline', async ({ desk, scene }) => {
    await some(desk, 3)
    const payload = 'userErrors { code field }'
    const stage = await scene.run(
      `mutation ($input: CreateStageInput!) { createStage(input: $input) { stage { id } ${payload} } }`,
      { input: { pipelineId: desk.a.id, name: 'Thử nghiệm' } },
    )
    const id = (stage['stage'] as { id: string }).id
    await scene.act('a card in the new stage', () => desk.create({ stageId: id }))
    await scene.act('rename', () =>
      scene.run(`mutation ($input: UpdateStageInput!) { updateStage(input: $input) { ${payload} } }`, {
        input: { id, name: 'Dùng thử' },
      }),
    )
    await scene.act('another chance for what is open in it', () =>
      scene.run(`mutation ($input: UpdateStageInput!) { updateStage(input: $input) { ${payload} } }`, {
        input: { id: desk.a.prospect, probability: 0.45, applyProbabilityToOpen: true },
      }),
    )
    await scene.act('another place', () =>
      scene.run(`mutation ($input: MoveStageInput!) { moveStage(input: $input) { ${payload} } }`, {
        input: { id, beforeId: desk.a.prospect },
      }),
    )
    await scene.act('another name of the pipeline', () =>
      scene.run(`mutation ($input: UpdatePipelineInput!) { updatePipeline(input: $input) { ${payload} } }`, {
        input: { id: desk.a.id, name: 'Bán hàng' },
      }),
    )
  })

  test('deleteStage', async ({ desk, scene }) => {
    const cards = await some(desk, 3)
    await desk.create({ ownerId: desk.chi.id, teamId: desk.south }, desk.manager)
    await desk.mutate(desk.an, 'deleteOpportunity', { opportunityId: first(cards).id })
    await scene.act('with all that is in it', () =>
      scene.run(
        `mutation ($input: DeleteStageInput!) { deleteStage(input: $input) { deletedId movedCount userErrors { code } } }`,
        { input: { id: desk.a.prospect, moveToStageId: desk.a.qualified } },
      ),
    )
    await scene.act('restored into the stage that is left', () =>
      desk.done(desk.an, 'restoreOpportunity', { opportunityId: first(cards).id }),
    )
  })

  test('updateCompany and updateContact, whose names cards show', async ({ desk, scene }) => {
    const payload = 'userErrors { code field }'
    const company = await scene.run(
      `mutation ($input: CreateCompanyInput!) { createCompany(input: $input) { company { id } ${payload} } }`,
      { input: { name: 'Công ty Sông Hậu' } },
    )
    const companyId = (company['company'] as { id: string }).id
    const contact = await scene.run(
      `mutation ($input: CreateContactInput!) { createContact(input: $input) { contact { id } ${payload} } }`,
      { input: { name: 'Lan', companyId } },
    )
    const contactId = (contact['contact'] as { id: string }).id
    await scene.act('a card of theirs', () => desk.create({ companyId, contactId }))
    await scene.act('another name of the company', () =>
      scene.run(`mutation ($input: UpdateCompanyInput!) { updateCompany(input: $input) { ${payload} } }`, {
        input: { id: companyId, name: 'Công ty Sông Tiền' },
      }),
    )
    await scene.act('another name of the contact', () =>
      scene.run(`mutation ($input: UpdateContactInput!) { updateContact(input: $input) { ${payload} } }`, {
        input: { id: contactId, name: 'Lan Anh' },
      }),
    )
  })

  test('an import, in chunks', async ({ app, desk, scene }) => {
    const caller = await callerOf(app, desk.manager)
    const rows = (count: number, title: string): ImportEntry[] =>
      Array.from({ length: count }, (_, at) => ({
        externalId: `row ${at}`,
        fields: { title: `${title} ${at}` },
        amount: String(at * 10),
        currency: 'VND',
        names: { stage: at % 2 === 0 ? 'Prospect' : 'Qualified' },
        dates: {},
      }))
    const load = async (entries: ImportEntry[]) => {
      const chunk = { pipelineId: desk.a.id, entries, creates: new Set<never>(), isDryRun: false }
      const results = await importOpportunities(app.services.writes, caller, chunk)
      expect(results.filter(({ kind }) => kind === 'failed')).toEqual([])
    }
    await some(desk, 2)
    await scene.act('new ones', () => load(rows(30, 'Nhập')))
    await scene.act('the same with other titles', () => load(rows(40, 'Cập nhật')))
    expect((await desk.events(desk.a.id)).map(({ type }) => type).slice(-2)).toEqual(['BULK_CHANGED', 'BULK_CHANGED'])
  })
})

async function callerOf(app: App, person: Person) {
  const { authorization, cookie }: Partial<Record<'authorization' | 'cookie', string>> = person.credentials
  const caller = await app.services.callers.of({ authorization, cookie })
  if (!caller) throw new Error('nobody')
  return caller
}
