import { add, subtract, type CurrencyCode, type Decimal } from '../kernel/money.ts'
import type { StageId, TeamId, UserId } from '../kernel/id.ts'
import { isVisible, type Scope } from '../access/scope.ts'
import { weighted, type Opportunity } from '../opportunity/opportunity.ts'

/** Sums are exact and unrounded; screens round. */
export interface CurrencyTotal {
  readonly currency: CurrencyCode
  readonly count: number
  readonly amount: Decimal
  readonly weightedAmount: Decimal
}

/** What a column's head says, over all its cards. */
export interface ColumnTotals {
  readonly count: number
  /** One entry a currency, sorted by code. */
  readonly byCurrency: readonly CurrencyTotal[]
}

export const noTotals: ColumnTotals = { count: 0, byCurrency: [] }

/** A signed change of one kept cell: totals are kept by stage, team, owner and currency, and events carry the changes. */
export interface CellDelta {
  readonly stageId: StageId
  readonly teamId: TeamId | null
  readonly ownerId: UserId | null
  readonly currency: CurrencyCode
  readonly n: number
  readonly amount: Decimal
  readonly weighted: Decimal
}

type Counted = Pick<Opportunity, 'stageId' | 'teamId' | 'ownerId' | 'currency' | 'amount' | 'probability' | 'deletedAt'>

function cellOf(card: Counted, sign: 1 | -1): CellDelta {
  const amount = card.amount ?? '0'
  const weight = weighted(card) ?? '0'
  const signed = (value: Decimal) => (sign === 1 ? value : subtract('0', value))
  return {
    stageId: card.stageId,
    teamId: card.teamId,
    ownerId: card.ownerId,
    currency: card.currency,
    n: sign,
    amount: signed(amount),
    weighted: signed(weight),
  }
}

/** How one opportunity's change moves the cells. Nothing before: it came; nothing after, or deleted: it went. */
export function deltasOf(before: Counted | null, after: Counted | null): readonly CellDelta[] {
  const cells = [
    ...(before && before.deletedAt === null ? [cellOf(before, -1)] : []),
    ...(after && after.deletedAt === null ? [cellOf(after, 1)] : []),
  ]
  return mergeDeltas(cells)
}

/** Adds up changes of the same cell and drops those that cancel out. */
export function mergeDeltas(deltas: readonly CellDelta[]): readonly CellDelta[] {
  const merged = new Map<string, CellDelta>()
  for (const delta of deltas) {
    const key = JSON.stringify([delta.stageId, delta.teamId, delta.ownerId, delta.currency])
    const present = merged.get(key)
    merged.set(
      key,
      present
        ? {
            ...delta,
            n: present.n + delta.n,
            amount: add(present.amount, delta.amount),
            weighted: add(present.weighted, delta.weighted),
          }
        : delta,
    )
  }
  return [...merged.values()].filter((delta) => delta.n !== 0 || delta.amount !== '0' || delta.weighted !== '0')
}

export type TotalsByStage = ReadonlyMap<StageId, ColumnTotals>

/**
 * Totals after changes, as one reader sees them. `sign` -1 goes back in time. A currency of which nothing is left goes
 * at the end only: on the way a count may pass through zero.
 */
export function withDeltas(
  totals: TotalsByStage,
  deltas: readonly CellDelta[],
  scope: Scope,
  sign: 1 | -1 = 1,
): TotalsByStage {
  const visible = deltas.filter((delta) => isVisible(scope, delta))
  const next = new Map(totals)
  for (const delta of visible) next.set(delta.stageId, withDelta(next.get(delta.stageId) ?? noTotals, delta, sign))
  for (const { stageId } of visible) next.set(stageId, withoutEmpty(next.get(stageId) ?? noTotals))
  return next
}

function withDelta(totals: ColumnTotals, delta: CellDelta, sign: 1 | -1): ColumnTotals {
  const { currency } = delta
  const present = totals.byCurrency.find((entry) => entry.currency === currency)
  const step = sign === 1 ? add : subtract
  const entry: CurrencyTotal = {
    currency,
    count: (present?.count ?? 0) + sign * delta.n,
    amount: step(present?.amount ?? '0', delta.amount),
    weightedAmount: step(present?.weightedAmount ?? '0', delta.weighted),
  }
  const byCurrency = [...totals.byCurrency.filter((other) => other.currency !== currency), entry]
  return {
    count: totals.count + sign * delta.n,
    byCurrency: byCurrency.toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
  }
}

/** An entry that counts nothing and yet holds money would be a fault of the kept totals: it stays to be seen. */
const withoutEmpty = (totals: ColumnTotals): ColumnTotals => ({
  ...totals,
  byCurrency: totals.byCurrency.filter((e) => e.count !== 0 || e.amount !== '0' || e.weightedAmount !== '0'),
})

/** The totals in one currency, as a column's `amount` and `weightedAmount` give them; zero where it holds none. */
export function inCurrency(totals: ColumnTotals, currency: CurrencyCode): { amount: Decimal; weightedAmount: Decimal } {
  const entry = totals.byCurrency.find((total) => total.currency === currency)
  return { amount: entry?.amount ?? '0', weightedAmount: entry?.weightedAmount ?? '0' }
}
