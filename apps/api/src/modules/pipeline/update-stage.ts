import {
  defaultChance,
  fault,
  faultsOfKind,
  faultsOfStage,
  invalid,
  stageName,
  type Locale,
  type Pipeline,
  type Stage,
  type StageFields,
} from '@mekong/domain'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes, WriteTx } from '../../data/write.ts'
import { chunkSize } from '../opportunity/rewrite-chunk.ts'
import { applyChance, countToApply } from './apply-chance.ts'
import { lockColumns } from './column-lock.ts'
import { pipelineChanged } from './pipeline-changed.ts'
import { PipelineStore } from './pipeline.store.ts'

export interface UpdateStageRequest extends StageFields, Keyed {
  readonly id: string
  /** Whether a new default chance goes for what is in the stage already, besides what enters. */
  readonly applyProbabilityToOpen: boolean
}

/**
 * Changes a stage. A new chance for what is in it is applied in chunks, each a write of its own, and the stage changes
 * with the last of them. `locale` is the one in which its name was read: to write a preset's name back is no renaming.
 */
export async function updateStage(
  writes: Writes,
  caller: Writer,
  request: UpdateStageRequest,
  locale: Locale,
): Outcome<Stage> {
  for (;;) {
    let isFull = false
    const written = await change<Stage>(writes, caller, operation, request, async (tx) => {
      const found = await decide(tx, request, locale)
      if ('faults' in found) return { refuse: found.faults }
      const { before, after } = found
      if (request.applyProbabilityToOpen) {
        isFull = (await countToApply(tx, after)) > chunkSize
        if (isFull) return { refuse: [] }
        await applyChance(tx, after)
      }
      if (isSame(before, after)) return { commit: before }
      await new PipelineStore(tx.sql).updateStage(after)
      tx.audit({ action: 'UPDATE_STAGE', subjectId: after.id, before, after })
      pipelineChanged(tx, after.pipelineId)
      return { commit: after }
    })
    if (!isFull) return written
    await change<null>(writes, caller, operation, { ...request, clientMutationId: null }, async (tx) => {
      const found = await decide(tx, request, locale)
      if ('after' in found) await applyChance(tx, found.after)
      return { commit: null }
    })
  }
}

const operation = ['updateStage', 'setup:write'] as const

async function decide(
  tx: WriteTx,
  request: UpdateStageRequest,
  locale: Locale,
): Promise<{ before: Stage; after: Stage } | { faults: ReturnType<typeof faultsOfStage> }> {
  const store = new PipelineStore(tx.sql)
  const unlocked = await store.stage(request.id)
  const pipeline = unlocked && (await store.lockedPipeline(unlocked.pipelineId))
  const before = pipeline?.stages.find(({ id }) => id === request.id)
  if (!pipeline || !before) return { faults: [fault('NOT_FOUND', 'notFound', ['id'])] }
  // Whoever puts an opportunity here must know its kind and its chance: the two take turns.
  if (request.applyProbabilityToOpen || (request.kind ?? before.kind) !== before.kind)
    await lockColumns(tx.sql, [before.id])
  const faults = [
    ...faultsOfStage(request),
    ...faultsOfKind(before, request.kind, await store.wasUsed(before.id)),
    ...faultsOfLastOpen(pipeline, before, request),
  ]
  return faults.length > 0 ? { faults } : { before, after: edited(before, request, locale) }
}

/** New opportunities need a place to begin. */
const faultsOfLastOpen = ({ stages }: Pipeline, before: Stage, { kind }: UpdateStageRequest) =>
  before.kind === 'OPEN' &&
  kind !== undefined &&
  kind !== 'OPEN' &&
  !stages.some((other) => other.kind === 'OPEN' && other.id !== before.id)
    ? [invalid('lastOpenStage', ['kind'])]
    : []

function edited(before: Stage, request: UpdateStageRequest, locale: Locale): Stage {
  const kind = request.kind ?? before.kind
  const isRenamed = typeof request.name === 'string' && request.name !== stageName(before, locale)
  const chance = request.probability ?? (kind === before.kind ? before.probability : undefined)
  return {
    ...before,
    name: isRenamed ? (request.name ?? before.name) : before.name,
    kind,
    color: request.color ?? before.color,
    probability: defaultChance(kind, chance),
    isFolded: request.isFolded ?? before.isFolded,
    rottenAfterDays: request.rottenAfterDays === undefined ? before.rottenAfterDays : request.rottenAfterDays,
  }
}

const isSame = (a: Stage, b: Stage): boolean => JSON.stringify(a) === JSON.stringify({ ...a, ...b })
