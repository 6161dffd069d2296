import type { OpportunityId, StageId } from '../kernel/id.ts'
import { emptyColumn, type Board, type Card, type Column } from './board.ts'
import { byPlace, type Ranked } from './rank.ts'
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
  /** New totals of the columns that the change touched. */
  readonly columns: readonly { readonly stageId: StageId; readonly totals: ColumnTotals }[]
  readonly ranks: readonly Ranked[]
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
  const next = message.events.filter((event) => event.seq > board.seq).reduce(apply, board)
  return { kind: 'applied', board: { ...next, seq: message.toSeq } }
}

/** The one reducer: board and event give the next board. Applying an event twice changes nothing. */
export function apply<C extends Card>(board: Board<C>, event: BoardEvent<C>): Board<C> {
  if (event.seq <= board.seq) return board
  const columns = new Map(board.columns)
  // Whether more cards lie below is judged before the totals change: a card that comes in below the last loaded one of
  // such a column is counted, not inserted.
  if (event.opportunityId !== null) takeOut(columns, [event.opportunityId])
  if (event.type === 'BULK_CHANGED') takeOut(columns, event.opportunityIds)
  rerank(columns, event.ranks)
  if (event.card) putIn(columns, event.card)
  for (const { stageId, totals } of event.columns) {
    const column = columns.get(stageId) ?? emptyColumn<C>(stageId)
    columns.set(stageId, { ...column, totals, hasMore: totals.count > column.cards.length })
  }
  return {
    ...board,
    seq: event.seq,
    columns,
    staleColumns: event.type === 'BULK_CHANGED' ? withStale(board, event) : board.staleColumns,
    staleSetup: event.type === 'PIPELINE_CHANGED' ? event.seq : board.staleSetup,
  }
}

function takeOut<C extends Card>(columns: Map<StageId, Column<C>>, ids: readonly OpportunityId[]): void {
  const gone = new Set(ids)
  for (const [stageId, column] of columns)
    if (column.cards.some((card) => gone.has(card.id)))
      columns.set(stageId, { ...column, cards: column.cards.filter((card) => !gone.has(card.id)) })
}

function rerank<C extends Card>(columns: Map<StageId, Column<C>>, ranks: readonly Ranked[]): void {
  if (ranks.length === 0) return
  const byId = new Map(ranks.map((entry) => [entry.id, entry.rank]))
  for (const [stageId, column] of columns)
    if (column.cards.some((card) => byId.has(card.id))) {
      const cards = column.cards.map((card) => ({ ...card, rank: byId.get(card.id) ?? card.rank })).toSorted(byPlace)
      columns.set(stageId, { ...column, cards })
    }
}

function putIn<C extends Card>(columns: Map<StageId, Column<C>>, card: C): void {
  const column = columns.get(card.stageId) ?? emptyColumn<C>(card.stageId)
  const last = column.cards.at(-1)
  if (column.hasMore && (last === undefined || byPlace(card, last) > 0)) return
  const at = column.cards.findIndex((other) => byPlace(card, other) < 0)
  columns.set(card.stageId, { ...column, cards: column.cards.toSpliced(at < 0 ? column.cards.length : at, 0, card) })
}

function withStale<C extends Card>(board: Board<C>, event: BoardEvent<C>): ReadonlyMap<StageId, number> {
  return new Map([...board.staleColumns, ...event.columns.map(({ stageId }) => [stageId, event.seq] as const)])
}
