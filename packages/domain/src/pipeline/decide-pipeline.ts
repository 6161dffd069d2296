import { invalid, type Fault } from '../kernel/fault.ts'
import { currencyOf, limits, probabilityOf, requiredText } from '../kernel/validate.ts'
import { defaultChance } from './decide-stage.ts'
import { presets, type PipelinePreset } from './preset.ts'
import type { Stage, StageColor, StageKind } from './stage.ts'

/** A board with more columns is nobody's process. */
export const mostStages = 50

/** What administrators write on a pipeline. Absent leaves a field as it is. */
export interface PipelineFields {
  readonly name?: string | undefined
  readonly currency?: string | undefined
}

/** A stage that comes with its pipeline. */
export interface NewStage {
  readonly name: string
  readonly kind: StageKind
  readonly probability?: string | undefined
}

export function faultsOfPipeline(fields: PipelineFields, stages: readonly NewStage[] = []): Fault[] {
  return [
    ...(fields.name === undefined ? [] : requiredText(fields.name, limits.name, ['name'])),
    ...(fields.currency === undefined ? [] : currencyOf(fields.currency, ['currency'])),
    ...(stages.length > mostStages ? [invalid('tooMany', ['stages'], { max: mostStages })] : []),
    ...stages.flatMap(({ name, probability }, at) => [
      ...requiredText(name, limits.name, ['stages', String(at), 'name']),
      ...(probability === undefined ? [] : probabilityOf(probability, ['stages', String(at), 'probability'])),
    ]),
  ]
}

export type StageDraft = Omit<Stage, 'id' | 'pipelineId' | 'position'>

/** The stages that a new pipeline begins with: its preset's, then its own. */
export const stagesOfNew = (preset: PipelinePreset, own: readonly NewStage[]): StageDraft[] => [
  ...presets[preset].map(({ key, ...stage }) => ({ ...stage, name: null, presetKey: key })),
  ...own.map(({ name, kind, probability }, at) => ({
    name,
    presetKey: null,
    kind,
    color: colorOf(kind, at),
    probability: defaultChance(kind, probability),
    isFolded: false,
    rottenAfterDays: null,
  })),
]

const openColors: readonly StageColor[] = ['BLUE', 'CYAN', 'VIOLET', 'AMBER', 'PINK']

/** The colour of a stage when nobody chose one; neighbours differ. */
export const colorOf = (kind: StageKind, at: number): StageColor =>
  kind === 'WON' ? 'GREEN' : kind === 'LOST' ? 'GREY' : (openColors[at % openColors.length] ?? 'BLUE')
