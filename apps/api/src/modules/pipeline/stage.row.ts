import type { PresetStageKey, Stage, StageColor, StageKind } from '@mekong/domain'

/** A row as `stageColumns` selects it. */
export interface StageRow {
  id: string
  pipeline_id: string
  name: string | null
  preset_key: PresetStageKey | null
  kind: StageKind
  color: StageColor
  probability: string
  position: number
  is_folded: boolean
  rotten_after_days: number | null
}

export const stageColumns = (alias: string): string =>
  `${alias}.id, ${alias}.pipeline_id, ${alias}.name, ${alias}.preset_key, ${alias}.kind, ${alias}.color,
   trim_scale(${alias}.probability)::text as probability, ${alias}.position, ${alias}.is_folded, ${alias}.rotten_after_days`

export const stageOf = (row: StageRow): Stage => ({
  id: row.id,
  pipelineId: row.pipeline_id,
  name: row.name,
  presetKey: row.preset_key,
  kind: row.kind,
  color: row.color,
  probability: row.probability,
  position: row.position,
  isFolded: row.is_folded,
  rottenAfterDays: row.rotten_after_days,
})
