import { amountSeenBy, conflictSeenBy, isAmount, stepSeenBy, type AuditStep, type FieldConflict } from '@mekong/domain'
import { ApiError } from '../http/errors.ts'
import type { Context } from '../http/context.ts'
import type { Condition } from './filter.ts'

/** Every field of the graph that holds a sum of money of opportunities; a test compares it with the schema. */
export const amountFields = [
  'Opportunity.amount',
  'Opportunity.weightedAmount',
  'ColumnTotals.amount',
  'ColumnTotals.weightedAmount',
  'CurrencyTotal.amount',
  'CurrencyTotal.weightedAmount',
] as const

type AmountField = (typeof amountFields)[number]

type Reading = Pick<Context, 'caller' | 'redacted'>

/** A sum as the caller gets it. What is withheld is named in the answer, the same whether there is a sum or not. */
export function seenAmount<V>({ caller, redacted }: Reading, field: AmountField, sum: V): V | null {
  if (!caller.actor.seesAmounts) redacted.add(field)
  return amountSeenBy(caller.actor, sum)
}

/** A step of a history or of the audit as the caller gets it. */
export function seenStep<S extends AuditStep>({ caller, redacted }: Reading, step: S): S {
  if (!caller.actor.seesAmounts && isAmount(step.field)) redacted.add('FieldChange.before').add('FieldChange.after')
  return stepSeenBy(caller.actor, step)
}

export const seenConflict = ({ caller }: Pick<Context, 'caller'>, conflict: FieldConflict): FieldConflict =>
  conflictSeenBy(caller.actor, conflict)

/** Who does not see amounts can't ask by them either: a filter or an order would tell them. */
export const amountsHidden = (argument: string): ApiError =>
  new ApiError('FORBIDDEN', { say: (words) => words.errors.input.amountsHidden, extensions: { fields: [argument] } })

/** In place of a condition on a sum. */
export const hiddenAmount =
  (argument: string): Condition<object> =>
  () => {
    throw amountsHidden(argument)
  }
