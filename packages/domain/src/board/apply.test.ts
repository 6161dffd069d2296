import { describe, expect, it } from 'vitest'
import type { Opportunity } from '../opportunity/opportunity.ts'
import { idOf, makeOpportunity, makePipeline, stageOf } from '../testing/index.ts'
import { apply, type BoardEvent } from './apply.ts'
import type { Board } from './board.ts'

const pipeline = makePipeline()
const [first, second] = [stageOf(pipeline, 'prospect'), stageOf(pipeline, 'proposal')]

type Reader = Board<Opportunity>

describe('one event', () => {
  const cards = [1, 2, 3, 4].map((n) =>
    makeOpportunity({ id: idOf('opportunity', n), stage: first, rank: String(n * 10) }),
  )
  const [a, b, c] = cards as [Opportunity, Opportunity, Opportunity]
  const totals = (count: number) => ({ count, byCurrency: [] })
  const boardOf = (loaded: readonly Opportunity[], count = loaded.length): Reader => ({
    pipelineId: pipeline.id,
    seq: 1,
    columns: new Map([
      [first.id, { stageId: first.id, totals: totals(count), cards: loaded, hasMore: count > loaded.length }],
    ]),
    staleColumns: new Map(),
    staleSetup: null,
  })
  const event = (over: Partial<BoardEvent<Opportunity>>): BoardEvent<Opportunity> => ({
    seq: 2,
    type: 'OPPORTUNITY_UPDATED',
    opportunityId: over.card?.id ?? null,
    card: null,
    columns: [],
    ranks: [],
    opportunityIds: [],
    ...over,
  })
  const idsAfter = (board: Reader, what: Partial<BoardEvent<Opportunity>>) =>
    apply(board, event(what))
      .columns.get(first.id)
      ?.cards.map((card) => card.id)

  it('leaves the last loaded card of a longer column where it stands', () => {
    expect(idsAfter(boardOf([a, b], 4), { card: { ...b, title: 'Mới' } })).toEqual([a.id, b.id])
    expect(idsAfter(boardOf([a, b], 4), { card: { ...b, rank: '15' } })).toEqual([a.id, b.id])
  })

  it('gives it up when cards were put aside for it: one that is not loaded may stand above it now', () => {
    const far = { ...b, rank: '1000' }
    const ranks = [{ id: c.id, rank: '334' }]
    expect(idsAfter(boardOf([a, far], 4), { type: 'OPPORTUNITY_MOVED', card: { ...b, rank: '668' }, ranks })).toEqual([
      a.id,
    ])
  })

  it('counts what comes to stand below it, and does not show it', () => {
    expect(idsAfter(boardOf([a, b], 4), { card: { ...b, rank: '25' } })).toEqual([a.id])
    expect(idsAfter(boardOf([a, b], 3), { card: c, columns: [{ stageId: first.id, totals: totals(4) }] })).toEqual([
      a.id,
      b.id,
    ])
    expect(apply(boardOf([a, b], 4), event({ card: { ...a, rank: '99' } })).columns.get(first.id)?.hasMore).toBe(true)
  })

  it('shows the one card that was missing', () => {
    const whole = apply(boardOf([a, b], 3), event({ card: c, columns: [{ stageId: first.id, totals: totals(3) }] }))
    expect(whole.columns.get(first.id)).toMatchObject({ cards: [a, b, c], hasMore: false })
  })

  it('knows that nothing is missing when that one moves up', () => {
    const last = { ...makeOpportunity({ id: idOf('opportunity', 4), stage: first }), rank: '5' }
    const after = apply(boardOf([a, b, c], 4), event({ type: 'OPPORTUNITY_MOVED', card: last })).columns.get(first.id)
    expect(after).toMatchObject({ cards: [last, a, b, c], hasMore: false })
  })

  it('in a column that is not on the board is counted there; the only card of it is shown', () => {
    const card = { ...a, stageId: second.id }
    const seen = (count: number) =>
      apply(boardOf([a, b]), event({ card, columns: [{ stageId: second.id, totals: totals(count) }] })).columns.get(
        second.id,
      )
    expect(seen(9)).toMatchObject({ cards: [], hasMore: true })
    expect(seen(1)).toMatchObject({ cards: [card], hasMore: false })
    expect(apply(boardOf([a, b]), event({ card })).columns.has(second.id)).toBe(false)
  })

  it('keeps the very objects of cards and columns that it does not touch', () => {
    const other = { stageId: second.id, totals: totals(0), cards: [], hasMore: false }
    const board = boardOf([a, b, c])
    const columns = new Map([...board.columns, [second.id, other] as const])
    const after = apply({ ...board, columns }, event({ type: 'COLUMN_RERANKED', ranks: [{ id: b.id, rank: '11' }] }))
    const [x, y, z] = after.columns.get(first.id)?.cards ?? []
    expect([x === a, y === b, z === c]).toEqual([true, false, true])
    expect(after.columns.get(second.id)).toBe(other)
  })

  it('of a re-ranking with cards that are not loaded moves the loaded ones', () => {
    const ranks = [
      { id: b.id, rank: '12' },
      { id: idOf('opportunity', 77), rank: '13' },
    ]
    const { cards: after, hasMore } =
      apply(boardOf([a, b], 9), event({ type: 'COLUMN_RERANKED', ranks })).columns.get(first.id) ??
      boardOf([]).columns.get(first.id)!
    expect(after).toEqual([a, { ...b, rank: '12' }])
    expect(hasMore).toBe(true)
  })

  it('of many takes them out and asks for their columns', () => {
    const after = apply(
      boardOf([a, b, c]),
      event({
        type: 'BULK_CHANGED',
        opportunityIds: [a.id, c.id],
        columns: [{ stageId: first.id, totals: totals(7) }],
      }),
    )
    expect(after.columns.get(first.id)).toMatchObject({ cards: [b], hasMore: true, totals: totals(7) })
    expect([...after.staleColumns]).toEqual([[first.id, 2]])
  })

  it('of stages asks for the set-up, and keeps the last one that did', () => {
    const after = apply(boardOf([a]), event({ type: 'PIPELINE_CHANGED' }))
    expect(after.staleSetup).toBe(2)
    expect(apply(after, event({ seq: 3, type: 'COLUMNS_CHANGED' })).staleSetup).toBe(2)
  })

  it('of totals alone changes no card', () => {
    const after = apply(
      boardOf([a]),
      event({ type: 'COLUMNS_CHANGED', columns: [{ stageId: first.id, totals: totals(1) }] }),
    )
    expect(after.columns.get(first.id)?.cards).toEqual([a])
  })
})
