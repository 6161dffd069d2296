import { fault, type Fault } from '../kernel/fault.ts'
import { limits, requiredText } from '../kernel/validate.ts'
import type { Criterion } from './criterion.ts'
import { holdingAt, unmetOf, type Facts, type Unmet } from './unmet.ts'

/** Somebody lets an opportunity pass although something is missing, and says why. */
export interface Override {
  readonly reason: string
}

export type Passage =
  | { readonly kind: 'open' }
  | { readonly kind: 'overridden'; readonly unmet: readonly Unmet[]; readonly reason: string }
  | { readonly kind: 'unmet'; readonly unmet: readonly Unmet[] }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

interface Asking {
  readonly override?: Override | null | undefined
  /** Whether the writer has the right to override; a road without a person never does. */
  readonly mayOverride: boolean
}

/** Whether an opportunity with these facts may enter the stage of these criteria. */
export const decideEntry = (criteria: readonly Criterion[], facts: Facts, asking: Asking): Passage =>
  decide(unmetOf(holdingAt(criteria, 'ENTERING'), facts), asking)

/**
 * Whether an edit of an opportunity in a stage may stand: it must not turn a criterion that was met, and that holds while
 * there, into an unmet one. What was unmet before stays an open matter: a later-tightened criterion stops no edit.
 */
export function decideStay(criteria: readonly Criterion[], before: Facts, after: Facts, asking: Asking): Passage {
  const holding = holdingAt(criteria, 'WHILE_IN')
  const wasUnmet = new Set(unmetOf(holding, before).map(({ criterion }) => criterion.id))
  return decide(
    unmetOf(holding, after).filter(({ criterion }) => !wasUnmet.has(criterion.id)),
    asking,
  )
}

/** All that is unmet can be overridden. */
export const isOverridable = (unmet: readonly Unmet[]): boolean =>
  unmet.every(({ criterion }) => criterion.isOverridable)

function decide(unmet: readonly Unmet[], { override, mayOverride }: Asking): Passage {
  if (unmet.length === 0) return { kind: 'open' }
  if (!override) return { kind: 'unmet', unmet }
  const faults = requiredText(override.reason, limits.note, ['override', 'reason'])
  if (faults.length > 0) return { kind: 'refused', faults }
  if (!mayOverride) return { kind: 'refused', faults: [fault('FORBIDDEN', 'notAllowed', ['override'])] }
  return isOverridable(unmet) ? { kind: 'overridden', unmet, reason: override.reason.trim() } : { kind: 'unmet', unmet }
}
