import { fault, faultsOfDeletion, type Stage, type StageId } from '@mekong/domain'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes, WriteTx } from '../../data/write.ts'
import { chunkSize } from '../opportunity/rewrite-chunk.ts'
import { lockColumns } from './column-lock.ts'
import { emptyStage } from './empty-stage.ts'
import { pipelineChanged } from './pipeline-changed.ts'
import { PipelineStore } from './pipeline.store.ts'

export interface DeleteStageRequest extends Keyed {
  readonly id: string
  /** Where its opportunities go; wanted when it holds any. */
  readonly moveToStageId: string | null
}

export interface DeletedStage {
  readonly deletedId: StageId
  readonly movedCount: number
}

/**
 * Deletes a stage and moves what is in it to another of the same kind and pipeline; nothing is ever without a stage.
 * A full column is emptied in chunks, each a write of its own, and the stage goes with the last of them: whoever asks
 * again after a failure goes on where it stopped.
 */
export async function deleteStage(writes: Writes, caller: Writer, request: DeleteStageRequest): Outcome<DeletedStage> {
  for (let movedBefore = 0; ;) {
    let isFull = false
    const written = await change<DeletedStage>(writes, caller, operation, request, async (tx) => {
      const found = await findStages(tx, request)
      isFull = 'stage' in found && found.count > chunkSize
      if (!('stage' in found) || isFull) return { refuse: 'stage' in found ? [] : found.faults }
      const moved = found.moveTo ? await emptyStage(tx, found.stage, found.moveTo) : 0
      const store = new PipelineStore(tx.sql)
      await store.archiveStage(found.stage.id, tx.now)
      await store.placeStages(found.others.map(({ id }) => id))
      tx.audit({ action: 'DELETE_STAGE', subjectId: found.stage.id, before: found.stage })
      pipelineChanged(tx, found.stage.pipelineId)
      return { commit: { deletedId: found.stage.id, movedCount: movedBefore + moved } }
    })
    if (!isFull) return written
    movedBefore += await emptyPart(writes, caller, request)
  }
}

const operation = ['deleteStage', 'setup:write'] as const

async function emptyPart(writes: Writes, caller: Writer, request: DeleteStageRequest): Promise<number> {
  const written = await change<number>(
    writes,
    caller,
    operation,
    { ...request, clientMutationId: null },
    async (tx) => {
      const found = await findStages(tx, request)
      return { commit: 'stage' in found && found.moveTo ? await emptyStage(tx, found.stage, found.moveTo) : 0 }
    },
  )
  return written.kind === 'written' ? written.outcome : 0
}

interface Found {
  readonly stage: Stage
  readonly others: readonly Stage[]
  readonly moveTo: Stage | undefined
  /** Of all that must move, deleted ones too. */
  readonly count: number
}

/** The stages, held until the write ends, so that nothing falls into one that is going. */
async function findStages(
  tx: WriteTx,
  { id, moveToStageId }: DeleteStageRequest,
): Promise<Found | { readonly faults: ReturnType<typeof faultsOfDeletion> }> {
  const store = new PipelineStore(tx.sql)
  const unlocked = await store.stage(id)
  const pipeline = unlocked && (await store.lockedPipeline(unlocked.pipelineId))
  const stage = pipeline?.stages.find((other) => other.id === id)
  if (!pipeline || !stage) return { faults: [fault('NOT_FOUND', 'notFound', ['id'])] }
  const others = pipeline.stages.filter((other) => other.id !== id)
  const asked = moveToStageId === null ? undefined : await store.stage(moveToStageId)
  if (asked === null) return { faults: [fault('NOT_FOUND', 'notFound', ['moveToStageId'])] }
  // What is deleted may come back, and then it wants a stage.
  const moveTo = asked ?? others.find(({ kind }) => kind === stage.kind)
  await lockColumns(tx.sql, moveTo ? [id, moveTo.id] : [id])
  const { living, all } = await store.countIn(id)
  const isUsed = living > 0 || (moveTo === undefined && all > 0)
  const faults = faultsOfDeletion(stage, others, isUsed, asked)
  return faults.length > 0 ? { faults } : { stage, others, moveTo, count: moveTo ? all : 0 }
}
