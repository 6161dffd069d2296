import type { OpportunityFilter, OpportunityOrder } from '@mekong/schema/documents'
import { isDay } from '@mekong/domain'

/** In which order the cards of a column stand; only the first can be changed by hand. */
export const sorts = ['manual', 'amount', 'closeDate', 'age', 'title', 'newest'] as const
export type Sort = (typeof sorts)[number]

/** What a colleague sees who is sent the address: board and list share it. */
export interface BoardQuery {
  /** A user's id, or "me". */
  readonly owner: string | null
  readonly team: string | null
  readonly closeFrom: string | null
  readonly closeUntil: string | null
  readonly tags: readonly string[]
  readonly search: string
  readonly sort: Sort
  /** The opportunity that is open beside the board. */
  readonly open: string | null
}

const isSort = (text: string | null): text is Sort => sorts.some((sort) => sort === text)

/** Whoever sees no amounts can't have anything in their order: it would tell them. */
export const isOffered = (sort: Sort, seesAmounts: boolean): boolean => seesAmounts || sort !== 'amount'

const dayOr = (text: string | undefined): string | null => (text !== undefined && isDay(text) ? text : null)

/** Reads an address; what makes no sense in it, or is not for this reader, is left out. */
export function readQuery(params: URLSearchParams, seesAmounts: boolean): BoardQuery {
  const sort = params.get('sort')
  const [from, until] = (params.get('close') ?? '').split('..')
  return {
    owner: params.get('owner') || null,
    team: params.get('team') || null,
    closeFrom: dayOr(from),
    closeUntil: dayOr(until),
    tags: (params.get('tag') ?? '')
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
    search: params.get('q') ?? '',
    sort: isSort(sort) && isOffered(sort, seesAmounts) ? sort : 'manual',
    open: params.get('o') || null,
  }
}

/** Writes a query over an address; parameters of others stay as they are. */
export function writeQuery(query: BoardQuery, onto: URLSearchParams): URLSearchParams {
  const { closeFrom, closeUntil } = query
  const written: Readonly<Record<string, string | null>> = {
    owner: query.owner,
    team: query.team,
    close: closeFrom === null && closeUntil === null ? null : `${closeFrom ?? ''}..${closeUntil ?? ''}`,
    tag: query.tags.join(',') || null,
    q: query.search || null,
    sort: query.sort === 'manual' ? null : query.sort,
    o: query.open,
  }
  const params = new URLSearchParams(onto)
  for (const [name, value] of Object.entries(written))
    if (value === null) params.delete(name)
    else params.set(name, value)
  return params
}

export const emptyQuery: BoardQuery = readQuery(new URLSearchParams(), true)

/** The same view without any filter; order and open sheet stay. */
export const withoutFilters = (query: BoardQuery): BoardQuery => ({
  ...emptyQuery,
  sort: query.sort,
  open: query.open,
})

/** Nothing is left out; order and open sheet are no filters. */
export const isUnfiltered = ({ owner, team, closeFrom, closeUntil, tags, search }: BoardQuery): boolean =>
  owner === null && team === null && closeFrom === null && closeUntil === null && tags.length === 0 && search === ''

/** What the server is asked for; null for everything. */
export function filterOf(query: BoardQuery, viewerId: string): OpportunityFilter | null {
  const { closeFrom, closeUntil, search } = query
  const owner = query.owner === 'me' ? viewerId : query.owner
  const filter: OpportunityFilter = {
    ...(owner === null ? {} : { ownerId: { eq: owner } }),
    ...(query.team === null ? {} : { teamId: { eq: query.team } }),
    ...(closeFrom === null && closeUntil === null
      ? {}
      : { expectedCloseDate: { ...(closeFrom && { gte: closeFrom }), ...(closeUntil && { lte: closeUntil }) } }),
    ...(query.tags.length === 0 ? {} : { tags: { hasAll: query.tags } }),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
  }
  return Object.keys(filter).length === 0 ? null : filter
}

/** Null for the order by hand, which the board itself has. */
export function orderOf(sort: Sort): OpportunityOrder | null {
  switch (sort) {
    case 'manual':
      return null
    case 'amount':
      return { field: 'AMOUNT', direction: 'DESC' }
    case 'closeDate':
      return { field: 'EXPECTED_CLOSE_DATE', direction: 'ASC' }
    case 'age':
      return { field: 'STAGE_ENTERED_AT', direction: 'ASC' }
    case 'title':
      return { field: 'TITLE', direction: 'ASC' }
    case 'newest':
      return { field: 'CREATED_AT', direction: 'DESC' }
  }
}
