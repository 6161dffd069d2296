import type { StageId } from '../kernel/id.ts'
import { emptyColumn, type Board, type Card } from './board.ts'
import { byPlace, type Ranked } from './rank.ts'
import type { ColumnTotals } from './totals.ts'

/** Cards of one column, read at a position of the feed. */
export type ColumnPage<C extends Card> = {
  readonly seq: number
  readonly stageId: StageId
  readonly cards: readonly C[]
  readonly hasMore: boolean
  readonly totals: ColumnTotals
} & PagePart

export type PagePart =
  /** Replaces what is loaded. */
  | { readonly part: 'head' }
  /** Goes on below a card, given with the place that it had when the page was asked for. */
  | { readonly part: 'next'; readonly after: Ranked }

export type Paged<C extends Card> =
  | { readonly kind: 'merged'; readonly board: Board<C> }
  /** Read at a later moment: hold it until the feed has reached it. */
  | { readonly kind: 'ahead' }
  /** Read at an earlier moment, or below a card that is no longer loaded: read it again. */
  | { readonly kind: 'behind' }

/** A page has a position too; only one of exactly the board's moment joins it without losing or doubling a card. */
export function mergePage<C extends Card>(board: Board<C>, page: ColumnPage<C>): Paged<C> {
  if (page.seq > board.seq) return { kind: 'ahead' }
  const column = board.columns.get(page.stageId) ?? emptyColumn<C>(page.stageId)
  if (page.seq < board.seq || !joins(column.cards, page)) return { kind: 'behind' }
  const fresh = new Set(page.cards.map((card) => card.id))
  const kept = page.part === 'head' ? [] : column.cards.filter((card) => !fresh.has(card.id))
  const staleColumns = new Map(board.staleColumns)
  if (page.part === 'head') staleColumns.delete(page.stageId)
  const cards = [...kept, ...page.cards].toSorted(byPlace)
  // What is loaded may reach further down than the page does.
  const hasMore = page.hasMore && page.totals.count > cards.length
  const columns = new Map(board.columns).set(page.stageId, { ...column, totals: page.totals, cards, hasMore })
  return { kind: 'merged', board: { ...board, columns, staleColumns } }
}

/** When the loaded cards have grown shorter than the place where the page begins, what lies between is not known. */
function joins<C extends Card>(loaded: readonly C[], page: PagePart): boolean {
  if (page.part === 'head') return true
  const last = loaded.at(-1)
  return last !== undefined && byPlace(last, page.after) >= 0
}
