import {
  changesBetween,
  deltasOf,
  mergeDeltas,
  type Acl,
  type HistoryKind,
  type Instant,
  type Opportunity,
} from '@mekong/domain'
import type { WriteTx } from '../../data/write.ts'
import { OpportunityBatch } from './opportunity.batch.ts'

/** As many opportunities share a transaction and an event at most: others' writes wait no longer than that. */
export const chunkSize = 500

interface Chunk {
  readonly kind: HistoryKind
  readonly at: Instant
  readonly opportunities: readonly { readonly before: Opportunity; readonly after: Opportunity }[]
}

/**
 * Writes a change of many locked opportunities of one pipeline: rows, stays, history, and one event. Deleted ones change
 * too, since they can be restored, but no board tells of them.
 */
export async function rewriteChunk(tx: WriteTx, { kind, at, opportunities }: Chunk): Promise<void> {
  const { actor, road } = tx.caller
  const batch = new OpportunityBatch(tx.sql)
  const moved = opportunities.filter(({ before, after }) => before.stageId !== after.stageId).map(({ after }) => after)
  await batch.update(opportunities.map(({ after }) => after))
  await batch.leave(moved)
  await batch.stays(
    moved.map((opportunity) => ({
      opportunity,
      stageId: opportunity.stageId,
      enteredAt: opportunity.stageEnteredAt,
      leftAt: null,
      enteredBy: actor.userId,
      isInferred: false,
    })),
  )
  await batch.history(
    opportunities.map(({ before, after }) => ({
      opportunity: after,
      kind,
      road,
      actorId: actor.userId,
      validAt: at,
      changes: changesBetween(before, after),
    })),
    tx.caller.via,
  )
  tellChunk(tx, opportunities)
}

/** One event for a chunk: who reads it drops these cards and reads the columns again. */
function tellChunk(tx: WriteTx, opportunities: Chunk['opportunities']): void {
  const living = opportunities.filter(({ after }) => after.deletedAt === null)
  const [first] = living
  if (!first) return
  tx.emit({
    pipelineId: first.after.pipelineId,
    type: 'BULK_CHANGED',
    opportunityId: null,
    opportunityVersion: null,
    clientMutationId: tx.clientMutationId,
    before: null,
    after: null,
    deltas: mergeDeltas(living.flatMap(({ before, after }) => deltasOf(before, after))),
    payload: {
      touchedStageIds: [...new Set(living.flatMap(({ before, after }) => [before.stageId, after.stageId]))],
      opportunityIds: living.map(({ before, after }) => ({ id: after.id, before: aclOf(before), after: aclOf(after) })),
    },
  })
}

const aclOf = ({ ownerId, teamId }: Acl): Acl => ({ ownerId, teamId })
