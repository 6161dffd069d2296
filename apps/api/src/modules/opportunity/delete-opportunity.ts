import { decideDelete, isId, type OpportunityId } from '@mekong/domain'
import type { Writer, Writes } from '../../data/write.ts'
import { answered, notFound, refuse, type Kept, type Refused, type Saved } from './opportunity.answer.ts'
import { tellDeleted } from './opportunity.events.ts'
import { OpportunityStore } from './opportunity.store.ts'
import { leaveChange } from './write-change.ts'

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
    const { actor } = caller
    if (!isId('opportunity', input.opportunityId)) return notFound('opportunityId')
    const locked = await new OpportunityStore(tx.sql).lock([input.opportunityId])
    const before = locked.get(input.opportunityId)
    if (!before) return notFound('opportunityId')
    const decision = decideDelete(actor, before, locked.now)
    if (decision.kind === 'refused') return refuse(...decision.faults)
    const { after } = decision
    leaveChange(tx, { before, after, kind: 'DELETED', at: locked.now })
    tellDeleted(tx, before, after)
    return { commit: { opportunity: after, seq: null } }
  })
  return answered(written)
}
