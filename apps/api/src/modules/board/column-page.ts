import { badInput } from '../../graphql/bad-input.ts'
import type { CursorSeal } from '../../graphql/cursor.ts'
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

/** The list behind a column's cursors. They hold for one column, filtered or not: a filter does not change places. */
export const columnList = (stageId: string): string => `board column ${stageId}`

export function pageAsked({ stageIds }: ColumnsArgs, { first, after }: CardsArgs, seal: CursorSeal): PageAsked {
  const { count } = pageSizeOf({ first }, defaultColumnPage)
  return { stageIds: stageIds ?? null, first: count, after: placeIn(stageIds ?? [], after, seal) }
}

export const isSamePage = (a: PageAsked, b: PageAsked): boolean => JSON.stringify(a) === JSON.stringify(b)

/** A cursor is of one column; asked of several, it is foreign to all but one. */
function placeIn(stageIds: readonly string[], after: string | null | undefined, seal: CursorSeal): PageAsked['after'] {
  if (after === null || after === undefined) return null
  const [stageId, ...others] = stageIds
  const position = stageId === undefined || others.length > 0 ? undefined : seal.open(columnList(stageId), after)
  const [rank, id] = position ?? []
  if (typeof rank !== 'string' || typeof id !== 'string') throw badInput('foreignCursor')
  return { rank, id }
}
