import { changesBetween, decideDelete, isId, type OpportunityId } from '@mekong/domain'
import type { Writer, Writes } from '../../data/write.ts'
import { HistoryStore } from './history.store.ts'
import { answered, notFound, refuse, type Kept, type Refused, type Saved } from './opportunity.answer.ts'
import { tellDeleted } from './opportunity.events.ts'
import { OpportunityStore } from './opportunity.store.ts'

export interface DeleteOpportunity {
  readonly opportunityId: OpportunityId
  readonly clientMutationId?: string | null | undefined
}

/** Takes an opportunity off its board; it keeps its place and its history, and can come back for 30 days. */
export async function deleteOpportunity(
  writes: Writes,
  caller: Writer,
  input: DeleteOpportunity,
): Promise<Saved | Refused> {
  const request = {
    caller,
    operation: 'deleteOpportunity',
    clientMutationId: input.clientMutationId ?? null,
    input,
  }
  const written = await writes.run<Kept, Refused>(request, async (tx) => {
    const { actor, road } = caller
    if (!isId('opportunity', input.opportunityId)) return notFound('opportunityId')
    const store = new OpportunityStore(tx.sql)
    const locked = await store.lock([input.opportunityId])
    const before = locked.get(input.opportunityId)
    if (!before) return notFound('opportunityId')
    const decision = decideDelete(actor, before, locked.now)
    if (decision.kind === 'refused') return refuse(...decision.faults)
    const { after } = decision
    await store.update(before, after)
    await new HistoryStore(tx.sql).record({
      opportunity: after,
      kind: 'DELETED',
      road,
      actorId: actor.userId,
      at: locked.now,
      changes: changesBetween(before, after),
    })
    tellDeleted(tx, before, after)
    return { commit: { opportunity: after, seq: null } }
  })
  return answered(written)
}
