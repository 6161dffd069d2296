import { parseDecimal, type CountedCard, type Movable, type ProbabilitySource } from '@mekong/domain'
import type { CardFragment } from '@mekong/schema/documents'

export interface Named {
  readonly id: string
  readonly name: string
}

/** An opportunity as the board shows it: what the domain's rules read, and what a card has to say. */
export interface BoardCard extends CountedCard, Movable {
  readonly title: string
  readonly probabilitySource: ProbabilitySource
  readonly owner: Named | null
  readonly team: Named | null
  readonly company: Named | null
  readonly expectedCloseDate: string | null
  readonly stageEnteredAt: string
  readonly createdAt: string
  readonly lostReason: Named | null
  readonly tags: readonly string[]
}

const named = (thing: Named | null): Named | null => thing && { id: thing.id, name: thing.name }

/** The wire has a share as a number, exact to four digits; the domain reckons with decimals. */
const shareOf = (probability: number): string => parseDecimal(probability.toFixed(4)) ?? '0'

export const cardOf = (card: CardFragment): BoardCard => ({
  id: card.id,
  pipelineId: card.pipeline.id,
  stageId: card.stage.id,
  status: card.status,
  title: card.title,
  amount: card.amount?.amount ?? null,
  currency: card.currency,
  probability: shareOf(card.probability),
  probabilitySource: card.probabilitySource,
  owner: named(card.owner),
  ownerId: card.owner?.id ?? null,
  team: named(card.team),
  teamId: card.team?.id ?? null,
  company: named(card.company),
  expectedCloseDate: card.expectedCloseDate,
  stageEnteredAt: card.stageEnteredAt,
  createdAt: card.createdAt,
  closedAt: card.closedAt,
  lostReason: named(card.lostReason),
  lostReasonId: card.lostReason?.id ?? null,
  lostNote: card.lostNote,
  // Only the server knows which stage a closed one left: reopening is not shown before it answers.
  reopenStageId: null,
  tags: card.tags,
  rank: card.rank,
  version: card.version,
  deletedAt: null,
})
