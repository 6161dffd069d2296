import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Acl, Scope } from '../access/scope.ts'
import type { Card } from './board.ts'
import { cutTo, type BoardChange } from './cut.ts'
import { withDeltas, type CellDelta, type TotalsByStage } from './totals.ts'

const card = (change: Partial<Card> = {}): Card => ({ id: 'opp_1', stageId: 'open', rank: '1', version: 2, ...change })

const north: Acl = { ownerId: 'usr_an', teamId: 'north' }
const south: Acl = { ownerId: 'usr_chi', teamId: 'south' }
const reader: Scope = { kind: 'TEAM', seesAmounts: true, userId: 'usr_an', teamIds: ['north'] }

const change = (what: Partial<BoardChange<Card>>): BoardChange<Card> => ({
  seq: 7,
  type: 'OPPORTUNITY_MOVED',
  opportunityId: 'opp_1',
  before: north,
  after: north,
  opportunity: card(),
  fromStageId: 'new',
  toStageId: 'open',
  deltas: [],
  ranks: [],
  opportunityIds: [],
  touchedStageIds: [],
  ...what,
})

const delta = (stageId: string, acl: Acl, n: number): CellDelta => ({
  stageId,
  ...acl,
  currency: 'VND',
  n,
  amount: String(n * 100),
  weighted: String(n * 50),
})

const seen = (what: Partial<BoardChange<Card>>) => cutTo(reader, change(what), new Map()).event

describe('a change of one card, as a reader sees it', () => {
  it('passes on what stays in sight', () => {
    expect(seen({})).toMatchObject({ type: 'OPPORTUNITY_MOVED', card: card(), fromStageId: 'new', toStageId: 'open' })
  })

  it('enters with the whole card, and does not say where it came from', () => {
    const event = seen({ before: south })
    expect(event).toMatchObject({ type: 'OPPORTUNITY_ENTERED', opportunityId: 'opp_1', card: card() })
    expect(event).toMatchObject({ fromStageId: null, toStageId: null })
  })

  it('leaves with the id alone, and does not say where it went', () => {
    expect(seen({ after: south })).toEqual({
      seq: 7,
      type: 'OPPORTUNITY_LEFT',
      opportunityId: 'opp_1',
      card: null,
      columns: [],
      ranks: [],
      opportunityIds: [],
      fromStageId: null,
      toStageId: null,
    })
  })

  it('keeps the name of a creation and of a deletion', () => {
    expect(seen({ type: 'OPPORTUNITY_CREATED', before: null })).toMatchObject({ type: 'OPPORTUNITY_CREATED' })
    expect(seen({ type: 'OPPORTUNITY_DELETED', after: null, opportunity: null })).toMatchObject({
      type: 'OPPORTUNITY_DELETED',
      opportunityId: 'opp_1',
      card: null,
    })
  })

  it('says nothing of what is out of sight before and after', () => {
    expect(seen({ before: south, after: south, deltas: [delta('open', south, 1)] })).toBeNull()
    expect(seen({ type: 'OPPORTUNITY_CREATED', before: null, after: south })).toBeNull()
  })

  it('shows visible cards that a hidden one pushed aside, and only those', () => {
    const ranks = [
      { id: 'opp_2', rank: '5', ...north },
      { id: 'opp_3', rank: '6', ...south },
    ]
    expect(seen({ before: south, after: south, ranks })).toMatchObject({
      type: 'COLUMN_RERANKED',
      opportunityId: null,
      card: null,
      ranks: [{ id: 'opp_2', rank: '5' }],
    })
  })

  it('names only the columns whose visible sums changed', () => {
    const event = seen({ after: south, deltas: [delta('new', north, -1), delta('open', south, 1)] })
    expect(event?.columns.map((column) => column.stageId)).toEqual(['new'])
  })
})

describe('a change of many', () => {
  const entries = [
    { id: 'opp_1', before: north, after: south },
    { id: 'opp_2', before: null, after: north },
    { id: 'opp_3', before: south, after: south },
  ]
  const bulk = { type: 'BULK_CHANGED', opportunityId: null, opportunity: null, before: null, after: null } as const

  it('names the ids that were or are in sight, and the columns to read again', () => {
    expect(seen({ ...bulk, opportunityIds: entries, touchedStageIds: ['new', 'open'] })).toMatchObject({
      opportunityIds: ['opp_1', 'opp_2'],
      columns: [{ stageId: 'new' }, { stageId: 'open' }],
    })
  })

  it('is hidden when none is in sight', () => {
    expect(seen({ ...bulk, opportunityIds: entries.slice(2), touchedStageIds: ['new'] })).toBeNull()
  })

  it('shows a change of the stages to everybody', () => {
    expect(seen({ ...bulk, type: 'PIPELINE_CHANGED' })).toMatchObject({ type: 'PIPELINE_CHANGED' })
  })
})

describe('to a reader without amounts', () => {
  const blind: Scope = { ...reader, seesAmounts: false }

  it('names only the columns in which cards come or go', () => {
    const worth: CellDelta = { ...delta('open', north, 1), n: 0 }
    const edit = change({ type: 'OPPORTUNITY_UPDATED', deltas: [worth] })
    expect(cutTo(reader, edit, new Map()).event?.columns.map(({ stageId }) => stageId)).toEqual(['open'])
    expect(cutTo(blind, edit, new Map()).event).toMatchObject({ type: 'OPPORTUNITY_UPDATED', columns: [] })
    const move = change({ deltas: [delta('new', north, -1), delta('open', north, 1)] })
    expect(cutTo(blind, move, new Map()).event?.columns.map(({ stageId }) => stageId)).toEqual(['new', 'open'])
  })
})

describe('over any history of one card', () => {
  const acl = fc.oneof(
    fc.constant(null),
    fc.record({ ownerId: fc.constantFrom('usr_an', 'usr_chi', null), teamId: fc.constantFrom('north', 'south', null) }),
  )
  const scope: fc.Arbitrary<Scope> = fc.constantFrom<Scope>(
    { kind: 'ALL', seesAmounts: true },
    reader,
    { kind: 'OWN', seesAmounts: true, userId: 'usr_an' },
    { kind: 'OWN', seesAmounts: true, userId: 'usr_chi' },
  )

  it('a reader holds the card exactly while it is in sight, and the sums are those of what is held', () => {
    fc.assert(
      fc.property(scope, fc.array(acl, { minLength: 1, maxLength: 12 }), (who, history) => {
        let held = false
        let totals: TotalsByStage = new Map()
        history.forEach((after, at) => {
          const before = history[at - 1] ?? null
          const deltas = [...(before ? [delta('open', before, -1)] : []), ...(after ? [delta('open', after, 1)] : [])]
          const cut = cutTo(who, change({ before, after, deltas, opportunity: after && card() }), totals)
          totals = cut.totals
          if (cut.event) held = cut.event.card !== null
          const visible = withDeltas(new Map(), after ? [delta('open', after, 1)] : [], who).get('open')
          expect(held).toBe((visible?.count ?? 0) === 1)
          expect(totals.get('open')?.count ?? 0).toBe(held ? 1 : 0)
        })
      }),
    )
  })
})
