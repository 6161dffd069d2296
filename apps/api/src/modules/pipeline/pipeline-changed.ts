import type { PipelineId } from '@mekong/domain'
import type { WriteTx } from '../../data/write.ts'

/** Tells a board that its stages or settings changed: whoever watches it reads them again. */
export function pipelineChanged(tx: WriteTx, pipelineId: PipelineId): void {
  tx.emit({
    pipelineId,
    type: 'PIPELINE_CHANGED',
    opportunityId: null,
    opportunityVersion: null,
    clientMutationId: tx.clientMutationId,
    before: null,
    after: null,
    deltas: [],
    payload: { touchedStageIds: [] },
  })
}
