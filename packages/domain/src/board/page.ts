import type { StageId } from '../kernel/id.ts'
import { emptyColumn, type Board, type Card } from './board.ts'
import { byPlace } from './rank.ts'
import type { ColumnTotals } from './totals.ts'

/** Cards of one column, read at a position of the feed. */
export interface ColumnPage<C extends Card> {
  readonly seq: number
  readonly stageId: StageId
  /** 'head' replaces what is loaded, 'next' goes on below it. */
  readonly part: 'head' | 'next'
  readonly cards: readonly C[]
  readonly hasMore: boolean
  readonly totals: ColumnTotals
}

export type Paged<C extends Card> =
  | { readonly kind: 'merged'; readonly board: Board<C> }
  /** The page is of a later moment: hold it until the feed has reached it. */
  | { readonly kind: 'ahead' }
  /** The page is of an earlier moment: read it again. */
  | { readonly kind: 'behind' }

/** A page has a position too; only one of exactly the board's moment joins it without losing or doubling a card. */
export function mergePage<C extends Card>(board: Board<C>, page: ColumnPage<C>): Paged<C> {
  if (page.seq > board.seq) return { kind: 'ahead' }
  if (page.seq < board.seq) return { kind: 'behind' }
  const column = board.columns.get(page.stageId) ?? emptyColumn<C>(page.stageId)
  const fresh = new Set(page.cards.map((card) => card.id))
  const kept = page.part === 'head' ? [] : column.cards.filter((card) => !fresh.has(card.id))
  const cards = [...kept, ...page.cards].toSorted(byPlace)
  const staleColumns = new Map(board.staleColumns)
  if (page.part === 'head') staleColumns.delete(page.stageId)
  const columns = new Map(board.columns).set(page.stageId, {
    stageId: page.stageId,
    totals: page.totals,
    cards,
    hasMore: page.hasMore,
  })
  return { kind: 'merged', board: { ...board, columns, staleColumns } }
}
