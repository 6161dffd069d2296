import type {
  Acl,
  BoardEventType,
  CellDelta,
  Opportunity,
  OpportunityId,
  PipelineId,
  Ranked,
  StageId,
  UserId,
} from '@mekong/domain'
import { mergeDeltas } from '@mekong/domain'
import { insertAudit, type AuditRow } from '../data/audit/audit.ts'
import type { Sql } from '../data/sql.ts'

/** A card's place after a re-ranking, with what decides who may learn of it. */
export interface MovedAside extends Ranked, Acl {}

/** One card of a chunk, as it was seen before and as it is seen after; null: it was not there. */
export interface BulkEntry {
  readonly id: OpportunityId
  readonly before: Acl | null
  readonly after: Acl | null
}

/** What a stored event tells besides its columns. */
export interface EventPayload {
  /** The record after the change; absent when it left or was deleted. */
  readonly opportunity?: Opportunity
  readonly fromStageId?: StageId
  readonly toStageId?: StageId
  readonly ranks?: readonly MovedAside[]
  /** Columns whose totals the event tells. */
  readonly touchedStageIds: readonly StageId[]
  /** Of `BULK_CHANGED` alone. */
  readonly opportunityIds?: readonly BulkEntry[]
}

/** An event that a write wants to tell; the tail of its transaction gives it a number. */
export interface PendingEvent {
  readonly pipelineId: PipelineId
  readonly type: BoardEventType
  readonly opportunityId: OpportunityId | null
  readonly opportunityVersion: number | null
  readonly clientMutationId: string | null
  /** Who saw the card before, and who sees it after; null: nobody, it was not on this board. */
  readonly before: Acl | null
  readonly after: Acl | null
  readonly deltas: readonly CellDelta[]
  readonly payload: EventPayload
}

/** What a write leaves for its end. */
export interface Tail {
  /** Null: nobody, it corrects what is kept. */
  readonly actorId: UserId | null
  readonly events: readonly PendingEvent[]
  /** What the audit log is told, together with the change. */
  readonly audited?: readonly AuditRow[]
  /** Where the answer is kept for the same request again; null: it is not. */
  readonly key: { readonly actorKey: string; readonly key: string } | null
  readonly outcome: unknown
}

/**
 * The last statement of every write: takes the boards' counters, brings the totals up to date, stores the events under
 * their numbers and the audit's entries, and keeps the answer. Only the commit follows, so the order of numbers is the order of commits, and
 * nobody waits long for a counter. Answers how far each board has got with it. Nothing else can insert events: a trigger
 * wants the transaction named in `mekong.tail`.
 */
export async function writeTail(sql: Sql, tail: Tail): Promise<Record<PipelineId, number>> {
  const boards = [...new Set(tail.events.map((event) => event.pipelineId))].toSorted()
  const audited = tail.audited ?? []
  if (boards.length === 0 && tail.key === null && audited.length === 0) return {}
  // One update would lock several counters in no certain order, and two writes could wait for each other.
  if (boards.length > 1)
    await sql.rows(`select seq from board_feed where pipeline_id = any($1) order by pipeline_id for update`, [boards])
  const rows = await sql.rows<{ pipeline_id: string; last: string }>(tailStatement, [
    JSON.stringify(eventRows(tail.events)),
    JSON.stringify(cellRows(tail.events)),
    tail.actorId,
    tail.key?.actorKey ?? null,
    tail.key?.key ?? null,
    JSON.stringify(tail.outcome ?? null),
    JSON.stringify(audited),
  ])
  if (rows.length !== boards.length) throw new Error(`A board of ${boards.join(', ')} has no feed.`)
  return Object.fromEntries(rows.map((row) => [row.pipeline_id, Number(row.last)]))
}

/** Every step takes its rows from the one before, which fixes their order within the one statement. */
const tailStatement = `
  with flag as materialized (
    select set_config('mekong.tail', pg_current_xact_id()::text, true)
  ), event as (
    select * from jsonb_to_recordset($1::jsonb) as e (pipeline_id text, nth integer, type text, opportunity_id text,
      opportunity_version integer, client_mutation_id text, acl_before jsonb, acl_after jsonb, deltas jsonb, payload jsonb)
  ), counter as (
    update board_feed f set seq = f.seq + e.n
    from (select pipeline_id, count(*) as n from event group by pipeline_id) e, flag
    where f.pipeline_id = e.pipeline_id
    returning f.pipeline_id, f.seq as last, e.n
  ), counted as (
    insert into total_cell as t (pipeline_id, stage_id, team_id, owner_id, currency, n, amount, weighted)
    select d.pipeline_id, d.stage_id, d.team_id, d.owner_id, d.currency, d.n, d.amount, d.weighted
    from jsonb_to_recordset($2::jsonb) as d (pipeline_id text, stage_id text, team_id text, owner_id text,
      currency text, n integer, amount numeric, weighted numeric) join counter using (pipeline_id)
    on conflict (pipeline_id, stage_id, team_id, owner_id, currency) do update
      set n = t.n + excluded.n, amount = t.amount + excluded.amount, weighted = t.weighted + excluded.weighted
  ), told as (
    insert into board_event (pipeline_id, seq, actor_id, client_mutation_id, type, opportunity_id, opportunity_version,
      acl_before, acl_after, deltas, payload)
    select e.pipeline_id, c.last - c.n + e.nth, $3, e.client_mutation_id, e.type, e.opportunity_id,
      e.opportunity_version, e.acl_before, e.acl_after, e.deltas, e.payload
    from event e join counter c using (pipeline_id) order by e.pipeline_id, e.nth
  ), audited as (${insertAudit('$7')}
  ), kept as (
    update idempotency_key set outcome = jsonb_build_object('outcome', $6::jsonb,
      'positions', coalesce((select jsonb_object_agg(pipeline_id, last) from counter), '{}'))
    where actor_key = $4 and key = $5
  )
  select pipeline_id, last from counter`

const aclOf = (acl: Acl | null) => acl && { ownerId: acl.ownerId, teamId: acl.teamId }

function eventRows(events: readonly PendingEvent[]) {
  const counts = new Map<PipelineId, number>()
  return events.map((event) => {
    const nth = (counts.get(event.pipelineId) ?? 0) + 1
    counts.set(event.pipelineId, nth)
    return {
      pipeline_id: event.pipelineId,
      nth,
      type: event.type,
      opportunity_id: event.opportunityId,
      opportunity_version: event.opportunityVersion,
      client_mutation_id: event.clientMutationId,
      acl_before: aclOf(event.before),
      acl_after: aclOf(event.after),
      deltas: event.deltas,
      payload: event.payload,
    }
  })
}

/** Kept totals by board; a cell named twice would be touched twice by one insert, which PostgreSQL refuses. */
function cellRows(events: readonly PendingEvent[]) {
  return [...Map.groupBy(events, (event) => event.pipelineId)].flatMap(([pipelineId, ofBoard]) =>
    mergeDeltas(ofBoard.flatMap((event) => event.deltas)).map((delta) => ({
      pipeline_id: pipelineId,
      stage_id: delta.stageId,
      team_id: delta.teamId ?? '',
      owner_id: delta.ownerId ?? '',
      currency: delta.currency,
      n: delta.n,
      amount: delta.amount,
      weighted: delta.weighted,
    })),
  )
}
