import {
  colorOf,
  defaultChance,
  fault,
  faultsOfStage,
  invalid,
  mostStages,
  type Stage,
  type StageFields,
  type StageKind,
} from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { pipelineChanged } from './pipeline-changed.ts'
import { PipelineStore } from './pipeline.store.ts'

export interface CreateStageRequest extends StageFields, Keyed {
  readonly pipelineId: string
  readonly name: string
  readonly kind: StageKind
  /** The stage to its left; null: it comes last. */
  readonly afterId: string | null
}

/** Adds a stage to a pipeline. */
export const createStage = (writes: Writes, caller: Writer, request: CreateStageRequest): Outcome<Stage> =>
  change<Stage>(writes, caller, ['createStage', 'setup:write'], request, async (tx) => {
    const store = new PipelineStore(tx.sql)
    const pipeline = await store.lockedPipeline(request.pipelineId)
    if (!pipeline) return { refuse: [fault('NOT_FOUND', 'notFound', ['pipelineId'])] }
    const ids = pipeline.stages.map(({ id }) => id)
    const faults = faultsOfStage(request)
    if (request.afterId !== null && !ids.includes(request.afterId))
      faults.push(fault('NOT_FOUND', 'notFound', ['afterId']))
    if (ids.length >= mostStages) faults.push(invalid('tooMany', ['pipelineId'], { max: mostStages }))
    if (faults.length > 0) return { refuse: faults }

    const position = request.afterId === null ? ids.length : ids.indexOf(request.afterId) + 1
    const stage: Stage = {
      id: typeidUnboxed('stg'),
      pipelineId: pipeline.id,
      name: request.name,
      presetKey: null,
      kind: request.kind,
      color: request.color ?? colorOf(request.kind, position),
      probability: defaultChance(request.kind, request.probability),
      position,
      isFolded: request.isFolded ?? false,
      rottenAfterDays: request.rottenAfterDays ?? null,
    }
    await store.insertStage(stage)
    await store.placeStages(ids.toSpliced(position, 0, stage.id))
    tx.audit({ action: 'CREATE_STAGE', subjectId: stage.id, after: stage })
    pipelineChanged(tx, pipeline.id)
    return { commit: stage }
  })
