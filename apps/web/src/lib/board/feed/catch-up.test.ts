import { makeBoard, type Board } from '@mekong/domain'
import { describe, expect, test } from 'vitest'
import { makeCard, makeReading, stageId, totalsOfCards } from '../testing/cards.ts'
import { Anchors } from './anchors.ts'
import type { BoardCard } from './board-card.ts'
import { joinPage } from './catch-up.ts'
import type { FeedEvent, FeedPage } from './feed-message.ts'

const here = stageId(1)
const cards = (...ns: number[]) => ns.map((n) => makeCard(n))
const ids = (board: Board<BoardCard>) => board.columns.get(here)?.cards.map(({ title }) => title)
const after = (card: BoardCard) => ({ part: 'next' as const, after: { id: card.id, rank: card.rank } })

/** Two of four cards are loaded; the board is at 10. */
const board = makeBoard<BoardCard>({ pipelineId: 'pip_1', seq: 10, columns: [makeReading(here, cards(1, 2), 2)] })

const event = (seq: number, over: Partial<FeedEvent>): FeedPage => ({
  fromSeq: seq,
  toSeq: seq,
  events: [
    {
      seq,
      at: '2026-11-25T02:00:00.000Z',
      actor: null,
      clientMutationId: null,
      type: 'OPPORTUNITY_UPDATED',
      opportunityId: null,
      card: null,
      fromStageId: null,
      toStageId: null,
      columns: [],
      ranks: [],
      opportunityIds: [],
      ...over,
    },
  ],
})

describe('a page of a column', () => {
  test('of the board’s own moment joins it', () => {
    const paged = joinPage(board, [], makeReading(here, cards(3, 4)), 10, after(makeCard(2)))
    expect(paged.kind === 'merged' && ids(paged.board)).toEqual(['Card 1', 'Card 2', 'Card 3', 'Card 4'])
    expect(paged.kind === 'merged' && paged.board.columns.get(here)?.hasMore).toBe(false)
  })

  test('of a later moment is held', () => {
    expect(joinPage(board, [], makeReading(here, cards(3, 4)), 11, after(makeCard(2))).kind).toBe('ahead')
  })

  test('of an earlier moment is brought up to date by what happened since', () => {
    const renamed = makeCard(3, { title: 'Renamed', version: 2 })
    const history = [
      event(9, { opportunityId: renamed.id, card: renamed }),
      event(10, {
        type: 'OPPORTUNITY_DELETED',
        opportunityId: makeCard(4).id,
        columns: [{ stageId: here, totals: totalsOfCards(cards(1, 2, 3)) }],
      }),
    ]
    const now = makeBoard<BoardCard>({ pipelineId: 'pip_1', seq: 10, columns: [makeReading(here, cards(1, 2), 1)] })
    const paged = joinPage(now, history, makeReading(here, cards(3, 4)), 8, after(makeCard(2)))
    expect(paged.kind === 'merged' && ids(paged.board)).toEqual(['Card 1', 'Card 2', 'Renamed'])
    expect(paged.kind === 'merged' && paged.board.columns.get(here)?.hasMore).toBe(false)
  })

  test('is read again when what happened since is not known any more', () => {
    const reading = makeReading(here, cards(3, 4))
    expect(joinPage(board, [], reading, 8, after(makeCard(2))).kind).toBe('behind')
    expect(joinPage(board, [event(10, {})], reading, 8, after(makeCard(2))).kind).toBe('behind')
  })

  test('is read again when an import has gone through the column since', () => {
    const bulk = event(10, {
      type: 'BULK_CHANGED',
      opportunityIds: [makeCard(9).id],
      columns: [{ stageId: here, totals: totalsOfCards(cards(1, 2), 3) }],
    })
    expect(joinPage(board, [bulk], makeReading(here, cards(1, 2, 3, 4)), 9, { part: 'head' }).kind).toBe('behind')
  })
})

describe('where a column is read on', () => {
  const anchors = () => {
    const made = new Anchors()
    made.reset([makeReading(here, cards(1, 2), 4)])
    made.add(makeReading(here, cards(3, 4), 2))
    return made
  }
  const column = (...loaded: BoardCard[]) => ({
    stageId: here,
    cards: loaded,
    hasMore: true,
    totals: totalsOfCards(loaded, 2),
  })

  test('is the end of the last page', () => {
    expect(anchors().next(column(...cards(1, 2, 3, 4))).cursor).toBe(`after ${makeCard(4).id}`)
  })

  test('is an earlier page’s end when that card has gone or stands elsewhere', () => {
    expect(anchors().next(column(...cards(1, 2, 3))).cursor).toBe(`after ${makeCard(2).id}`)
    const moved = makeCard(4, { rank: '500' })
    expect(anchors().next(column(moved, ...cards(1, 2, 3))).cursor).toBe(`after ${makeCard(2).id}`)
  })

  test('is the head when no page’s end is left, and nothing loaded is lost', () => {
    const { cursor, part } = anchors().next(column(...cards(1, 3)))
    expect(cursor).toBeNull()
    const loaded = makeBoard<BoardCard>({ pipelineId: 'pip_1', seq: 3, columns: [makeReading(here, cards(1, 3), 2)] })
    const paged = joinPage(loaded, [], makeReading(here, cards(1, 2)), 3, part)
    expect(paged.kind === 'merged' && ids(paged.board)).toEqual(['Card 1', 'Card 2', 'Card 3'])
  })
})
