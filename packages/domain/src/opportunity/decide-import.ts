import { may } from '../access/may.ts'
import { fault, invalid, type Fault } from '../kernel/fault.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Pipeline, Stage } from '../pipeline/stage.ts'
import type { Actor } from '../team/actor.ts'
import type { NamedThings } from './assignment.ts'
import { changesBetween } from './change.ts'
import { decideCreate } from './decide-create.ts'
import { decideEdit } from './decide-edit.ts'
import { decideMove } from './decide-move.ts'
import type { OpportunityFields } from './fields.ts'
import type { Opportunity } from './opportunity.ts'

/** Moments that only an import may set, since what it brings happened before. Absent or null: not told. */
export interface HistoricDates {
  readonly createdAt?: Instant | null | undefined
  readonly stageEnteredAt?: Instant | null | undefined
  readonly closedAt?: Instant | null | undefined
}

export interface ImportRequest {
  readonly fields: OpportunityFields
  /** Absent: a new one begins in the first open stage, a known one stays. */
  readonly stage?: Stage | undefined
  readonly dates: HistoricDates
}

export type ImportDecision =
  | { readonly kind: 'created' | 'updated'; readonly after: Opportunity }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

type Made = { readonly id: string; readonly rank: string; readonly now: Instant }

/** One row of a file: the same rules as by hand, and the dates of the past on top. */
export function decideImport(
  actor: Actor,
  pipeline: Pipeline,
  before: Opportunity | null,
  request: ImportRequest,
  named: NamedThings,
  made: Made,
): ImportDecision {
  return before === null
    ? importNew(actor, pipeline, request, named, made)
    : importKnown(actor, pipeline, before, request, named, made.now)
}

function importNew(
  actor: Actor,
  pipeline: Pipeline,
  request: ImportRequest,
  named: NamedThings,
  made: Made,
): ImportDecision {
  // A file may give one reason for all rows: it is that of the lost ones.
  const { lostReasonId, lostNote, ...fields } = request.fields
  const loss = request.stage?.kind === 'LOST' ? { lostReasonId, lostNote } : {}
  const create = { ...fields, ...loss, title: fields.title ?? '', stageId: request.stage?.id }
  const decided = decideCreate(actor, pipeline, create, named, made)
  if (decided.kind === 'refused') return decided
  return dated('created', decided.after, request.dates, { ...decided.after, stageEnteredAt: made.now, closedAt: null })
}

function importKnown(
  actor: Actor,
  pipeline: Pipeline,
  before: Opportunity,
  { fields, stage, dates }: ImportRequest,
  named: NamedThings,
  now: Instant,
): ImportDecision {
  if (!may(actor, 'opportunity:edit', before))
    return { kind: 'refused', faults: [fault('INVALID', 'taken', ['externalId'])] }
  if (before.deletedAt !== null || before.pipelineId !== pipeline.id)
    return { kind: 'refused', faults: [invalid('taken', ['externalId'])] }
  const present = pipeline.stages.find((s) => s.id === before.stageId)
  const target = stage ?? present
  if (!target || !present) return { kind: 'refused', faults: [invalid('stageGone', ['stage'])] }

  // A move takes the loss with it; the remaining fields are an edit in the stage where the card then is.
  const { lostReasonId, lostNote, ...others } = fields
  const moved = decideMove(before, target, target.kind === 'LOST' ? { lostReasonId, lostNote } : {}, now)
  if (moved.kind === 'refused') return moved
  const placed: Opportunity = moved.kind === 'moved' ? { ...moved.after, version: before.version } : before
  const loss = target.kind === 'LOST' && lostReasonId ? { lostReasonId, lostNote } : {}
  const edited = decideEdit(actor, placed, target, { ...others, ...loss }, named)
  if (edited.kind === 'refused') return edited
  const after = edited.kind === 'edited' ? { ...edited.after, version: before.version } : placed
  return dated('updated', after, dates, before)
}

/** Lays the told dates over a record. What is not told stays as it was for a known one, and is the run's for a new one. */
function dated(
  kind: 'created' | 'updated',
  record: Opportunity,
  dates: HistoricDates,
  known: Opportunity,
): ImportDecision {
  if (dates.closedAt && record.status === 'OPEN')
    return { kind: 'refused', faults: [invalid('notClosed', ['closedAt'])] }
  const stageEnteredAt = dates.stageEnteredAt ?? record.stageEnteredAt
  // Closed by this very row: when it entered its stage, unless the row says otherwise.
  const closedNow = record.closedAt !== known.closedAt
  const closedAt = record.status === 'OPEN' ? null : (dates.closedAt ?? (closedNow ? stageEnteredAt : record.closedAt))
  const after: Opportunity = { ...record, createdAt: dates.createdAt ?? record.createdAt, stageEnteredAt, closedAt }
  if (kind === 'created') return { kind, after }
  const isSame =
    changesBetween(known, after).length === 0 &&
    known.createdAt === after.createdAt &&
    known.stageEnteredAt === after.stageEnteredAt
  return isSame ? { kind: 'unchanged' } : { kind, after: { ...after, version: known.version + 1 } }
}
