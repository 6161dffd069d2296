import { invalid, type Fault } from '../kernel/fault.ts'
import type { Account } from './account.ts'

export type ReactivateDecision =
  | { readonly kind: 'reactivated'; readonly after: Account }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

/**
 * Somebody comes back, to their teams but not as their leader. Who was asked to come and hasn't yet never left:
 * they come by their invitation.
 */
export function decideReactivate(before: Account, { isInvited }: { readonly isInvited: boolean }): ReactivateDecision {
  if (before.isActive) return { kind: 'unchanged' }
  if (isInvited) return { kind: 'refused', faults: [invalid('stillInvited', ['id'])] }
  return { kind: 'reactivated', after: { ...before, isActive: true } }
}
