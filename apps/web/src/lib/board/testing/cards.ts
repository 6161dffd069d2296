import { idOf, makePipeline, makeStage } from '@mekong/domain/testing'
import type { ColumnTotals, Pipeline } from '@mekong/domain'
import type { BoardCard } from '../feed/board-card.ts'
import type { ColumnReading } from '../feed/reading.ts'

export const opportunityId = (n: number): string => idOf('opportunity', n)
export const stageId = (n: number): string => idOf('stage', n)

/** A card with everything that a card can say, in the first stage unless told otherwise. */
export const makeCard = (n: number, over: Partial<BoardCard> = {}): BoardCard => ({
  id: opportunityId(n),
  pipelineId: idOf('pipeline', 1),
  stageId: stageId(1),
  status: 'OPEN',
  title: `Card ${n}`,
  amount: '100000000',
  currency: 'VND',
  probability: '0.5',
  probabilitySource: 'STAGE',
  owner: { id: idOf('user', 1), name: 'Nguyễn Hoài An' },
  ownerId: idOf('user', 1),
  team: { id: idOf('team', 1), name: 'Hạnh' },
  teamId: idOf('team', 1),
  company: { id: idOf('company', n), name: `Company ${n}` },
  expectedCloseDate: '2026-12-15',
  stageEnteredAt: '2026-11-20T02:00:00.000Z',
  createdAt: '2026-11-01T02:00:00.000Z',
  closedAt: null,
  lostReason: null,
  lostReasonId: null,
  lostNote: null,
  reopenStageId: null,
  tags: [],
  rank: String(n * 1000),
  version: 1,
  deletedAt: null,
  ...over,
})

export function totalsOfCards(cards: readonly BoardCard[], more = 0): ColumnTotals {
  const count = cards.length + more
  const amount = String(BigInt(count) * 100_000_000n)
  const weightedAmount = String(BigInt(count) * 50_000_000n)
  return { count, byCurrency: count === 0 ? [] : [{ currency: 'VND', count, amount, weightedAmount }] }
}

/** A column of these cards, with so many more that are not read. */
export const makeReading = (stage: string, cards: readonly BoardCard[], more = 0): ColumnReading => ({
  stageId: stage,
  cards,
  totals: totalsOfCards(cards, more),
  hasMore: more > 0,
  endCursor: cards.length === 0 ? null : `after ${cards.at(-1)?.id}`,
})

/** Three open stages, Won and Lost. */
export const fivePipeline: Pipeline = {
  ...makePipeline(),
  name: 'Sales',
  currency: 'VND',
  stages: [
    makeStage({ id: stageId(1), name: 'New', position: 0, rottenAfterDays: 3 }),
    makeStage({ id: stageId(2), name: 'Qualified', position: 1, color: 'CYAN' }),
    makeStage({ id: stageId(3), name: 'Proposal', position: 2, color: 'AMBER' }),
    makeStage({ id: stageId(4), name: 'Won', kind: 'WON', position: 3, color: 'GREEN' }),
    makeStage({ id: stageId(5), name: 'Lost', kind: 'LOST', position: 4, color: 'GREY', isFolded: true }),
  ],
}
