import { fault, type Fault } from '../kernel/fault.ts'

/**
 * The right to amounts, in one place: whoever has it not sees no sum of money, neither of one opportunity nor of many,
 * neither as it is nor as it was; can't search, sort or group by one, which would tell it by the order; and writes none.
 * Currencies stay, since a card says in which one it would be paid.
 */
export interface AmountReader {
  readonly seesAmounts: boolean
}

/** A sum as this reader gets it. Whether there was one at all is told by the same null. */
export const amountSeenBy = <V>(reader: AmountReader, sum: V): V | null => (reader.seesAmounts ? sum : null)

/** Whether a field of an opportunity, by its name in history and conflicts, holds a sum. */
export const isAmount = (field: string): boolean => field === 'amount'

interface Step {
  readonly field: string
  readonly before: string | null
}

/** A step of a history as this reader gets it: that somebody changed the amount, and not from what to what. */
export const stepSeenBy = <S extends Step & { readonly after: string | null }>(reader: AmountReader, step: S): S =>
  reader.seesAmounts || !isAmount(step.field) ? step : { ...step, before: null, after: null }

/** A conflict as this reader gets it. */
export const conflictSeenBy = <C extends Step & { readonly mine: string | null; readonly theirs: string | null }>(
  reader: AmountReader,
  conflict: C,
): C =>
  reader.seesAmounts || !isAmount(conflict.field) ? conflict : { ...conflict, mine: null, theirs: null, before: null }

interface WrittenMoney {
  readonly amount?: object | null | undefined
  readonly currency?: string | null | undefined
}

/**
 * What forbids a writer to write this money. Of something new, no amount is none written. Of what is there, null would
 * erase an amount, and another currency would make another sum of it, or by a refusal tell how many digits it has.
 */
export function faultsOfAmounts(
  writer: AmountReader,
  { amount, currency }: WrittenMoney,
  present: { readonly currency: string } | null,
): Fault[] {
  if (writer.seesAmounts) return []
  const writesAmount = present === null ? amount !== undefined && amount !== null : amount !== undefined
  const writesCurrency = present !== null && currency !== undefined && currency !== present.currency
  return [
    ...(writesAmount ? [fault('FORBIDDEN', 'amountsHidden', ['amount'])] : []),
    ...(writesCurrency ? [fault('FORBIDDEN', 'amountsHidden', ['currency'])] : []),
  ]
}
