import { badInput } from '../../graphql/bad-input.ts'
import type { CursorSeal, Position } from '../../graphql/cursor.ts'
import { pageSizeOf } from '../../graphql/page-args.ts'
import type { PageAsked } from '../../live/board-snapshot.ts'

/** Cards of a column that a reader gets without saying how many. */
export const defaultColumnPage = 50

export interface ColumnsArgs {
  readonly stageIds?: readonly string[] | null
}

export interface CardsArgs {
  readonly first?: number | null
  readonly after?: string | null
}

/** What makes and opens the cursors of a board's columns: each is bound to one column and to the board's filter. */
export interface ColumnCursors {
  of(stageId: string, position: Position): string
  open(stageId: string, cursor: string): Position | undefined
}

export function columnCursors(seal: CursorSeal, filter: unknown): ColumnCursors {
  const list = (stageId: string) => `board column ${stageId} ${JSON.stringify([filter])}`
  return {
    of: (stageId, position) => seal.seal(list(stageId), position),
    open: (stageId, cursor) => seal.open(list(stageId), cursor),
  }
}

export function pageAsked({ stageIds }: ColumnsArgs, { first, after }: CardsArgs, cursors: ColumnCursors): PageAsked {
  const { count } = pageSizeOf({ first }, defaultColumnPage)
  return { stageIds: stageIds ?? null, first: count, after: placeIn(stageIds ?? [], after, cursors) }
}

export const isSamePage = (a: PageAsked, b: PageAsked): boolean => JSON.stringify(a) === JSON.stringify(b)

/** A cursor is of one column; asked of several, it is foreign to all but one. */
function placeIn(
  stageIds: readonly string[],
  after: string | null | undefined,
  cursors: ColumnCursors,
): PageAsked['after'] {
  if (after === null || after === undefined) return null
  const [stageId, ...others] = stageIds
  const position = stageId === undefined || others.length > 0 ? undefined : cursors.open(stageId, after)
  const [rank, id] = position ?? []
  if (typeof rank !== 'string' || typeof id !== 'string') throw badInput('foreignCursor')
  return { rank, id }
}
