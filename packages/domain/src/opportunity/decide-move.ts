import { fault, type Fault } from '../kernel/fault.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Stage } from '../pipeline/stage.ts'
import type { FieldChange, HistoryKind } from './change.ts'
import type { Opportunity, TrackedField } from './opportunity.ts'
import { faultsOfLoss, placedIn, type Loss, type Placed } from './place.ts'

export interface MoveRequest extends Loss {
  /** The stage in which the mover saw it. */
  readonly expectedStageId?: string | null | undefined
  /** The version that the mover saw. */
  readonly expectedVersion?: number | null | undefined
}

/** What a decision about a move reads: both the record and a card on a screen have it. */
export type Movable = Pick<
  Opportunity,
  'pipelineId' | 'stageId' | 'status' | 'closedAt' | 'reopenStageId' | 'lostReasonId' | 'lostNote' | 'version'
>

export type MoveDecision<M extends Movable> =
  | { readonly kind: 'moved'; readonly after: M & Placed; readonly history: HistoryKind }
  /** Another place in its own column: no version, no history. */
  | { readonly kind: 'reordered' }
  | { readonly kind: 'stale' }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

/** A move is stale when one of these changed since the version that the mover saw; within a column, only the first two. */
export const placeFields: readonly TrackedField[] = ['stageId', 'pipelineId', 'status', 'ownerId', 'deletedAt']
const columnFields = placeFields.slice(0, 2)

/**
 * A move to a stage, of the same pipeline or another (a transfer). The same rule runs in the browser before the round
 * trip and on the server with authority. `since` are the steps made after `expectedVersion`. Within a column the last
 * writer wins, unless the mover saw the card elsewhere.
 */
export function decideMove<M extends Movable>(
  record: M,
  to: Stage,
  request: MoveRequest,
  now: Instant,
  since: readonly Pick<FieldChange, 'field'>[] = [],
): MoveDecision<M> {
  const isInColumn = to.id === record.stageId
  const decisive = isInColumn ? columnFields : placeFields
  if (request.expectedStageId && request.expectedStageId !== record.stageId) return { kind: 'stale' }
  const seenOlder = typeof request.expectedVersion === 'number' && request.expectedVersion < record.version
  if (seenOlder && since.some((step) => decisive.includes(step.field))) return { kind: 'stale' }
  if (isInColumn) return { kind: 'reordered' }
  const faults = faultsOfLoss(to.kind, request, record.lostReasonId)
  if (faults.length > 0) return { kind: 'refused', faults }
  const after = { ...record, ...placedIn(record, to, request, now), version: record.version + 1 }
  return { kind: 'moved', after, history: historyOf(record, to) }
}

function historyOf(record: Movable, to: Stage): HistoryKind {
  if (to.kind === 'OPEN') return record.status === 'OPEN' ? 'MOVED' : 'REOPENED'
  if (record.status === to.kind) return 'MOVED'
  return to.kind
}

export type ReopenDecision<M extends Movable> = MoveDecision<M> | { readonly kind: 'no-open-stage' }

/** Back to the stage that it left when it was closed; if that is gone, to the first open one. */
export function decideReopen<M extends Movable>(record: M, stages: readonly Stage[], now: Instant): ReopenDecision<M> {
  if (record.status === 'OPEN') return { kind: 'refused', faults: [fault('INVALID', 'notClosed', ['opportunityId'])] }
  const open = stages.filter((stage) => stage.kind === 'OPEN').toSorted((a, b) => a.position - b.position)
  const to = open.find((stage) => stage.id === record.reopenStageId) ?? open[0]
  return to ? decideMove(record, to, {}, now) : { kind: 'no-open-stage' }
}
