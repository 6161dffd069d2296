import { emptyColumn, type Board } from '@mekong/domain'
import type { BoardCard } from './board-card.ts'
import type { BoardReading } from './reading.ts'

/**
 * The board after its stages were read again: columns follow the stages that are there now. The column of a new stage is
 * due to be read; that of a removed one goes, since what was in it went elsewhere by events of its own.
 */
export function withStages(board: Board<BoardCard>, heads: BoardReading): Board<BoardCard> {
  const stageIds = heads.columns.map(({ stageId }) => stageId)
  const columns = new Map(stageIds.map((id) => [id, board.columns.get(id) ?? emptyColumn<BoardCard>(id)]))
  const known = [...board.staleColumns].filter(([id]) => columns.has(id))
  const added = stageIds.filter((id) => !board.columns.has(id)).map((id) => [id, heads.seq] as const)
  const isRead = board.staleSetup === null || heads.seq >= board.staleSetup
  return {
    ...board,
    columns,
    staleColumns: new Map([...known, ...added]),
    staleSetup: isRead ? null : board.staleSetup,
  }
}
