import { fault, invalid, type Fault } from '../kernel/fault.ts'
import type { Instant } from '../kernel/clock.ts'
import { limits, optionalText } from '../kernel/validate.ts'
import type { Stage, StageKind } from '../pipeline/stage.ts'
import { statusOf, type Opportunity } from './opportunity.ts'

/** What being put into a stage makes of an opportunity: the only place that knows how status, dates and chance follow. */
export type Placed = Pick<
  Opportunity,
  | 'pipelineId'
  | 'stageId'
  | 'status'
  | 'probability'
  | 'probabilitySource'
  | 'closedAt'
  | 'reopenStageId'
  | 'lostReasonId'
  | 'lostNote'
  | 'stageEnteredAt'
>

/** What is said about a loss, when it happens or later. */
export interface Loss {
  readonly lostReasonId?: string | null | undefined
  readonly lostNote?: string | null | undefined
}

type Placeable = Pick<Opportunity, 'stageId' | 'status' | 'closedAt' | 'reopenStageId' | 'lostReasonId' | 'lostNote'>

/** A loss needs a reason, a new one or the one that stands; what is not lost has neither reason nor note. */
export function faultsOfLoss(kind: StageKind, loss: Loss, standing: string | null = null): Fault[] {
  if (kind !== 'LOST')
    return [
      ...(loss.lostReasonId ? [invalid('lostReasonOnlyWhenLost', ['lostReasonId'])] : []),
      ...(loss.lostNote?.trim() ? [invalid('lostReasonOnlyWhenLost', ['lostNote'])] : []),
    ]
  return [
    ...((loss.lostReasonId ?? standing) ? [] : [fault('LOST_REASON_REQUIRED', 'lostReasonRequired', ['lostReasonId'])]),
    ...optionalText(loss.lostNote, limits.note, ['lostNote']),
  ]
}

/** What follows from standing in `to` from `now` on. `loss` is without faults. */
export function placedIn(record: Placeable, to: Stage, loss: Loss, now: Instant): Placed {
  const status = statusOf(to.kind)
  const staysClosedAlike = record.status === status
  const note = loss.lostNote?.trim() ? loss.lostNote : null
  return {
    pipelineId: to.pipelineId,
    stageId: to.id,
    status,
    probability: chanceIn(to),
    probabilitySource: 'STAGE',
    closedAt: status === 'OPEN' ? null : staysClosedAlike ? record.closedAt : now,
    // Between two closed stages the open stage of before is still the one to return to.
    reopenStageId: status === 'OPEN' ? null : record.status === 'OPEN' ? record.stageId : record.reopenStageId,
    lostReasonId: status === 'LOST' ? (loss.lostReasonId ?? record.lostReasonId) : null,
    lostNote: status === 'LOST' ? (note ?? record.lostNote) : null,
    stageEnteredAt: now,
  }
}

/** What enters a stage gets its default chance; won is certain and lost is none. */
export const chanceIn = (stage: Pick<Stage, 'kind' | 'probability'>): string =>
  stage.kind === 'WON' ? '1' : stage.kind === 'LOST' ? '0' : stage.probability
