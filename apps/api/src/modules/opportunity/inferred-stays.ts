import type { Opportunity, Stage, StageId, Instant, UserId } from '@mekong/domain'
import type { StayRow } from './opportunity.batch.ts'

/**
 * The stays of an imported opportunity. The first begins at its creation and each ends where the next begins; time that
 * the file leaves dark is an inferred stay in the open stage before. A closed one entered its stage when it was closed.
 */
export function inferStays(opportunity: Opportunity, stages: readonly Stage[], enteredBy: UserId): readonly StayRow[] {
  const { createdAt, stageId } = opportunity
  const enteredAt = entry(opportunity)
  const earlier = stageBefore(stageId, stages)
  const stay = (id: StageId, from: Instant, until: Instant | null, isInferred: boolean): StayRow => ({
    opportunity,
    stageId: id,
    enteredAt: from,
    leftAt: until,
    enteredBy,
    isInferred,
  })
  if (enteredAt <= createdAt || earlier === undefined) return [stay(stageId, createdAt, null, false)]
  return [stay(earlier, createdAt, enteredAt, true), stay(stageId, enteredAt, null, false)]
}

function entry({ status, stageEnteredAt, closedAt }: Opportunity): Instant {
  return status !== 'OPEN' && closedAt !== null && closedAt > stageEnteredAt ? closedAt : stageEnteredAt
}

/** The open stage to the left; what is closed came from the last open one. */
function stageBefore(stageId: StageId, stages: readonly Stage[]): StageId | undefined {
  const stage = stages.find(({ id }) => id === stageId)
  const open = stages.filter(({ kind }) => kind === 'OPEN').toSorted((a, b) => a.position - b.position)
  if (stage?.kind !== 'OPEN') return open.at(-1)?.id
  return open.findLast(({ position }) => position < stage.position)?.id
}
