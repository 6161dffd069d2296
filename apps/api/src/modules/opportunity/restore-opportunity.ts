import { decideRestore, isId, type OpportunityId } from '@mekong/domain'
import type { Writer, Writes } from '../../data/write.ts'
import { answered, notFound, refuse, type Kept, type Refused, type Saved } from './opportunity.answer.ts'
import { tellRestored } from './opportunity.events.ts'
import { OpportunityStore } from './opportunity.store.ts'
import { leaveChange } from './write-change.ts'

export interface RestoreOpportunity {
  readonly opportunityId: OpportunityId
  readonly clientMutationId?: string | null | undefined
}

/** Brings a deleted opportunity back to the place that it had. */
export async function restoreOpportunity(
  writes: Writes,
  caller: Writer,
  input: RestoreOpportunity,
): Promise<Saved | Refused> {
  const request = {
    caller,
    operation: 'restoreOpportunity',
    clientMutationId: input.clientMutationId ?? null,
    input,
  }
  const written = await writes.run<Kept, Refused>(request, async (tx) => {
    const { actor } = caller
    if (!isId('opportunity', input.opportunityId)) return notFound('opportunityId')
    const locked = await new OpportunityStore(tx.sql).lock([input.opportunityId])
    const before = locked.get(input.opportunityId)
    if (!before) return notFound('opportunityId')
    const decision = decideRestore(actor, before, locked.now)
    if (decision.kind === 'refused') return refuse(...decision.faults)
    const { after } = decision
    leaveChange(tx, { before, after, kind: 'RESTORED', at: locked.now })
    tellRestored(tx, after)
    return { commit: { opportunity: after, seq: null } }
  })
  return answered(written)
}
