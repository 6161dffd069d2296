import { deltasOf, type Acl, type BoardEventType, type CellDelta, type Opportunity } from '@mekong/domain'
import type { WriteTx } from '../../data/write.ts'
import type { EventPayload, MovedAside } from '../../live/outbox.ts'

/** What a board is told of one opportunity. `before` or `after` is null where it was not, or is no longer, on it. */
interface Told {
  readonly type: BoardEventType
  /** As it is after the change, on this board or not. */
  readonly subject: Opportunity
  readonly before: Opportunity | null
  readonly after: Opportunity | null
  readonly payload?: Omit<EventPayload, 'opportunity' | 'touchedStageIds'>
}

export function tellCreated(tx: WriteTx, after: Opportunity, aside: readonly MovedAside[]): void {
  tell(tx, { type: 'OPPORTUNITY_CREATED', subject: after, before: null, after, payload: arrival(after, aside) })
}

export function tellUpdated(tx: WriteTx, before: Opportunity, after: Opportunity): void {
  tell(tx, { type: 'OPPORTUNITY_UPDATED', subject: after, before, after })
}

/** Within a board it moves; between two it leaves one and enters the other, and each is told its own half. */
export function tellMoved(tx: WriteTx, before: Opportunity, after: Opportunity, aside: readonly MovedAside[]): void {
  const from = { fromStageId: before.stageId }
  const to = arrival(after, aside)
  if (before.pipelineId === after.pipelineId)
    return tell(tx, { type: 'OPPORTUNITY_MOVED', subject: after, before, after, payload: { ...from, ...to } })
  const left = { ...after, pipelineId: before.pipelineId }
  tell(tx, { type: 'OPPORTUNITY_LEFT', subject: left, before, after: null, payload: from })
  tell(tx, { type: 'OPPORTUNITY_ENTERED', subject: after, before: null, after, payload: to })
}

export function tellDeleted(tx: WriteTx, before: Opportunity, after: Opportunity): void {
  const payload = { fromStageId: before.stageId }
  tell(tx, { type: 'OPPORTUNITY_DELETED', subject: after, before, after: null, payload })
}

export function tellRestored(tx: WriteTx, after: Opportunity): void {
  tell(tx, { type: 'OPPORTUNITY_ENTERED', subject: after, before: null, after, payload: arrival(after) })
}

function tell(tx: WriteTx, { type, subject, before, after, payload }: Told): void {
  const deltas = deltasOf(before, after)
  tx.emit({
    pipelineId: subject.pipelineId,
    type,
    opportunityId: subject.id,
    opportunityVersion: subject.version,
    clientMutationId: tx.clientMutationId,
    before: before && aclOf(before),
    after: after && aclOf(after),
    deltas,
    payload: { ...(after && { opportunity: after }), ...payload, touchedStageIds: stagesOf(deltas) },
  })
}

const aclOf = ({ ownerId, teamId }: Opportunity): Acl => ({ ownerId, teamId })

const stagesOf = (deltas: readonly CellDelta[]) => [...new Set(deltas.map(({ stageId }) => stageId))]

const arrival = ({ stageId }: Opportunity, aside: readonly MovedAside[] = []) => ({
  toStageId: stageId,
  ...(aside.length > 0 && { ranks: aside }),
})
