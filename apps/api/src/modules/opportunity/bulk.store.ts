import type { FieldChange, HistoryKind, Instant, Opportunity, Road, UserId } from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import type { Sql } from '../../data/sql.ts'

/** One opportunity of a chunk, before and after. */
export interface Rewritten {
  readonly before: Opportunity
  readonly after: Opportunity
  readonly changes: readonly FieldChange[]
}

interface Told {
  readonly kind: HistoryKind
  readonly road: Road
  readonly actorId: UserId
  readonly at: Instant
}

/** What one statement can write for many opportunities of one column, which the transaction has locked. */
export class BulkStore {
  constructor(private readonly sql: Sql) {}

  /** Place and chance; nothing else of an opportunity follows from its column alone. */
  async place(rewritten: readonly Rewritten[]): Promise<void> {
    const count = await this.sql.count(
      `update opportunity o set stage_id = r.stage_id, rank = r.rank, probability = r.probability,
         probability_source = r.probability_source, stage_entered_at = r.stage_entered_at, version = r.version
       from json_to_recordset($1) as r (id text, stage_id text, rank bigint, probability numeric,
         probability_source text, stage_entered_at timestamptz, version integer)
       where o.id = r.id and o.version = r.version - 1`,
      [
        JSON.stringify(
          rewritten.map(({ after }) => ({
            id: after.id,
            stage_id: after.stageId,
            rank: after.rank,
            probability: after.probability,
            probability_source: after.probabilitySource,
            stage_entered_at: after.stageEnteredAt,
            version: after.version,
          })),
        ),
      ],
    )
    if (count !== rewritten.length) throw new Error('Opportunities changed under their locks.')
  }

  /** Ends the running stays and begins new ones where the opportunities are now. */
  async enterStages(opportunities: readonly Opportunity[], actorId: UserId, at: Instant): Promise<void> {
    const ids = opportunities.map(({ id }) => id)
    await this.sql.count('update stage_stay set left_at = $2 where opportunity_id = any($1) and left_at is null', [
      ids,
      at,
    ])
    await this.sql.count(
      `insert into stage_stay (id, opportunity_id, pipeline_id, stage_id, entered_at, entered_by)
       select s.id, s.opportunity_id, s.pipeline_id, s.stage_id, $2, $3
       from json_to_recordset($1) as s (id text, opportunity_id text, pipeline_id text, stage_id text)`,
      [
        JSON.stringify(
          opportunities.map(({ id, pipelineId, stageId }) => ({
            id: typeidUnboxed('sty'),
            opportunity_id: id,
            pipeline_id: pipelineId,
            stage_id: stageId,
          })),
        ),
        at,
        actorId,
      ],
    )
  }

  async record(rewritten: readonly Rewritten[], { kind, road, actorId, at }: Told): Promise<void> {
    await this.sql.count(
      `insert into opportunity_history (id, opportunity_id, version, kind, road, actor_id, valid_at, changes)
       select h.id, h.opportunity_id, h.version, $2, $3, $4, $5, h.changes
       from json_to_recordset($1) as h (id text, opportunity_id text, version integer, changes jsonb)`,
      [
        JSON.stringify(
          rewritten.map(({ after, changes }) => ({
            id: typeidUnboxed('his'),
            opportunity_id: after.id,
            version: after.version,
            changes,
          })),
        ),
        kind,
        road,
        actorId,
        at,
      ],
    )
  }
}
