import {
  byPlace,
  indexAt,
  isId,
  placeAt,
  rankBetween,
  type Acl,
  type OpportunityId,
  type PlaceHint,
  type Ranked,
  type Scope,
  type StageId,
} from '@mekong/domain'
import { paramsFrom, type Sql } from '../../data/sql.ts'
import type { MovedAside } from '../../live/outbox.ts'
import { visibleTo } from './visibility.ts'

/** A place found in a column that is held (`lockColumns`): nobody else assigns ranks there meanwhile. */
export interface Place {
  readonly rank: string
  /** Cards that have to move aside, with their new ranks. */
  readonly aside: readonly MovedAside[]
  /** True where the card has this place already. */
  isOf(card: Ranked & { readonly stageId: StageId }): boolean
}

export interface PlaceRequest {
  readonly stageId: StageId
  /** The card that is placed: it is no neighbour of itself. Null: it does not exist yet. */
  readonly cardId: OpportunityId | null
  readonly hint: PlaceHint
  /** A neighbour that the writer does not see is ignored, as is one that is gone or elsewhere. */
  readonly scope: Scope
}

/** Finds a card's place from its neighbours alone; only where the gap between them is full, the column is read. */
export async function findPlace(sql: Sql, request: PlaceRequest): Promise<Place> {
  const { above, below } = await findNeighbours(sql, request)
  const isOf = (card: Ranked & { readonly stageId: StageId }) =>
    card.stageId === request.stageId &&
    (above === null || byPlace(above, card) < 0) &&
    (below === null || byPlace(card, below) < 0)
  const rank = rankBetween(above?.rank ?? null, below?.rank ?? null)
  if (rank !== undefined) return { rank, aside: [], isOf }

  const column = await readColumn(sql, request)
  const placement = placeAt(column, indexAt(column, { afterId: above?.id, beforeId: below?.id }))
  const byId = new Map(column.map((card) => [card.id, card]))
  const aside = placement.reranked.flatMap(({ id, rank: newRank }) => {
    const card = byId.get(id)
    return card ? [{ ...card, rank: newRank }] : []
  })
  return { rank: placement.rank, aside, isOf }
}

interface Neighbours {
  readonly above: Ranked | null
  readonly below: Ranked | null
}

/** Right after `afterId`; else just before `beforeId`; else the end. The other neighbour may be one that is hidden. */
async function findNeighbours(sql: Sql, { stageId, cardId, hint, scope }: PlaceRequest): Promise<Neighbours> {
  const params = paramsFrom(stageId, cardId ?? '', known(hint.afterId), known(hint.beforeId))
  const inColumn = `o.stage_id = $1 and o.deleted_at is null and o.id <> $2`
  const [row] = await sql.rows<{
    anchor_id: string | null
    anchor_rank: string | null
    is_after: boolean | null
    above_id: string | null
    above_rank: string | null
    below_id: string | null
    below_rank: string | null
  }>(
    `with anchor as (
       select o.id, o.rank, o.id = $3 as is_after from opportunity o
       where o.id in ($3, $4) and ${inColumn} and ${visibleTo(scope, 'o', params)}
       order by is_after desc limit 1
     )
     select anchor.id as anchor_id, anchor.rank as anchor_rank, anchor.is_after,
       above.id as above_id, above.rank as above_rank, below.id as below_id, below.rank as below_rank
     from (select) always left join anchor on true
     left join lateral (
       select o.id, o.rank from opportunity o
       where ${inColumn} and anchor.is_after is not true
         and (o.rank, o.id) < (coalesce(anchor.rank, 9223372036854775807), coalesce(anchor.id, ''))
       order by o.rank desc, o.id desc limit 1
     ) above on true
     left join lateral (
       select o.id, o.rank from opportunity o
       where ${inColumn} and anchor.is_after and (o.rank, o.id) > (anchor.rank, anchor.id)
       order by o.rank, o.id limit 1
     ) below on true`,
    params.values,
  )
  const card = (id: string | null | undefined, rank: string | null | undefined) => (id && rank ? { id, rank } : null)
  const anchor = card(row?.anchor_id, row?.anchor_rank)
  return row?.is_after
    ? { above: anchor, below: card(row.below_id, row.below_rank) }
    : { above: card(row?.above_id, row?.above_rank), below: anchor }
}

const known = (id: string | null | undefined): string => (id && isId('opportunity', id) ? id : '')

async function readColumn(sql: Sql, { stageId, cardId }: PlaceRequest): Promise<readonly (Ranked & Acl)[]> {
  return sql.rows<{ id: string; rank: string; ownerId: string | null; teamId: string | null }>(
    `select o.id, o.rank, o.owner_id as "ownerId", o.team_id as "teamId" from opportunity o
     where o.stage_id = $1 and o.deleted_at is null and o.id <> $2 order by o.rank, o.id`,
    [stageId, cardId ?? ''],
  )
}
