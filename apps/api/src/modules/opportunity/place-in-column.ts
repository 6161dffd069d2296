import { indexAt, isId, placeAt, type OpportunityId, type PlaceHint, type Scope, type StageId } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'
import type { MovedAside } from '../../live/outbox.ts'
import { HeldColumn, type ColumnCard, type Spot } from './held-column.ts'

/** A place in a column that is held (`lockColumns`): nobody else assigns ranks there meanwhile. */
export interface Place {
  readonly rank: string
  /** Cards that have to move aside, with their new ranks. */
  readonly aside: readonly MovedAside[]
}

export interface PlaceRequest {
  readonly stageId: StageId
  /** The card that is placed: it is no neighbour of itself. Null: it does not exist yet. */
  readonly cardId: OpportunityId | null
  readonly hint: PlaceHint
}

/** Finds a card's place from its neighbours alone; only where the gap between them is full, the column is read. */
export async function findPlace(sql: Sql, request: PlaceRequest & { readonly scope: Scope }): Promise<Place> {
  const column = (await readColumns(sql, [request])).get(request.stageId) ?? new HeldColumn([])
  const spot = column.spotFor(request.cardId, request.hint, request.scope)
  return spot.rank === undefined ? makeRoom(sql, request, spot) : { rank: spot.rank, aside: [] }
}

/** A place where the gap is full: the fewest cards around it move aside. */
export async function makeRoom(sql: Sql, request: PlaceRequest, { above, below }: Spot): Promise<Place> {
  const column = await readWhole(sql, request)
  const { rank, reranked } = placeAt(column, indexAt(column, { afterId: above?.id, beforeId: below?.id }))
  const byId = new Map(column.map((card) => [card.id, card]))
  const aside = reranked.flatMap(({ id, rank: newRank }) => {
    const card = byId.get(id)
    return card ? [{ ...card, rank: newRank }] : []
  })
  return { rank, aside }
}

/** How many cards to read on each side: so many that one is left when every card of a group has gone elsewhere. */
const widths = [2, 5, 9, 17, 33] as const

/** Columns that are held, around every place that one of the requests asks for. */
export async function readColumns(
  sql: Sql,
  requests: readonly PlaceRequest[],
): Promise<ReadonlyMap<string, HeldColumn>> {
  const stageIds = [...new Set(requests.map(({ stageId }) => stageId))]
  const hints = requests.flatMap(({ stageId, hint: { afterId, beforeId } }) =>
    [afterId, beforeId].flatMap((id) => (id && isId('opportunity', id) ? [{ stageId, id }] : [])),
  )
  const width = widths.find((width) => width > requests.length) ?? widths[4]
  const rows = await sql.rows<ColumnCard & { stageId: string }>(neighbourhoods(width), [
    stageIds,
    hints.map(({ stageId }) => stageId),
    hints.map(({ id }) => id),
  ])
  const columns = Map.groupBy(rows, (row) => row.stageId)
  return new Map(stageIds.map((id) => [id, new HeldColumn(columns.get(id) ?? [])]))
}

const columnCard = (alias: string): string =>
  `${alias}.id, ${alias}.rank, ${alias}.owner_id as "ownerId", ${alias}.team_id as "teamId"`

/** The end of each column, and what stands around each card that is named as a neighbour. */
const neighbourhoods = (width: (typeof widths)[number]): string => `
  select c.id as "stageId", near.* from unnest($1::text[]) as c (id) cross join lateral (
    select ${columnCard('o')} from opportunity o
    where o.stage_id = c.id and o.deleted_at is null order by o.rank desc, o.id desc limit ${width}
  ) near
  union all
  select a.stage_id, near.* from unnest($2::text[], $3::text[]) as h (stage_id, id)
  join opportunity a on a.id = h.id and a.stage_id = h.stage_id and a.deleted_at is null
  cross join lateral (
    (select ${columnCard('o')} from opportunity o
     where o.stage_id = a.stage_id and o.deleted_at is null and (o.rank, o.id) >= (a.rank, a.id)
     order by o.rank, o.id limit ${width + 1})
    union all
    (select ${columnCard('o')} from opportunity o
     where o.stage_id = a.stage_id and o.deleted_at is null and (o.rank, o.id) < (a.rank, a.id)
     order by o.rank desc, o.id desc limit ${width})
  ) near`

async function readWhole(sql: Sql, { stageId, cardId }: PlaceRequest): Promise<readonly ColumnCard[]> {
  return sql.rows<ColumnCard & Record<string, unknown>>(
    `select ${columnCard('o')} from opportunity o
     where o.stage_id = $1 and o.deleted_at is null and o.id <> $2 order by o.rank, o.id`,
    [stageId, cardId ?? ''],
  )
}
