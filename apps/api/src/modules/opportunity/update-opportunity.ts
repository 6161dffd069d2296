import { decideEdit, invalid, isId, type Opportunity, type OpportunityFields, type OpportunityId } from '@mekong/domain'
import type { Writer, Writes } from '../../data/write.ts'
import { PipelineStore } from '../pipeline/pipeline.store.ts'
import { keepWords } from '../vocabulary/keep-words.ts'
import { HistoryStore } from './history.store.ts'
import { findNamed, type NamedIds } from './names.ts'
import {
  answered,
  notFound,
  refusalOfEdit,
  refuse,
  type Kept,
  type Refused,
  type Saved,
  type StaleEdit,
} from './opportunity.answer.ts'
import { tellUpdated } from './opportunity.events.ts'
import { OpportunityStore } from './opportunity.store.ts'
import { leaveChange } from './write-change.ts'

export interface UpdateOpportunity extends OpportunityFields {
  readonly opportunityId: OpportunityId
  /** The version that the writer saw; what others changed since then is merged or conflicts. */
  readonly expectedVersion?: number | null | undefined
  readonly clientMutationId?: string | null | undefined
}

/** Edits an opportunity's own fields. Edits of different fields merge; of the same one, the second is a conflict. */
export async function updateOpportunity(
  writes: Writes,
  caller: Writer,
  input: UpdateOpportunity,
): Promise<Saved | Refused | StaleEdit> {
  const request = {
    caller,
    operation: 'updateOpportunity',
    clientMutationId: input.clientMutationId ?? null,
    input,
  }
  const written = await writes.run<Kept, Refused | StaleEdit>(request, async (tx) => {
    const { actor } = caller
    if (!isId('opportunity', input.opportunityId)) return notFound('opportunityId')
    const store = new OpportunityStore(tx.sql)
    const history = new HistoryStore(tx.sql)
    const locked = await store.lock([input.opportunityId])
    const before = locked.get(input.opportunityId)
    if (!before) return notFound('opportunityId')
    const refusal = refusalOfEdit(actor, before)
    if (refusal) return refusal

    const stage = await new PipelineStore(tx.sql).stage(before.stageId)
    if (!stage) throw new Error(`${before.id} is in a stage that is gone.`)
    const named = await findNamed(tx.sql, newIds(before, input))
    const since = await history.stepsSince(before, input.expectedVersion)
    const decision = decideEdit(actor, before, stage, input, named, since)
    if (decision.kind === 'refused') return refuse(...decision.faults)
    if (decision.kind === 'conflict')
      return { refuse: { kind: 'conflict', current: before, conflicts: decision.conflicts } }
    if (decision.kind === 'unchanged')
      return { commit: { opportunity: before, seq: await store.headOf(before.pipelineId) } }

    const { after } = decision
    const isRenamed = after.externalId !== null && after.externalId !== before.externalId
    if (isRenamed && (await store.hasExternalId(after.externalId))) return refuse(invalid('taken', ['externalId']))
    const isSourceNew = after.source !== before.source
    await keepWords(
      tx.sql,
      isSourceNew ? after.source : null,
      after.tags.filter((tag) => !before.tags.includes(tag)),
    )
    leaveChange(tx, { before, after, kind: 'UPDATED', at: locked.now })
    tellUpdated(tx, before, after)
    return { commit: { opportunity: after, seq: null } }
  })
  return answered(written)
}

/** A form that sends what stands there already names nothing new, which may have gone meanwhile. */
function newIds(before: Opportunity, input: UpdateOpportunity): NamedIds {
  const ifNew = (id: string | null | undefined, present: string | null) => (id === present ? undefined : id)
  return {
    ownerId: ifNew(input.ownerId, before.ownerId),
    teamId: ifNew(input.teamId, before.teamId),
    companyId: ifNew(input.companyId, before.companyId),
    contactId: ifNew(input.contactId, before.contactId),
    lostReasonId: ifNew(input.lostReasonId, before.lostReasonId),
  }
}
