import type { Decimal } from '../kernel/money.ts'
import type { LostReasonId, PipelineId, StageId } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { presetLostReasons, presetStageNames, type PresetLostReasonKey, type PresetStageKey } from './preset.ts'

/** What a stage means, apart from its name, which people may change. It decides an opportunity's status. */
export type StageKind = 'OPEN' | 'WON' | 'LOST'

export type StageColor = 'BLUE' | 'CYAN' | 'VIOLET' | 'AMBER' | 'PINK' | 'GREEN' | 'GREY'
export const stageColors: readonly StageColor[] = ['BLUE', 'CYAN', 'VIOLET', 'AMBER', 'PINK', 'GREEN', 'GREY']

export interface Stage {
  readonly id: StageId
  readonly pipelineId: PipelineId
  /** As an administrator typed it; null while a preset's name stands, which follows the reader's language. */
  readonly name: string | null
  readonly presetKey: PresetStageKey | null
  readonly kind: StageKind
  readonly color: StageColor
  /** Default chance of winning for what enters, 0 to 1 with four digits. Won is 1, lost 0. */
  readonly probability: Decimal
  /** From the left, dense from 0. */
  readonly position: number
  readonly isFolded: boolean
  /** Days after which a card here counts as too old; null means never. */
  readonly rottenAfterDays: number | null
}

export interface Pipeline {
  readonly id: PipelineId
  readonly name: string
  readonly currency: string
  /** In order, from the left. */
  readonly stages: readonly Stage[]
}

export function stageName(stage: Pick<Stage, 'name' | 'presetKey'>, locale: Locale): string {
  if (stage.name !== null) return stage.name
  return stage.presetKey === null ? '' : presetStageNames[stage.presetKey][locale]
}

/** Every name by which an import may call a stage. */
export function namesOfStage(stage: Pick<Stage, 'name' | 'presetKey'>): readonly string[] {
  if (stage.name !== null) return [stage.name]
  return stage.presetKey === null ? [] : Object.values(presetStageNames[stage.presetKey])
}

export const firstOpenStage = (stages: readonly Stage[]): Stage | undefined =>
  stages.toSorted((a, b) => a.position - b.position).find((stage) => stage.kind === 'OPEN')

export interface LostReason {
  readonly id: LostReasonId
  readonly name: string | null
  readonly presetKey: PresetLostReasonKey | null
  readonly isArchived: boolean
}

export function lostReasonName(reason: Pick<LostReason, 'name' | 'presetKey'>, locale: Locale): string {
  if (reason.name !== null) return reason.name
  return reason.presetKey === null ? '' : presetLostReasons[reason.presetKey][locale]
}

/** Every name by which an import may call a reason. */
export function namesOfLostReason(reason: Pick<LostReason, 'name' | 'presetKey'>): readonly string[] {
  if (reason.name !== null) return [reason.name]
  return reason.presetKey === null ? [] : Object.values(presetLostReasons[reason.presetKey])
}
