import type { Scope } from '../access/scope.ts'
import type { Board } from '../board/board.ts'
import { mergePage } from '../board/page.ts'
import type { Opportunity } from '../opportunity/opportunity.ts'
import type { ModelBoard } from './model-board.ts'

/** Answers what events asked for: stages first, then columns. The board must be at the model's present. */
export function reread(
  model: ModelBoard,
  scope: Scope,
  board: Board<Opportunity>,
  most = Infinity,
): Board<Opportunity> {
  const fresh = model.snapshot(scope, most)
  let read = board
  if (board.staleSetup !== null) {
    const columns = [...fresh.columns].map(([id, column]) => [id, board.columns.get(id) ?? column] as const)
    read = { ...board, columns: new Map(columns), staleSetup: null }
  }
  for (const stageId of board.staleColumns.keys()) {
    const page = model.page(scope, stageId, { part: 'head' }, most)
    const paged = fresh.columns.has(stageId) ? mergePage(read, page) : { kind: 'gone' as const }
    const staleColumns = new Map([...read.staleColumns].filter(([id]) => id !== stageId))
    read = paged.kind === 'merged' ? paged.board : { ...read, staleColumns }
  }
  return read
}
