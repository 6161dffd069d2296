import { fault, faultsOfPipeline, invalid, type PipelineFields } from '@mekong/domain'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { pipelineChanged } from './pipeline-changed.ts'
import { PipelineStore, type StoredPipeline } from './pipeline.store.ts'

export interface UpdatePipelineRequest extends PipelineFields, Keyed {
  readonly id: string
}

/** Renames a pipeline, or changes its currency while nothing in it has a price. */
export const updatePipeline = (
  writes: Writes,
  caller: Writer,
  request: UpdatePipelineRequest,
): Outcome<StoredPipeline> =>
  change<StoredPipeline>(writes, caller, ['updatePipeline', 'setup:write'], request, async (tx) => {
    const store = new PipelineStore(tx.sql)
    const before = await store.lockedPipeline(request.id)
    if (!before) return { refuse: [fault('NOT_FOUND', 'notFound', ['id'])] }
    const after = { ...before, name: request.name ?? before.name, currency: request.currency ?? before.currency }
    const faults = faultsOfPipeline(request)
    if (after.currency !== before.currency && (await store.hasMoney(before.id)))
      faults.push(invalid('currencyInUse', ['currency']))
    if (faults.length > 0) return { refuse: faults }
    if (after.name === before.name && after.currency === before.currency) return { commit: before }
    await store.updatePipeline(after)
    tx.audit({ action: 'UPDATE_PIPELINE', subjectId: before.id, before, after })
    pipelineChanged(tx, before.id)
    return { commit: after }
  })
