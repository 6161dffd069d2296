import { invalid, type Fault } from '../kernel/fault.ts'
import { parseDecimal } from '../kernel/money.ts'
import { limits, probabilityOf, requiredText } from '../kernel/validate.ts'
import type { Stage, StageColor, StageKind } from './stage.ts'

/** What administrators write on a stage. Absent leaves a field as it is. */
export interface StageFields {
  readonly name?: string | null | undefined
  readonly kind?: StageKind | undefined
  readonly color?: StageColor | undefined
  readonly probability?: string | undefined
  readonly isFolded?: boolean | undefined
  readonly rottenAfterDays?: number | null | undefined
}

export function faultsOfStage(fields: StageFields): Fault[] {
  const days = fields.rottenAfterDays
  return [
    ...(fields.name === undefined ? [] : requiredText(fields.name, limits.name, ['name'])),
    ...(fields.probability === undefined ? [] : probabilityOf(fields.probability, ['probability'])),
    ...(typeof days === 'number' && !(Number.isInteger(days) && days >= 1 && days <= 3650)
      ? [invalid('outOfRange', ['rottenAfterDays'], { min: 1, max: 3650 })]
      : []),
  ]
}

/** The kind of a stage that holds or held opportunities stays: their status and history rest on it. */
export const faultsOfKind = (stage: Stage, kind: StageKind | undefined, wasUsed: boolean): Fault[] =>
  kind !== undefined && kind !== stage.kind && wasUsed ? [invalid('kindInUse', ['kind'])] : []

/**
 * Removing a stage: what is in it goes to another of the same kind and pipeline; the last open stage stays, since new
 * opportunities need a place to begin. `others` are the stages of its pipeline; `isUsed`: something is in it.
 */
export function faultsOfDeletion(
  stage: Stage,
  others: readonly Stage[],
  isUsed: boolean,
  moveTo: Stage | null | undefined,
): Fault[] {
  const isLastOpen = stage.kind === 'OPEN' && !others.some((other) => other.kind === 'OPEN' && other.id !== stage.id)
  if (isLastOpen) return [invalid('lastOpenStage', ['id'])]
  if (moveTo && (moveTo.kind !== stage.kind || moveTo.pipelineId !== stage.pipelineId || moveTo.id === stage.id))
    return [invalid('moveToSameKind', ['moveToStageId'])]
  return isUsed && !moveTo ? [invalid('stageInUse', ['moveToStageId'])] : []
}

/** A stage's default chance by its kind: won is certain, lost is none, an open one half way unless said. Canonical. */
export const defaultChance = (kind: StageKind, asked: string | undefined): string =>
  kind === 'WON' ? '1' : kind === 'LOST' ? '0' : (parseDecimal(asked ?? '0.5') ?? '0.5')
