import type { OpportunityId, StageId } from '../kernel/id.ts'
import type { Opportunity } from '../opportunity/opportunity.ts'
import { findCard, type Board, type Card, type Column } from './board.ts'
import { indexAt, placeAt, withRanks, type PlaceHint } from './rank.ts'
import { deltasOf, withDeltas } from './totals.ts'

/** A card whose money an optimistic move can carry from one column's totals to the other's. */
export type CountedCard = Card &
  Pick<Opportunity, 'amount' | 'currency' | 'probability' | 'ownerId' | 'teamId' | 'deletedAt'>

interface Move {
  readonly toStageId: StageId
  readonly hint: PlaceHint
}

/** A change that is on its way: shown at once, taken back when refused, gone when its own event arrives. */
export type Pending<C extends CountedCard> =
  | (Move & {
      readonly kind: 'move'
      readonly clientMutationId: string
      readonly opportunityId: OpportunityId
      /** What the domain's decision makes of the card. */
      readonly after: Partial<C>
    })
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

/** A card that is not loaded has nothing to show: its change waits for its event. */
function overlay<C extends CountedCard>(board: Board<C>, change: Pending<C>): Board<C> {
  const card = findCard(board, change.opportunityId)
  const from = card && board.columns.get(card.stageId)
  if (!card || !from) return board
  const columns = new Map(board.columns)
  if (change.kind === 'edit') {
    const after: C = { ...card, ...change.after, stageId: card.stageId, rank: card.rank }
    columns.set(from.stageId, inPlaceOf(from, card, after))
    return recount(board, columns, card, after)
  }
  columns.set(from.stageId, { ...from, cards: from.cards.filter((other) => other !== card) })
  if (change.kind === 'remove') return recount(board, columns, card, null)

  const after: C = { ...card, ...change.after, stageId: change.toStageId, rank: card.rank }
  const to = columns.get(change.toStageId)
  if (isAtPlace(from, card, change)) columns.set(from.stageId, inPlaceOf(from, card, after))
  // Without such a column the card goes to a stage that is not on this board.
  else if (to) columns.set(to.stageId, dropped(to, after, change.hint))
  return recount(board, columns, card, after)
}

const inPlaceOf = <C extends Card>(column: Column<C>, before: C, after: C): Column<C> => ({
  ...column,
  cards: column.cards.map((card) => (card === before ? after : card)),
})

/** A drop right where the card is moves nothing. The end of the loaded cards is not the end of the column. */
function isAtPlace<C extends Card>(column: Column<C>, card: C, { toStageId, hint }: Move): boolean {
  if (toStageId !== column.stageId) return false
  const others = column.cards.filter((other) => other !== card)
  const index = indexAt(others, hint)
  const isKnown = index < others.length || !column.hasMore || others.at(-1)?.id === hint.afterId
  return isKnown && column.cards[index] === card
}

/** Shows a card where the server will put it; at the end of a column that has more, that is out of sight. */
function dropped<C extends CountedCard>(to: Column<C>, card: C, hint: PlaceHint): Column<C> {
  const index = indexAt(to.cards, hint)
  if (to.hasMore && index === to.cards.length) return to
  const { rank, reranked } = placeAt(to.cards, index)
  return { ...to, cards: withRanks(to.cards, reranked).toSpliced(index, 0, { ...card, rank }) }
}

function recount<C extends CountedCard>(
  board: Board<C>,
  columns: Map<StageId, Column<C>>,
  before: C,
  after: C | null,
): Board<C> {
  const totals = new Map([...columns].map(([stageId, column]) => [stageId, column.totals]))
  // Everything on this board is in its reader's sight: no cell has to be left out.
  const next = withDeltas(totals, deltasOf(before, after), { kind: 'ALL', seesAmounts: true })
  for (const [stageId, column] of columns)
    columns.set(stageId, { ...column, totals: next.get(stageId) ?? column.totals })
  return { ...board, columns }
}
