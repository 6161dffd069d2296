import { mayChangeClosedOwner } from '../access/may.ts'
import { fault, invalid, type Fault } from '../kernel/fault.ts'
import { parseDecimal } from '../kernel/money.ts'
import { amountOf } from '../kernel/validate.ts'
import type { Stage } from '../pipeline/stage.ts'
import type { Actor } from '../team/actor.ts'
import { faultsOfNames, type NamedThings } from './assignment.ts'
import { changesBetween, fieldText, type FieldChange } from './change.ts'
import { faultsOfFields, withFields, type OpportunityFields } from './fields.ts'
import type { Opportunity, TrackedField } from './opportunity.ts'
import { chanceIn } from './place.ts'

/** One field that two people wrote: what I wanted, what stands, what stood when I began. */
export interface FieldConflict {
  readonly field: TrackedField
  readonly mine: string | null
  readonly theirs: string | null
  readonly before: string | null
}

export type EditDecision =
  | { readonly kind: 'edited'; readonly after: Opportunity; readonly changes: readonly FieldChange[] }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'conflict'; readonly conflicts: readonly FieldConflict[] }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

/**
 * An edit of an opportunity's own fields. `since` are the steps that others made after the version that the writer saw
 * (oldest first): edits of other fields merge, an edit of the same field to another value is a conflict.
 */
export function decideEdit(
  actor: Actor,
  before: Opportunity,
  stage: Stage,
  fields: OpportunityFields,
  named: NamedThings,
  since: readonly FieldChange[] = [],
): EditDecision {
  const faults = [...faultsOfFields(fields), ...faultsOfNames(actor, named), ...faultsOfState(actor, before, fields)]
  if (faults.length > 0) return { kind: 'refused', faults }

  const after = { ...before, ...withFields(before, fields), ...chance(before, stage, fields) }
  const money = after.amount === null ? [] : amountOf(after.amount, after.currency, ['amount'])
  if (money.length > 0) return { kind: 'refused', faults: money }

  const changes = changesBetween(before, after)
  const conflicts = changes.flatMap((change): FieldConflict[] => {
    const first = since.find((step) => step.field === change.field)
    return first
      ? [{ field: change.field, mine: change.after, theirs: fieldText(before, change.field), before: first.before }]
      : []
  })
  if (conflicts.length > 0) return { kind: 'conflict', conflicts }
  if (changes.length === 0) return { kind: 'unchanged' }
  return { kind: 'edited', after: { ...after, version: before.version + 1 }, changes }
}

/** What the state of the record forbids. */
function faultsOfState(actor: Actor, before: Opportunity, fields: OpportunityFields): Fault[] {
  const faults: Fault[] = []
  if (fields.lostReasonId === null && before.status === 'LOST')
    faults.push(fault('LOST_REASON_REQUIRED', 'lostReasonRequired', ['lostReasonId']))
  if (fields.lostReasonId && before.status !== 'LOST') faults.push(invalid('lostReasonOnlyWhenLost', ['lostReasonId']))
  if (fields.lostNote && before.status !== 'LOST') faults.push(invalid('lostReasonOnlyWhenLost', ['lostNote']))
  if (fields.probability && before.status !== 'OPEN') faults.push(invalid('probabilityClosed', ['probability']))
  const newOwner = fields.ownerId !== undefined && fields.ownerId !== before.ownerId
  if (newOwner && before.status !== 'OPEN' && !mayChangeClosedOwner(actor))
    faults.push(fault('FORBIDDEN', 'closedOwner', ['ownerId']))
  return faults
}

function chance(
  before: Opportunity,
  stage: Stage,
  fields: OpportunityFields,
): Pick<Opportunity, 'probability' | 'probabilitySource'> {
  if (fields.probability === undefined || before.status !== 'OPEN') return before
  if (fields.probability === null) return { probability: chanceIn(stage), probabilitySource: 'STAGE' }
  return { probability: parseDecimal(fields.probability) ?? before.probability, probabilitySource: 'MANUAL' }
}
