import type { OpportunityId, StageId } from '../kernel/id.ts'
import { emptyColumn, findCard, type Board, type Card, type Column } from './board.ts'
import { byPlace, cardsBefore, withRanks, type Ranked } from './rank.ts'
import type { ColumnTotals } from './totals.ts'

export type BoardEventType =
  | 'OPPORTUNITY_CREATED'
  | 'OPPORTUNITY_UPDATED'
  | 'OPPORTUNITY_MOVED'
  | 'OPPORTUNITY_DELETED'
  | 'OPPORTUNITY_ENTERED'
  | 'OPPORTUNITY_LEFT'
  | 'COLUMN_RERANKED'
  | 'COLUMNS_CHANGED'
  | 'BULK_CHANGED'
  | 'PIPELINE_CHANGED'

/** One committed change as one reader sees it. */
export interface BoardEvent<C extends Card> {
  readonly seq: number
  readonly type: BoardEventType
  readonly opportunityId: OpportunityId | null
  /** The card after the change; null when it left or was deleted. */
  readonly card: C | null
  /** New totals of the columns that the change touched, as of this seq, for this reader. */
  readonly columns: readonly { readonly stageId: StageId; readonly totals: ColumnTotals }[]
  /** New places of other cards, which had to move aside: their order stays. */
  readonly ranks: readonly Ranked[]
  /** Of `BULK_CHANGED` alone. */
  readonly opportunityIds: readonly OpportunityId[]
}

/** A page of the feed: everything in `fromSeq..toSeq` that this reader may see. */
export interface BoardEvents<C extends Card> {
  readonly fromSeq: number
  readonly toSeq: number
  readonly events: readonly BoardEvent<C>[]
}

export type Applied<C extends Card> =
  | { readonly kind: 'applied'; readonly board: Board<C> }
  /** All of it was known already. */
  | { readonly kind: 'dropped' }
  /** Something before it is missing: resume from the board's own position. */
  | { readonly kind: 'gap' }

/** The client's rule: drop what is old, apply what joins on, resume where something is missing. */
export function applyEvents<C extends Card>(board: Board<C>, message: BoardEvents<C>): Applied<C> {
  if (message.toSeq <= board.seq) return { kind: 'dropped' }
  if (message.fromSeq > board.seq + 1) return { kind: 'gap' }
  const next = message.events.reduce(apply, board)
  return { kind: 'applied', board: { ...next, seq: message.toSeq } }
}

/** The one reducer: board and event give the next board. Applying an event twice changes nothing. */
export function apply<C extends Card>(board: Board<C>, event: BoardEvent<C>): Board<C> {
  if (event.seq <= board.seq) return board
  const isBulk = event.type === 'BULK_CHANGED'
  const stood = event.card ? findCard(board, event.card.id) : undefined
  const columns = new Map(board.columns)
  if (event.opportunityId !== null) takeOut(columns, [event.opportunityId])
  if (isBulk) takeOut(columns, event.opportunityIds)
  if (event.ranks.length > 0) rerank(columns, event.ranks)
  for (const { stageId, totals } of event.columns)
    columns.set(stageId, { ...(columns.get(stageId) ?? emptyColumn<C>(stageId)), totals })
  if (event.card) putIn(columns, event, event.card, stood)
  for (const { stageId, totals } of event.columns) {
    const column = columns.get(stageId)
    if (column) columns.set(stageId, { ...column, hasMore: totals.count > column.cards.length })
  }
  return {
    ...board,
    seq: event.seq,
    columns,
    staleColumns: isBulk ? withStale(board, event) : board.staleColumns,
    staleSetup: event.type === 'PIPELINE_CHANGED' ? event.seq : board.staleSetup,
  }
}

type Columns<C extends Card> = Map<StageId, Column<C>>

function takeOut<C extends Card>(columns: Columns<C>, ids: readonly OpportunityId[]): void {
  const gone = new Set(ids)
  for (const [stageId, column] of columns)
    if (column.cards.some((card) => gone.has(card.id)))
      columns.set(stageId, { ...column, cards: column.cards.filter((card) => !gone.has(card.id)) })
}

function rerank<C extends Card>(columns: Columns<C>, ranks: readonly Ranked[]): void {
  for (const [stageId, column] of columns) {
    const cards = withRanks(column.cards, ranks)
    if (cards !== column.cards) columns.set(stageId, { ...column, cards: cards.toSorted(byPlace) })
  }
}

/** Puts a card in its place; below the last loaded one of a column that has more, it is counted and not inserted. */
function putIn<C extends Card>(columns: Columns<C>, event: BoardEvent<C>, card: C, stood: C | undefined): void {
  const column = columns.get(card.stageId)
  if (!column) return
  const at = cardsBefore(column.cards, card)
  if (at === column.cards.length && hasOthersBelow(column, event) && !keepsLastPlace(event, card, stood)) return
  const cards = column.cards.toSpliced(at, 0, card)
  // It may have been the only one that was not loaded.
  const hasMore = column.hasMore && column.totals.count > cards.length
  columns.set(card.stageId, { ...column, cards, hasMore })
}

/** Whether other cards than the loaded ones and the event's are in a column: new totals know best. */
function hasOthersBelow<C extends Card>(column: Column<C>, event: BoardEvent<C>): boolean {
  const counted = event.columns.some(({ stageId }) => stageId === column.stageId)
  return counted ? column.totals.count > column.cards.length + 1 : column.hasMore
}

/**
 * The last loaded card, changed where it stands or moved up: what is not loaded still lies below it. Where cards were put
 * aside for it, one that is not loaded may have come to stand above it.
 */
const keepsLastPlace = <C extends Card>(event: BoardEvent<C>, card: C, stood: C | undefined): boolean =>
  stood !== undefined && stood.stageId === card.stageId && byPlace(card, stood) <= 0 && event.ranks.length === 0

function withStale<C extends Card>(board: Board<C>, event: BoardEvent<C>): ReadonlyMap<StageId, number> {
  return new Map([...board.staleColumns, ...event.columns.map(({ stageId }) => [stageId, event.seq] as const)])
}
