import { applyEvents, makeBoard, mergePage, type Board, type Column, type Paged, type PagePart } from '@mekong/domain'
import type { BoardCard } from './board-card.ts'
import type { FeedPage } from './feed-message.ts'
import type { ColumnReading } from './reading.ts'

/**
 * Joins a page to the board. One that is a little behind is brought up to the board's moment by the events in between,
 * so that paging works on a busy board too; without those events it is 'behind' and must be read again.
 */
export function joinPage(
  board: Board<BoardCard>,
  history: readonly FeedPage[],
  reading: ColumnReading,
  seq: number,
  part: PagePart,
): Paged<BoardCard> {
  const column = caughtUp(board, history, reading, seq)
  if (!column) return { kind: 'behind' }
  const { totals } = board.columns.get(reading.stageId) ?? column
  const loaded = part.part === 'head' ? [] : (board.columns.get(reading.stageId)?.cards ?? [])
  const ids = new Set([...loaded, ...column.cards].map((card) => card.id))
  return mergePage(board, {
    seq: Math.max(seq, board.seq),
    stageId: reading.stageId,
    ...part,
    cards: column.cards,
    // Behind the feed the board's own totals are the newer ones; at its moment both are equal.
    totals,
    // At one moment the server knows whether more lie below; what happened since is reckoned by the count.
    hasMore: seq === board.seq ? reading.hasMore : totals.count > ids.size,
  })
}

function caughtUp(
  board: Board<BoardCard>,
  history: readonly FeedPage[],
  reading: ColumnReading,
  seq: number,
): Column<BoardCard> | undefined {
  let page = makeBoard<BoardCard>({ pipelineId: board.pipelineId, seq, columns: [reading] })
  for (const step of history) {
    if (page.seq >= board.seq) break
    const applied = applyEvents(page, step)
    if (applied.kind === 'gap') return undefined
    if (applied.kind === 'applied') page = applied.board
  }
  // An import in between named this column: what was read of it is not the whole any more.
  if (page.seq < board.seq || page.staleColumns.has(reading.stageId)) return undefined
  return page.columns.get(reading.stageId)
}
