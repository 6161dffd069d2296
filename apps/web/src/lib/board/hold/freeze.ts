import type { Board } from '@mekong/domain'
import type { BoardCard } from '../feed/board-card.ts'

/** The cards of each column as they stood when somebody took one of them into the hand. */
export type FrozenOrder = ReadonlyMap<string, readonly BoardCard[]>

export const freeze = (board: Board<BoardCard>): FrozenOrder =>
  new Map([...board.columns].map(([stageId, column]) => [stageId, column.cards]))

/**
 * The board while a card is held: what others change shows on the cards and in the totals, but nothing comes, goes or
 * changes places under the hand until the drop.
 */
export function held(board: Board<BoardCard>, order: FrozenOrder): Board<BoardCard> {
  const now = new Map([...board.columns.values()].flatMap((column) => column.cards.map((card) => [card.id, card])))
  const columns = new Map(
    [...board.columns].map(([stageId, column]) => {
      const cards = order.get(stageId)?.map((card) => ({ ...(now.get(card.id) ?? card), stageId }))
      // A column that was not there yet holds nothing that could move.
      return [stageId, cards ? { ...column, cards } : column] as const
    }),
  )
  return { ...board, columns }
}
