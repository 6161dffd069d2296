import type { Board, PlaceHint } from '@mekong/domain'
import type { BoardCard } from '../feed/board-card.ts'
import { freeze, type FrozenOrder } from './freeze.ts'

/** A place among the cards of a column that are not in the hand. */
export interface Place {
  readonly stageId: string
  readonly index: number
}

export interface Held {
  readonly card: BoardCard
  readonly by: 'hand' | 'keys'
  readonly from: Place
  /** Where it would come to stand; null over no column. */
  readonly over: Place | null
  readonly order: FrozenOrder
}

/** The card in somebody's hand, taken by pointer, finger or key: one at a time. */
export class Hold {
  current = $state.raw<Held | null>(null)

  take(card: BoardCard, board: Board<BoardCard>, by: Held['by']): void {
    const cards = board.columns.get(card.stageId)?.cards ?? []
    const from = { stageId: card.stageId, index: cards.findIndex((other) => other.id === card.id) }
    this.current = { card, by, from, over: from, order: freeze(board) }
  }

  moveOver(over: Place | null): void {
    const { current } = this
    if (!current || (current.over?.stageId === over?.stageId && current.over?.index === over?.index)) return
    this.current = { ...current, over }
  }

  release(): Held | null {
    const { current } = this
    this.current = null
    return current
  }
}

/** The cards of a column that a held card can be put among. */
export const othersIn = (held: Held, stageId: string): readonly BoardCard[] =>
  (held.order.get(stageId) ?? []).filter((card) => card.id !== held.card.id)

export const isHome = (held: Held): boolean =>
  held.over === null || (held.over.stageId === held.from.stageId && held.over.index === held.from.index)

/** The neighbours that say to the server where a card was dropped. */
export function hintOf(cards: readonly BoardCard[], index: number): PlaceHint {
  return { afterId: cards[index - 1]?.id ?? null, beforeId: cards[index]?.id ?? null }
}
