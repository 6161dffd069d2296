import { fault, indexAt, type PlaceHint, type Stage } from '@mekong/domain'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { pipelineChanged } from './pipeline-changed.ts'
import { PipelineStore } from './pipeline.store.ts'

export interface MoveStageRequest extends PlaceHint, Keyed {
  readonly id: string
}

/** Puts a stage elsewhere in the order of its pipeline; without a neighbour, last. */
export const moveStage = (writes: Writes, caller: Writer, request: MoveStageRequest): Outcome<Stage> =>
  change<Stage>(writes, caller, ['moveStage', 'setup:write'], request, async (tx) => {
    const store = new PipelineStore(tx.sql)
    const found = await store.stage(request.id)
    const pipeline = found && (await store.lockedPipeline(found.pipelineId))
    const stage = pipeline?.stages.find(({ id }) => id === request.id)
    if (!pipeline || !stage) return { refuse: [fault('NOT_FOUND', 'notFound', ['id'])] }

    const others = pipeline.stages.filter(({ id }) => id !== stage.id)
    const neighbours = [
      ['afterId', request.afterId],
      ['beforeId', request.beforeId],
    ] as const
    const faults = neighbours
      .filter(([, id]) => id && !others.some((other) => other.id === id))
      .map(([field]) => fault('NOT_FOUND', 'notFound', [field]))
    if (faults.length > 0) return { refuse: faults }

    const position = indexAt(others, request)
    if (position === stage.position) return { commit: stage }
    await store.placeStages(others.map(({ id }) => id).toSpliced(position, 0, stage.id))
    tx.audit({ action: 'MOVE_STAGE', subjectId: stage.id, before: stage, after: { ...stage, position } })
    pipelineChanged(tx, pipeline.id)
    return { commit: { ...stage, position } }
  })
