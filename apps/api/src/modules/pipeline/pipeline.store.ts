import { instant, isId, type Instant, type Pipeline, type Stage } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'
import { stageColumns, stageOf, type StageRow } from './stage.row.ts'

/** A pipeline with its living stages, as it is stored. */
export interface StoredPipeline extends Pipeline {
  readonly createdAt: Instant
}

/** A stage as it is stored: one that was deleted is archived, for history goes on naming it. */
export interface StoredStage extends Stage {
  readonly isArchived: boolean
}

interface StoredStageRow extends StageRow {
  is_archived: boolean
}

const storedStageColumns = `${stageColumns('s')}, s.archived_at is not null as is_archived`

const storedStageOf = (row: StoredStageRow): StoredStage => ({ ...stageOf(row), isArchived: row.is_archived })

export interface PipelineRow {
  id: string
  name: string
  currency: string
  created_at: Date
  stages: StageRow[]
}

/** A pipeline and its living stages from the left, in one row. */
export const pipelineColumns = (alias: string): string =>
  `${alias}.id, ${alias}.name, ${alias}.currency, ${alias}.created_at, coalesce((
     select json_agg(to_json(living) order by living.position) from (
       select ${stageColumns('s')} from stage s where s.pipeline_id = ${alias}.id and s.archived_at is null
     ) living), '[]') as stages`

export const pipelineOf = (row: PipelineRow): StoredPipeline => ({
  id: row.id,
  name: row.name,
  currency: row.currency,
  createdAt: instant(row.created_at),
  stages: row.stages.map(stageOf),
})

export class PipelineStore {
  constructor(private readonly sql: Sql) {}

  async pipelines(ids: readonly string[]): Promise<StoredPipeline[]> {
    const rows = await this.sql.rows<PipelineRow & Record<string, unknown>>(
      `select ${pipelineColumns('p')} from pipeline p where p.id = any($1)`,
      [ids.filter((id) => isId('pipeline', id))],
    )
    return rows.map(pipelineOf)
  }

  async pipeline(id: string): Promise<StoredPipeline | null> {
    return (await this.pipelines([id]))[0] ?? null
  }

  /** The pipeline, kept from changing its stages until the write ends: set-up changes of one pipeline take turns. */
  async lockedPipeline(id: string): Promise<StoredPipeline | null> {
    if (!isId('pipeline', id)) return null
    const found = await this.sql.rows('select 1 from pipeline where id = $1 for no key update', [id])
    return found.length === 0 ? null : this.pipeline(id)
  }

  /** Archived ones too. */
  async stages(ids: readonly string[]): Promise<StoredStage[]> {
    const rows = await this.sql.rows<StoredStageRow & Record<string, unknown>>(
      `select ${storedStageColumns} from stage s where s.id = any($1)`,
      [ids.filter((id) => isId('stage', id))],
    )
    return rows.map(storedStageOf)
  }

  /** A living stage. */
  async stage(id: string): Promise<StoredStage | null> {
    const stage = (await this.stages([id]))[0]
    return stage && !stage.isArchived ? stage : null
  }

  /** With its board, which has nothing to tell yet. */
  async insertPipeline({ id, name, currency, createdAt }: Omit<StoredPipeline, 'stages'>): Promise<void> {
    await this.sql.count(
      `insert into pipeline (id, name, currency, position, created_at)
       select $1, $2, $3, coalesce(max(position) + 1, 0), $4 from pipeline`,
      [id, name, currency, createdAt],
    )
    await this.sql.count('insert into board_feed (pipeline_id) values ($1) on conflict do nothing', [id])
  }

  async updatePipeline({ id, name, currency }: Pick<Pipeline, 'id' | 'name' | 'currency'>): Promise<void> {
    await this.sql.count('update pipeline set name = $2, currency = $3 where id = $1', [id, name, currency])
  }

  async insertStage(stage: Stage): Promise<void> {
    await this.sql.count(
      `insert into stage (id, pipeline_id, name, preset_key, kind, color, probability, position, is_folded, rotten_after_days)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        stage.id,
        stage.pipelineId,
        stage.name,
        stage.presetKey,
        stage.kind,
        stage.color,
        stage.probability,
        stage.position,
        stage.isFolded,
        stage.rottenAfterDays,
      ],
    )
  }

  async updateStage(stage: Stage): Promise<void> {
    await this.sql.count(
      `update stage set name = $2, kind = $3, color = $4, probability = $5, is_folded = $6, rotten_after_days = $7
       where id = $1`,
      [stage.id, stage.name, stage.kind, stage.color, stage.probability, stage.isFolded, stage.rottenAfterDays],
    )
  }

  /** Numbers the stages of a pipeline from the left, dense from 0. */
  async placeStages(stageIds: readonly string[]): Promise<void> {
    await this.sql.count(
      `update stage set position = place.position - 1
       from unnest($1::text[]) with ordinality as place (id, position)
       where stage.id = place.id and stage.position <> place.position - 1`,
      [stageIds],
    )
  }

  async archiveStage(id: string, at: Instant): Promise<void> {
    await this.sql.count('update stage set archived_at = $2 where id = $1', [id, at])
  }

  /** Whether opportunities are in a stage or ever were: then its kind is part of their history. */
  async wasUsed(stageId: string): Promise<boolean> {
    const [row] = await this.sql.rows<{ was_used: boolean }>(
      `select exists (select 1 from stage_stay where stage_id = $1)
           or exists (select 1 from opportunity where stage_id = $1) as was_used`,
      [stageId],
    )
    return row?.was_used ?? false
  }

  /** How many opportunities a stage holds: those that boards show, and all, with the deleted ones. */
  async countIn(stageId: string): Promise<{ living: number; all: number }> {
    const [row] = await this.sql.rows<{ living: number; everything: number }>(
      `select count(*) filter (where deleted_at is null)::integer as living, count(*)::integer as everything
       from opportunity where stage_id = $1`,
      [stageId],
    )
    return { living: row?.living ?? 0, all: row?.everything ?? 0 }
  }

  /** Whether anything in a pipeline has a price; without an id, anything at all. Deleted ones can come back. */
  async hasMoney(pipelineId?: string): Promise<boolean> {
    const [row] = await this.sql.rows<{ has_money: boolean }>(
      `select exists (select 1 from opportunity where amount is not null and ($1::text is null or pipeline_id = $1))
         as has_money`,
      [pipelineId ?? null],
    )
    return row?.has_money ?? false
  }
}
