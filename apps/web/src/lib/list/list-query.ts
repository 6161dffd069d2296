import type { OpportunityFilter, OpportunityOrder } from '@mekong/schema/documents'
import { filterOf, orderOf, readQuery, writeQuery, type BoardQuery } from '#lib/board/index.ts'

/** What the address says about a list: all that a board's does, and two words of its own that the board leaves alone. */
export interface ListQuery extends BoardQuery {
  /** The other way round than the order's own direction. */
  readonly isReversed: boolean
  /** What was deleted in the last 30 days, instead of what is there. */
  readonly isDeleted: boolean
}

export const readListQuery = (params: URLSearchParams, seesAmounts: boolean): ListQuery => ({
  ...readQuery(params, seesAmounts),
  isReversed: params.get('reversed') === '1',
  isDeleted: params.get('deleted') === '1',
})

export function writeListQuery(query: ListQuery, onto: URLSearchParams): URLSearchParams {
  const params = writeQuery(query, onto)
  for (const [name, isSet] of [
    ['reversed', query.isReversed],
    ['deleted', query.isDeleted],
  ] as const)
    if (isSet) params.set(name, '1')
    else params.delete(name)
  return params
}

/** A list has no order by hand: its place is taken by the newest, or by what fits a search best. */
export const listSorts = ['newest', 'amount', 'closeDate', 'age', 'title'] as const
export type ListSort = (typeof listSorts)[number]

/** Null where the server's own order for a search stands. */
export const sortOf = ({ sort, search }: ListQuery): ListSort | null =>
  sort !== 'manual' ? sort : search.trim() === '' ? 'newest' : null

export function listOrderOf(query: ListQuery): readonly OpportunityOrder[] | null {
  const sort = sortOf(query)
  const order = sort && orderOf(sort)
  if (!order) return null
  return [query.isReversed ? { ...order, direction: order.direction === 'ASC' ? 'DESC' : 'ASC' } : order]
}

/** True when the first row has the least: what a column's head says of itself. */
export const isAscending = (sort: ListSort, isReversed: boolean): boolean =>
  // The longest stay began first: of its column, the age, that is the most.
  (sort === 'title' || sort === 'closeDate') !== isReversed

export function listFilterOf(query: ListQuery, pipelineId: string, viewerId: string): OpportunityFilter {
  return {
    ...filterOf(query, viewerId),
    pipelineId: { eq: pipelineId },
    ...(query.isDeleted ? { isDeleted: true } : {}),
  }
}

/** What a press on a column's head asks for: its own direction first, then the other. */
export const sortedBy = (query: ListQuery, sort: ListSort): ListQuery => ({
  ...query,
  sort,
  isReversed: sortOf(query) === sort ? !query.isReversed : false,
})
