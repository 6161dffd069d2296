import type { Instant } from '../kernel/clock.ts'
import type { Stage } from '../pipeline/stage.ts'
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

export interface Loss {
  readonly lostReasonId?: string | null | undefined
  readonly lostNote?: string | null | undefined
}

type Placeable = Pick<Opportunity, 'stageId' | 'status' | 'closedAt' | 'reopenStageId' | 'lostReasonId' | 'lostNote'>

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
