import { faultsOfAmounts } from '../access/amounts.ts'
import { mayChangeClosedOwner } from '../access/may.ts'
import { fault, invalid, type Fault } from '../kernel/fault.ts'
import { parseDecimal } from '../kernel/money.ts'
import { amountOf } from '../kernel/validate.ts'
import type { Stage } from '../pipeline/stage.ts'
import type { Actor } from '../team/actor.ts'
import { faultsOfNames, type NamedThings } from './assignment.ts'
import { changesBetween, type FieldChange } from './change.ts'
import { faultsOfFields, isGiven, withFields, type OpportunityFields } from './fields.ts'
import type { Opportunity, TrackedField } from './opportunity.ts'
import { chanceIn, faultsOfLoss } from './place.ts'

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
  const faults = [
    ...faultsOfAmounts(actor, fields, before),
    ...faultsOfFields(fields),
    ...faultsOfNames(actor, newNames(before, named)),
    ...faultsOfState(actor, before, fields),
  ]
  if (faults.length > 0) return { kind: 'refused', faults }

  const after = { ...before, ...withFields(before, fields), ...chance(before, stage, fields) }
  const money = after.amount === null ? [] : amountOf(after.amount, after.currency, ['amount'])
  if (money.length > 0) return { kind: 'refused', faults: money }

  const changes = changesBetween(before, after)
  const conflicts = toldOnce(changes.flatMap((change) => conflictOf(before, change, since)))
  if (conflicts.length > 0) return { kind: 'conflict', conflicts }
  if (changes.length === 0) return { kind: 'unchanged' }
  return { kind: 'edited', after: { ...after, version: before.version + 1 }, changes }
}

/** A form that sends the present owner and team along gives nothing away: only new ones are the actor's to name. */
const newNames = (before: Opportunity, named: NamedThings): NamedThings => ({
  ...named,
  owner: named.owner?.id === before.ownerId ? undefined : named.owner,
  team: named.team?.id === before.teamId ? undefined : named.team,
})

/** What the state of the record forbids. */
function faultsOfState(actor: Actor, before: Opportunity, fields: OpportunityFields): Fault[] {
  const faults = faultsOfLoss(before.status, fields, fields.lostReasonId === null ? null : before.lostReasonId)
  if (isGiven(fields.probability) && before.status !== 'OPEN')
    faults.push(invalid('probabilityClosed', ['probability']))
  const newOwner = fields.ownerId !== undefined && fields.ownerId !== before.ownerId
  if (newOwner && before.status !== 'OPEN' && !mayChangeClosedOwner(actor))
    faults.push(fault('FORBIDDEN', 'closedOwner', ['ownerId']))
  return faults
}

function chance(
  { probability, probabilitySource }: Opportunity,
  stage: Stage,
  fields: OpportunityFields,
): Pick<Opportunity, 'probability' | 'probabilitySource'> {
  if (fields.probability === undefined) return { probability, probabilitySource }
  if (fields.probability === null) return { probability: chanceIn(stage), probabilitySource: 'STAGE' }
  return { probability: parseDecimal(fields.probability) ?? probability, probabilitySource: 'MANUAL' }
}

/** An amount means nothing without its currency: who writes one has read the other. */
const readWith: Readonly<Partial<Record<TrackedField, TrackedField>>> = { amount: 'currency', currency: 'amount' }

function conflictOf(before: Opportunity, change: FieldChange, since: readonly FieldChange[]): FieldConflict[] {
  const { field, after: mine, before: theirs } = change
  const first = since.find((step) => step.field === field)
  if (first) return [{ field, mine, theirs, before: first.before }]
  return since.some((step) => step.field === readWith[field]) ? [{ field, mine, theirs, before: theirs }] : []
}

/** Where a probability comes from follows from how it was written: nobody has to settle both. */
const toldOnce = (conflicts: readonly FieldConflict[]): readonly FieldConflict[] =>
  conflicts.some(({ field }) => field === 'probability')
    ? conflicts.filter(({ field }) => field !== 'probabilitySource')
    : conflicts
