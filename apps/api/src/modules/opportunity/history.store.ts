import {
  instant,
  placeFields,
  type FieldChange,
  type HistoryKind,
  type Instant,
  type Opportunity,
  type OpportunityId,
  type Road,
  type UserId,
} from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import type { Sql } from '../../data/sql.ts'

/** One operation on one opportunity, as it is written down. */
export interface HistoryRecord {
  readonly opportunity: Pick<Opportunity, 'id' | 'version'>
  readonly kind: HistoryKind
  readonly road: Road
  readonly actorId: UserId
  readonly at: Instant
  readonly changes: readonly FieldChange[]
}

/** What can't be made up later: which stage was held from when to when, and what each operation changed. */
export class HistoryStore {
  constructor(private readonly sql: Sql) {}

  async record(entry: HistoryRecord): Promise<void> {
    await this.sql.rows(
      `insert into opportunity_history (id, opportunity_id, version, kind, road, actor_id, valid_at, changes)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        typeidUnboxed('his'),
        entry.opportunity.id,
        entry.opportunity.version,
        entry.kind,
        entry.road,
        entry.actorId,
        entry.at,
        JSON.stringify(entry.changes),
      ],
    )
  }

  /** Leaves the running stay, if there is one, at the moment in which the next one begins. */
  async enterStage(opportunity: Opportunity, actorId: UserId): Promise<void> {
    await this.sql.rows(
      `with left_one as (
         update stage_stay set left_at = $4 where opportunity_id = $1 and left_at is null returning 1
       )
       insert into stage_stay (id, opportunity_id, pipeline_id, stage_id, entered_at, entered_by)
       select $6, $1, $2, $3, $4, $5 from (select count(*) from left_one) as after_leaving`,
      [
        opportunity.id,
        opportunity.pipelineId,
        opportunity.stageId,
        opportunity.stageEnteredAt,
        actorId,
        typeidUnboxed('sty'),
      ],
    )
  }

  /** Every step after a version, oldest first. */
  async stepsSince(id: OpportunityId, version: number): Promise<FieldChange[]> {
    const rows = await this.sql.rows<{ changes: FieldChange[] }>(
      `select changes from opportunity_history where opportunity_id = $1 and version > $2 order by version, id`,
      [id, version],
    )
    return rows.flatMap(({ changes }) => changes)
  }

  /** Who changed last where it stands, or whose it is. */
  async lastMove(id: OpportunityId): Promise<{ readonly actorId: UserId | null; readonly at: Instant } | undefined> {
    const [row] = await this.sql.rows<{ actor_id: string | null; valid_at: Date }>(
      `select actor_id, valid_at from opportunity_history h
       where opportunity_id = $1
         and exists (select from jsonb_array_elements(h.changes) c where c ->> 'field' = any($2))
       order by version desc, id desc limit 1`,
      [id, placeFields],
    )
    return row && { actorId: row.actor_id, at: instant(row.valid_at) }
  }
}
