import type { Pool } from 'pg'
import {
  withDeltas,
  type BoardChange,
  type CellDelta,
  type Instant,
  type PipelineId,
  type Scope,
  type TotalsByStage,
} from '@mekong/domain'
import { paramsFrom } from '../data/sql.ts'
import { visibleTo } from '../modules/opportunity/visibility.ts'
import { keptCells, totalsOf, type Cell } from './cells.ts'
import type { FeedState } from './cursor.ts'
import type { EventPayload } from './outbox.ts'

/** A change with who made it, when, and under which key. */
export interface FeedEvent extends BoardChange {
  readonly at: Instant
  readonly actorId: string | null
  readonly clientMutationId: string | null
}

/** The counters of all boards, and what time it is there. */
export interface Heads {
  readonly epoch: string
  readonly now: number
  readonly boards: ReadonlyMap<PipelineId, { readonly head: number; readonly minSeq: number }>
}

interface EventRow {
  seq: string
  at: Date
  actor_id: string | null
  client_mutation_id: string | null
  type: BoardChange['type']
  opportunity_id: string | null
  acl_before: BoardChange['before']
  acl_after: BoardChange['after']
  deltas: CellDelta[]
  payload: EventPayload
}

/** Every statement that reads the feed. */
export class FeedStore {
  constructor(private readonly pool: Pool) {}

  async heads(): Promise<Heads> {
    const { rows } = await this.pool.query<{ epoch: string; now: Date; boards: [string, number, number][] }>(headsQuery)
    const [row] = rows
    if (row === undefined) throw new Error('The feed has no epoch.')
    const boards = new Map(row.boards.map(([id, head, minSeq]) => [id, { head, minSeq }]))
    return { epoch: row.epoch, now: row.now.getTime(), boards }
  }

  /** Undefined: there is no such board. */
  async stateOf(pipelineId: PipelineId): Promise<FeedState | undefined> {
    const { rows } = await this.pool.query<{ epoch: string; head: string; min_seq: string }>({
      name: 'feed-state',
      text: `select epoch, coalesce(f.seq, 0) as head, coalesce(f.min_seq, 1) as min_seq
        from feed_meta cross join pipeline p left join board_feed f on f.pipeline_id = p.id
        where p.id = $1`,
      values: [pipelineId],
    })
    return rows[0] && { epoch: rows[0].epoch, head: Number(rows[0].head), minSeq: Number(rows[0].min_seq) }
  }

  /** Events right after a seq, in order. */
  async events(pipelineId: PipelineId, after: number, limit: number): Promise<FeedEvent[]> {
    const { rows } = await this.pool.query<EventRow>({
      name: 'feed-events',
      text: `select seq, at, actor_id, client_mutation_id, type, opportunity_id, acl_before, acl_after, deltas, payload
        from board_event where pipeline_id = $1 and seq > $2 order by seq limit $3`,
      values: [pipelineId, after, limit],
    })
    return rows.map(eventOf)
  }

  /**
   * A reader's totals right after a seq: what is kept now, less what later events added. Counter, totals and events are
   * read by one statement, so they are of one moment whatever commits meanwhile.
   */
  async totalsAt(pipelineId: PipelineId, scope: Scope, seq: number): Promise<TotalsByStage> {
    const params = paramsFrom(pipelineId, seq)
    const visible = visibleTo(scope, 't', params)
    const { rows } = await this.pool.query<{ cells: Cell[]; later: CellDelta[] }>(
      `select
        ${keptCells('$1', visible)} as cells,
        (select coalesce(json_agg(delta), '[]') from (
          select d."stageId", d."teamId", d."ownerId", d.currency, sum(d.n)::integer as n,
            trim_scale(sum(d.amount))::text as amount, trim_scale(sum(d.weighted))::text as weighted
          from board_event e, jsonb_to_recordset(e.deltas)
            as d("stageId" text, "teamId" text, "ownerId" text, currency text, n integer, amount numeric, weighted numeric)
          where e.pipeline_id = $1 and e.seq > $2
          group by d."stageId", d."teamId", d."ownerId", d.currency
        ) delta) as later`,
      [...params.values],
    )
    const { cells = [], later = [] } = rows[0] ?? {}
    return withDeltas(totalsOf(cells), later, scope, -1)
  }
}

/** With a time limit: on a connection that died in silence the poll would wait for ever, and with it all delivery. */
const headsQuery = {
  name: 'feed-heads',
  text: `select epoch, clock_timestamp() as now, (
      select coalesce(json_agg(json_build_array(pipeline_id, seq, min_seq)), '[]') from board_feed
    ) as boards
    from feed_meta`,
  query_timeout: 3_000,
}

const eventOf = (row: EventRow): FeedEvent => ({
  seq: Number(row.seq),
  at: row.at.toISOString(),
  actorId: row.actor_id,
  clientMutationId: row.client_mutation_id,
  type: row.type,
  opportunityId: row.opportunity_id,
  before: row.acl_before,
  after: row.acl_after,
  opportunity: row.payload.opportunity ?? null,
  fromStageId: row.payload.fromStageId ?? null,
  toStageId: row.payload.toStageId ?? null,
  deltas: row.deltas,
  ranks: row.payload.ranks ?? [],
  opportunityIds: row.payload.opportunityIds ?? [],
  touchedStageIds: row.payload.touchedStageIds,
})
