import {
  decideMove,
  fault,
  isId,
  scopeOf,
  type MoveRequest,
  type Opportunity,
  type OpportunityId,
  type PlaceHint,
  type StageId,
} from '@mekong/domain'
import type { Writer, Writes } from '../../data/write.ts'
import { lockColumns } from '../pipeline/column-lock.ts'
import { PipelineStore } from '../pipeline/pipeline.store.ts'
import { HistoryStore } from './history.store.ts'
import { findNamed } from './names.ts'
import {
  answered,
  notFound,
  refusalOfEdit,
  refuse,
  type Kept,
  type Refused,
  type Saved,
  type StaleMove,
} from './opportunity.answer.ts'
import { tellMoved } from './opportunity.events.ts'
import { OpportunityStore } from './opportunity.store.ts'
import { findPlace } from './place-in-column.ts'
import { writeChange, writeOrder } from './write-change.ts'

export interface MoveOpportunity extends MoveRequest, PlaceHint {
  readonly opportunityId: OpportunityId
  readonly toStageId: StageId
  readonly clientMutationId?: string | null | undefined
}

/**
 * Moves an opportunity to a place in a column: of its own stage (another order), of another one, or of another
 * pipeline's (a transfer). Where it stands there already, nothing is written.
 */
export async function moveOpportunity(
  writes: Writes,
  caller: Writer,
  input: MoveOpportunity,
): Promise<Saved | Refused | StaleMove> {
  const request = {
    caller,
    operation: 'moveOpportunity',
    clientMutationId: input.clientMutationId ?? null,
    input,
  }
  const written = await writes.run<Kept, Refused | StaleMove>(request, async (tx) => {
    const { actor } = caller
    if (!isId('opportunity', input.opportunityId)) return notFound('opportunityId')
    if (!isId('stage', input.toStageId)) return notFound('toStageId')
    await lockColumns(tx.sql, [input.toStageId])
    const place = await findPlace(tx.sql, {
      stageId: input.toStageId,
      cardId: input.opportunityId,
      hint: input,
      scope: scopeOf(actor),
    })
    const store = new OpportunityStore(tx.sql)
    const history = new HistoryStore(tx.sql)
    const locked = await store.lock([input.opportunityId, ...place.aside.map(({ id }) => id)])
    const before = locked.get(input.opportunityId)
    if (!before) return notFound('opportunityId')
    const refusal = refusalOfEdit(actor, before)
    if (refusal) return refusal

    const [stage] = await new PipelineStore(tx.sql).stages([input.toStageId])
    if (!stage) return notFound('toStageId')
    if (stage.isArchived) return refuse(fault('NOT_FOUND', 'stageGone', ['toStageId']))
    const isReasonNew = input.lostReasonId !== before.lostReasonId
    const named = await findNamed(tx.sql, { lostReasonId: isReasonNew ? input.lostReasonId : undefined })
    if (named.lostReason === null) return notFound('lostReasonId')
    const since = await history.stepsSince(before, input.expectedVersion)

    const decision = decideMove(before, stage, input, locked.now, since)
    switch (decision.kind) {
      case 'refused':
        return refuse(...decision.faults)
      case 'stale':
        return { refuse: await staleMove(history, before) }
      case 'reordered': {
        if (place.isOf(before)) return { commit: { opportunity: before, seq: await store.headOf(before.pipelineId) } }
        const after = { ...before, rank: place.rank }
        await writeOrder(tx, after, place.aside)
        // An order is nobody's edit, so the history does not tell of it; the log of all that is done does.
        tx.audit({ action: 'MOVE_OPPORTUNITY', subjectId: before.id, before: rankOf(before), after: rankOf(after) })
        tellMoved(tx, before, after, place.aside)
        return { commit: { opportunity: after, seq: null } }
      }
      case 'moved': {
        const after = { ...decision.after, rank: place.rank }
        await writeChange(tx, { before, after, kind: decision.history, at: locked.now, aside: place.aside })
        tellMoved(tx, before, after, place.aside)
        return { commit: { opportunity: after, seq: null } }
      }
    }
  })
  return answered(written)
}

const rankOf = ({ rank }: Opportunity) => ({ rank })

async function staleMove(history: HistoryStore, current: Opportunity): Promise<StaleMove> {
  const last = await history.lastMove(current.id)
  return { kind: 'stale', current, movedById: last?.actorId ?? null, movedAt: last?.at ?? null }
}
