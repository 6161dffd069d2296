import type { OpportunityId, StageId } from '../kernel/id.ts'
import { deltasOf, withDeltas } from './totals.ts'
import { findCard, type Board, type Card, type Column } from './board.ts'
import { indexAt, placeAt, type PlaceHint } from './rank.ts'
import type { Opportunity } from '../opportunity/opportunity.ts'

/** A card whose money an optimistic move can carry from one column's totals to the other's. */
export type CountedCard = Card &
  Pick<Opportunity, 'amount' | 'currency' | 'probability' | 'ownerId' | 'teamId' | 'deletedAt'>

/** A change that is on its way: shown at once, taken back when refused, gone when its own event arrives. */
export type Pending<C extends CountedCard> =
  | {
      readonly kind: 'move'
      readonly clientMutationId: string
      readonly opportunityId: OpportunityId
      readonly toStageId: StageId
      readonly hint: PlaceHint
      /** What the domain's decision makes of the card. */
      readonly after: Partial<C>
    }
  | {
      readonly kind: 'edit'
      readonly clientMutationId: string
      readonly opportunityId: OpportunityId
      readonly after: Partial<C>
    }
  | { readonly kind: 'remove'; readonly clientMutationId: string; readonly opportunityId: OpportunityId }

/** What a person sees: the committed board with their own pending changes on top, in the order in which they made them. */
export const view = <C extends CountedCard>(board: Board<C>, pending: readonly Pending<C>[]): Board<C> =>
  pending.reduce(overlay, board)

function overlay<C extends CountedCard>(board: Board<C>, change: Pending<C>): Board<C> {
  const card = findCard(board, change.opportunityId)
  if (!card) return board
  const columns = new Map(board.columns)
  const from = columns.get(card.stageId)
  if (from) columns.set(card.stageId, { ...from, cards: from.cards.filter((other) => other.id !== card.id) })
  if (change.kind === 'remove') return recount(board, columns, card, null)
  const toStageId = change.kind === 'move' ? change.toStageId : card.stageId
  const to = columns.get(toStageId)
  if (!to) return board
  const index = change.kind === 'move' ? indexAt(to.cards, change.hint) : (from?.cards.indexOf(card) ?? to.cards.length)
  const rank = change.kind === 'move' ? placeAt(to.cards, index).rank : card.rank
  const after: C = { ...card, ...change.after, stageId: toStageId, rank }
  columns.set(toStageId, { ...to, cards: to.cards.toSpliced(index, 0, after) })
  return recount(board, columns, card, after)
}

function recount<C extends CountedCard>(
  board: Board<C>,
  columns: Map<StageId, Column<C>>,
  before: C,
  after: C | null,
): Board<C> {
  const totals = new Map([...columns].map(([stageId, column]) => [stageId, column.totals]))
  const next = withDeltas(totals, deltasOf(before, after), { kind: 'ALL' })
  for (const [stageId, column] of columns)
    columns.set(stageId, { ...column, totals: next.get(stageId) ?? column.totals })
  return { ...board, columns }
}
