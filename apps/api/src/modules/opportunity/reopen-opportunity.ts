import { decideReopen, invalid, isId, may, scopeOf, type Opportunity, type OpportunityId } from '@mekong/domain'
import { Raced } from '../../data/retry.ts'
import type { Sql } from '../../data/sql.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { lockColumns } from '../pipeline/column-lock.ts'
import { PipelineStore } from '../pipeline/pipeline.store.ts'
import { answered, notFound, refusalOfEdit, refuse, type Kept, type Refused, type Saved } from './opportunity.answer.ts'
import { tellMoved } from './opportunity.events.ts'
import { OpportunityStore } from './opportunity.store.ts'
import { findPlace } from './place-in-column.ts'
import { leaveChange } from './write-change.ts'

export interface ReopenOpportunity {
  readonly opportunityId: OpportunityId
  readonly clientMutationId?: string | null | undefined
}

/** Takes a closed opportunity back to the stage that it left, at the end of its column; what was lost stays in history. */
export async function reopenOpportunity(
  writes: Writes,
  caller: Writer,
  input: ReopenOpportunity,
): Promise<Saved | Refused> {
  const request = {
    caller,
    operation: 'reopenOpportunity',
    clientMutationId: input.clientMutationId ?? null,
    input,
  }
  const written = await writes.run<Kept, Refused>(request, async (tx) => {
    const { actor } = caller
    if (!isId('opportunity', input.opportunityId)) return notFound('opportunityId')
    const store = new OpportunityStore(tx.sql)
    // Which column to hold is known only from the card, and columns are held before cards: look, hold, look again.
    const seen = await store.peek(input.opportunityId)
    // One that is hidden is looked at no further: it must take as long as one that is not there.
    const isSeen = seen !== undefined && seen.deletedAt === null && may(actor, 'opportunity:read', seen)
    const target = isSeen ? await targetOf(tx.sql, seen) : undefined
    if (target) await lockColumns(tx.sql, [target])
    const locked = await store.lock([input.opportunityId])
    const before = locked.get(input.opportunityId)
    if (!before) return notFound('opportunityId')
    const refusal = refusalOfEdit(actor, before)
    if (refusal) return refusal

    const decision = decideReopen(before, await stagesOf(tx.sql, before), locked.now)
    if (decision.kind === 'refused') return refuse(...decision.faults)
    if (decision.kind === 'no-open-stage') return refuse(invalid('lastOpenStage', ['opportunityId']))
    if (decision.kind !== 'moved' || decision.after.stageId !== target) throw new Raced()
    const place = await findPlace(tx.sql, { stageId: target, cardId: before.id, hint: {}, scope: scopeOf(actor) })
    const after = { ...decision.after, rank: place.rank }
    leaveChange(tx, { before, after, kind: decision.history, at: locked.now })
    tellMoved(tx, before, after, [])
    return { commit: { opportunity: after, seq: null } }
  })
  return answered(written)
}

const stagesOf = async (sql: Sql, { pipelineId }: Opportunity) =>
  (await new PipelineStore(sql).pipeline(pipelineId))?.stages ?? []

/** The stage that reopening would lead to. */
async function targetOf(sql: Sql, seen: Opportunity): Promise<string | undefined> {
  const decision = decideReopen(seen, await stagesOf(sql, seen), seen.stageEnteredAt)
  return decision.kind === 'moved' ? decision.after.stageId : undefined
}
