import type { FieldChange, HistoryKind, Instant, Opportunity, Road, StageId, UserId } from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import type { Via } from '../../data/audit/via.ts'
import type { Sql } from '../../data/sql.ts'
import { asRows, columnOf, fields, opportunityColumns, opportunityOf, type OpportunityRow } from './opportunity.row.ts'

export interface StayRow {
  readonly opportunity: Pick<Opportunity, 'id' | 'pipelineId'>
  readonly stageId: StageId
  readonly enteredAt: Instant
  /** Null: it runs. */
  readonly leftAt: Instant | null
  readonly enteredBy: UserId | null
  /** Nobody recorded it: it fills the time before what a file tells. */
  readonly isInferred: boolean
}

export interface HistoryRow {
  readonly opportunity: Pick<Opportunity, 'id' | 'version'>
  readonly kind: HistoryKind
  readonly road: Road
  readonly actorId: UserId | null
  readonly validAt: Instant
  readonly changes: readonly FieldChange[]
}

const columns = fields.map((field) => columnOf[field]).join(', ')

/** Many opportunities at once, for imports: a statement a table and not a row. */
export class OpportunityBatch {
  constructor(private readonly sql: Sql) {}

  /** Locked in the order of their ids; deleted ones too. */
  async lockByExternalId(externalIds: readonly string[]): Promise<Map<string, Opportunity>> {
    const rows = await this.sql.rows<OpportunityRow & Record<string, unknown>>(
      `select ${opportunityColumns('o')} from opportunity o where o.external_id = any($1) order by o.id for update`,
      [externalIds],
    )
    return new Map(rows.map((row) => [row.external_id ?? '', opportunityOf(row)]))
  }

  /** The rank of the last card of each column; an empty column is absent. */
  async lastRanks(stageIds: readonly StageId[]): Promise<Map<StageId, bigint>> {
    const rows = await this.sql.rows<{ stage_id: string; last: string }>(
      `select stage_id, max(rank) as last from opportunity where stage_id = any($1) and deleted_at is null group by stage_id`,
      [stageIds],
    )
    return new Map(rows.map((row) => [row.stage_id, BigInt(row.last)]))
  }

  async insert(opportunities: readonly Opportunity[]): Promise<void> {
    if (opportunities.length === 0) return
    await this.sql.count(
      `insert into opportunity (${columns}) select ${columns} from jsonb_populate_recordset(null::opportunity, $1::jsonb)`,
      [asRows(opportunities)],
    )
  }

  async update(opportunities: readonly Opportunity[]): Promise<void> {
    if (opportunities.length === 0) return
    await this.sql.count(
      `update opportunity o set (${columns}) = (${fields.map((field) => `r.${columnOf[field]}`).join(', ')})
       from jsonb_populate_recordset(null::opportunity, $1::jsonb) r where o.id = r.id`,
      [asRows(opportunities)],
    )
  }

  /** Ends the running stays of those that changed their stage; what ended before it began never happened. */
  async leave(moved: readonly Opportunity[]): Promise<void> {
    if (moved.length === 0) return
    await this.sql.count(
      `update stage_stay s set left_at = greatest(s.entered_at, m.at)
       from unnest($1::text[], $2::timestamptz[]) as m (id, at) where s.opportunity_id = m.id and s.left_at is null`,
      [moved.map(({ id }) => id), moved.map(({ stageEnteredAt }) => stageEnteredAt)],
    )
  }

  async stays(rows: readonly StayRow[]): Promise<void> {
    if (rows.length === 0) return
    await this.sql.count(
      `insert into stage_stay (id, opportunity_id, pipeline_id, stage_id, entered_at, left_at, entered_by, is_inferred)
       select id, opportunity_id, pipeline_id, stage_id, entered_at, left_at, entered_by, is_inferred
       from jsonb_populate_recordset(null::stage_stay, $1::jsonb)`,
      [
        JSON.stringify(
          rows.map((row) => ({
            id: typeidUnboxed('sty'),
            opportunity_id: row.opportunity.id,
            pipeline_id: row.opportunity.pipelineId,
            stage_id: row.stageId,
            entered_at: row.enteredAt,
            left_at: row.leftAt,
            entered_by: row.enteredBy,
            is_inferred: row.isInferred,
          })),
        ),
      ],
    )
  }

  async history(rows: readonly HistoryRow[], via: Via): Promise<void> {
    if (rows.length === 0) return
    await this.sql.count(
      `insert into opportunity_history (id, opportunity_id, version, kind, road, actor_id, valid_at, changes, via_id,
         address, agent)
       select id, opportunity_id, version, kind, road, actor_id, valid_at, changes, $2, $3, $4
       from jsonb_populate_recordset(null::opportunity_history, $1::jsonb)`,
      [
        JSON.stringify(
          rows.map((row) => ({
            id: typeidUnboxed('his'),
            opportunity_id: row.opportunity.id,
            version: row.opportunity.version,
            kind: row.kind,
            road: row.road,
            actor_id: row.actorId,
            valid_at: row.validAt,
            changes: row.changes,
          })),
        ),
        via.id,
        via.address,
        via.agent,
      ],
    )
  }
}
