import { faultsOfPipeline, stagesOfNew, type NewStage, type PipelineFields, type PipelinePreset } from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { readOrganization } from '../organization/organization.store.ts'
import { pipelineChanged } from './pipeline-changed.ts'
import { PipelineStore, type StoredPipeline } from './pipeline.store.ts'

export interface CreatePipelineRequest extends PipelineFields, Keyed {
  readonly name: string
  readonly preset: PipelinePreset
  readonly stages: readonly NewStage[]
}

/** Makes a pipeline with the stages of a preset, own ones after them, and the organisation's currency unless one is named. */
export const createPipeline = (
  writes: Writes,
  caller: Writer,
  request: CreatePipelineRequest,
): Outcome<StoredPipeline> =>
  change<StoredPipeline>(writes, caller, ['createPipeline', 'setup:write'], request, async (tx) => {
    const faults = faultsOfPipeline(request, request.stages)
    if (faults.length > 0) return { refuse: faults }
    const store = new PipelineStore(tx.sql)
    const id = typeidUnboxed('pip')
    const currency = request.currency ?? (await readOrganization(tx.sql)).currency
    await store.insertPipeline({ id, name: request.name, currency, createdAt: tx.now })
    const drafts = stagesOfNew(request.preset, request.stages)
    for (const [position, draft] of drafts.entries())
      await store.insertStage({ ...draft, id: typeidUnboxed('stg'), pipelineId: id, position })
    tx.audit({
      action: 'CREATE_PIPELINE',
      subjectId: id,
      after: { name: request.name, currency, preset: request.preset },
    })
    pipelineChanged(tx, id)
    const pipeline = await store.pipeline(id)
    if (!pipeline) throw new Error(`Pipeline ${id} is not there after it was made.`)
    return { commit: pipeline }
  })
