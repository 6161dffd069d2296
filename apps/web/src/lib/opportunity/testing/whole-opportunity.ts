import type { BoardCard } from '#lib/board/index.ts'
import { wireCard } from '#lib/board/testing/answers.ts'
import { fivePipeline } from '#lib/board/testing/cards.ts'
import type { WholeOpportunity } from '../record/opportunity-record.svelte.ts'

const company = (card: BoardCard): WholeOpportunity['company'] =>
  card.company && { __typename: 'Company', ...card.company, domain: null, phone: null, address: null, version: 1 }

/** The whole of a card, as the server tells it. */
export const wholeOf = (card: BoardCard, over: Partial<WholeOpportunity> = {}): WholeOpportunity => ({
  ...wireCard(card),
  description: null,
  weightedAmount: null,
  company: company(card),
  contact: null,
  source: null,
  medium: null,
  campaign: null,
  externalId: null,
  deletedAt: null,
  pipeline: {
    __typename: 'Pipeline',
    id: fivePipeline.id,
    name: fivePipeline.name,
    currency: fivePipeline.currency,
    stages: fivePipeline.stages.map((stage) => ({
      __typename: 'Stage',
      id: stage.id,
      name: stage.name ?? '',
      kind: stage.kind,
      color: stage.color,
      probability: Number(stage.probability),
      position: stage.position,
      isFolded: stage.isFolded,
      rottenAfterDays: stage.rottenAfterDays,
    })),
  },
  stays: [],
  ...over,
})
