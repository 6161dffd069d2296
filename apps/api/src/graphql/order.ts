import type { Params } from '../data/sql.ts'
import { badInput } from './bad-input.ts'
import type { OrderDirection } from './enums.ts'
import type { OrderColumn } from './keyset.ts'

/** A field by which a list can be sorted; how well it fits the search is not one column's matter (see `Ranking`). */
export type OrderSpec<Field extends string> = Readonly<
  Record<Exclude<Field, 'RELEVANCE'>, Pick<OrderColumn, 'value' | 'type' | 'isNullable'>>
>

export interface OrderBy<Field extends string> {
  field: Field
  direction: OrderDirection
}

/** What a list is sorted by when nobody says. */
export interface DefaultOrder<Field extends string> {
  readonly field: Exclude<Field, 'RELEVANCE'>
  readonly direction: OrderDirection
}

export interface Order {
  readonly columns: readonly OrderColumn[]
  /** Best fit first, instead of by the columns. */
  readonly isByRelevance: boolean
}

/**
 * The order of a list. A field named twice counts once; the id comes last, in the direction of what stands before it, so
 * that one index serves both ways. What is searched for and not sorted comes by relevance.
 */
export function compileOrder<Field extends string>(
  spec: OrderSpec<Field>,
  id: string,
  asked: readonly OrderBy<Field>[] | null | undefined,
  fallback: DefaultOrder<Field>,
  isSearch = false,
): Order {
  const wanted = asked ?? []
  const byRelevance = wanted.some(({ field }) => field === 'RELEVANCE')
  if (byRelevance && wanted.length > 1) throw badInput('relevanceAlone')
  const isByRelevance = isSearch && (byRelevance || wanted.length === 0)
  const keys = wanted.filter((key): key is OrderBy<Exclude<Field, 'RELEVANCE'>> => key.field !== 'RELEVANCE')
  const used = keys.length > 0 ? keys : [fallback]
  const columns = used
    .filter((key, at) => used.findIndex((other) => other.field === key.field) === at)
    .map(({ field, direction }): OrderColumn => ({ ...spec[field], direction }))
  return {
    columns: [
      ...columns,
      { value: id, type: 'text', direction: columns.at(-1)?.direction ?? 'ASC', isNullable: false },
    ],
    isByRelevance,
  }
}

/** How a list is sorted by its fit to a search: SQL for a score, 0 best. */
export type Ranking = (params: Params) => string

/** The order of a list that lets nobody choose. */
export const fixedOrder = (...columns: readonly OrderColumn[]): Order => ({ columns, isByRelevance: false })
