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
import type { KeyOfActor } from '../data/idempotency.ts'
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

/** What one write leaves for the end of its transaction. */
export interface Left {
  /** Null: nobody, it corrects what is kept. */
  readonly actorId: UserId | null
  readonly events: readonly PendingEvent[]
  /** What the audit log is told, together with the change. */
  readonly audited?: readonly AuditRow[]
  /** Where the answer is kept for the same request again; null: it is not. */
  readonly key: KeyOfActor | null
  readonly outcome: unknown
}

/** How far each board had got with a write that told it something. */
export type Positions = Readonly<Record<PipelineId, number>>

/**
 * The last statement of every transaction that writes: takes the boards' counters, brings the totals up to date, stores
 * the events under their numbers and the audit's entries, keeps the answers and gives back the keys of what was refused.
 * Only the commit follows, so the order of numbers is the order of commits, and nobody waits long for a counter. Nothing
 * else can insert events: a trigger wants the transaction named in `mekong.tail`. All statements are sent when this
 * returns.
 */
export function writeTail(sql: Sql, left: readonly Left[], freed: readonly KeyOfActor[] = []): Promise<Positions[]> {
  const events = eventRows(left)
  const boards = [...new Set(events.map((event) => event.pipeline_id))].toSorted()
  const audited = left.flatMap((one) => one.audited ?? [])
  const keys = left.flatMap(({ key, outcome }, write) =>
    key ? [{ write, actor_key: key.actorKey, key: key.key, outcome: outcome ?? null }] : [],
  )
  if (boards.length + audited.length + keys.length + freed.length === 0) return Promise.resolve(left.map(() => ({})))
  // One update would lock several counters in no certain order, and two writes could wait for each other.
  const locked =
    boards.length > 1 &&
    sql.rows(`select seq from board_feed where pipeline_id = any($1) order by pipeline_id for update`, [boards])
  const counted = sql.rows<CounterRow & Record<string, unknown>>(tailStatement, [
    JSON.stringify(events),
    JSON.stringify(cellRows(left.flatMap((one) => one.events))),
    JSON.stringify(audited),
    JSON.stringify(keys),
    JSON.stringify(freed.map(({ actorKey, key }) => ({ actor_key: actorKey, key }))),
    boards.length,
  ])
  return Promise.all([counted, locked]).then(([counters]) => positionsOf(left.length, events, counters))
}

/** Every step takes its rows from the one before, which fixes their order within the one statement. */
const tailStatement = `
  with flag as materialized (
    select set_config('mekong.tail', pg_current_xact_id()::text, true)
  ), event as (
    select * from jsonb_to_recordset($1::jsonb) as e (write integer, pipeline_id text, nth integer, actor_id text,
      type text, opportunity_id text, opportunity_version integer, client_mutation_id text, acl_before jsonb,
      acl_after jsonb, deltas jsonb, payload jsonb)
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
    select e.pipeline_id, c.last - c.n + e.nth, e.actor_id, e.client_mutation_id, e.type, e.opportunity_id,
      e.opportunity_version, e.acl_before, e.acl_after, e.deltas, e.payload
    from event e join counter c using (pipeline_id) order by e.pipeline_id, e.nth
  ), audited as (${insertAudit('$3')}
  ), kept as (
    update idempotency_key k set outcome = jsonb_build_object('outcome', a.outcome, 'positions', coalesce((
      select jsonb_object_agg(p.pipeline_id, p.seq) from (
        select e.pipeline_id, max(c.last - c.n + e.nth) as seq from event e join counter c using (pipeline_id)
        where e.write = a.write group by e.pipeline_id
      ) p), '{}'))
    from jsonb_to_recordset($4::jsonb) as a (write integer, actor_key text, key text, outcome jsonb)
    where k.actor_key = a.actor_key and k.key = a.key
  ), freed as (
    delete from idempotency_key k using jsonb_to_recordset($5::jsonb) as f (actor_key text, key text)
    where k.actor_key = f.actor_key and k.key = f.key
  )
  select c.pipeline_id, c.last, c.n
  from all_written((select count(*) from counter), $6, 'board_feed') left join counter c on true`

const aclOf = (acl: Acl | null) => acl && { ownerId: acl.ownerId, teamId: acl.teamId }

type EventRow = ReturnType<typeof eventRows>[number]

/** Events of all writes, each with its place among those of its board. */
function eventRows(left: readonly Left[]) {
  const counts = new Map<PipelineId, number>()
  return left.flatMap(({ actorId, events }, write) =>
    events.map((event) => {
      const nth = (counts.get(event.pipelineId) ?? 0) + 1
      counts.set(event.pipelineId, nth)
      return {
        write,
        pipeline_id: event.pipelineId,
        nth,
        actor_id: actorId,
        type: event.type,
        opportunity_id: event.opportunityId,
        opportunity_version: event.opportunityVersion,
        client_mutation_id: event.clientMutationId,
        acl_before: aclOf(event.before),
        acl_after: aclOf(event.after),
        deltas: event.deltas,
        payload: event.payload,
      }
    }),
  )
}

/** As the statement reckons: a write's position on a board is the number of its own last event there. */
function positionsOf(writes: number, events: readonly EventRow[], counters: readonly CounterRow[]): Positions[] {
  const before = new Map(counters.map(({ pipeline_id, last, n }) => [pipeline_id, Number(last) - Number(n)]))
  const positions: Record<PipelineId, number>[] = Array.from({ length: writes }, () => ({}))
  for (const { write, pipeline_id, nth } of events) {
    const ofWrite = positions[write]
    if (ofWrite) ofWrite[pipeline_id] = (before.get(pipeline_id) ?? 0) + nth
  }
  return positions
}

interface CounterRow {
  readonly pipeline_id: PipelineId
  readonly last: string
  readonly n: string
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
