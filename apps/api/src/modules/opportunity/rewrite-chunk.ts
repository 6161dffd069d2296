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
import { BulkStore } from './bulk.store.ts'

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
  const [first] = opportunities
  if (!first) return
  const store = new BulkStore(tx.sql)
  const { actor, road } = tx.caller
  const rewritten = opportunities.map(({ before, after }) => ({
    before,
    after,
    changes: changesBetween(before, after),
  }))
  const moved = rewritten.filter(({ before, after }) => before.stageId !== after.stageId)
  await store.place(rewritten)
  if (moved.length > 0)
    await store.enterStages(
      moved.map(({ after }) => after),
      actor.userId,
      at,
    )
  await store.record(rewritten, { kind, road, actorId: actor.userId, at })

  const living = rewritten.filter(({ after }) => after.deletedAt === null)
  if (living.length === 0) return
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
