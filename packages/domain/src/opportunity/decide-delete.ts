import { may } from '../access/may.ts'
import { fault, type Fault } from '../kernel/fault.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Actor } from '../team/actor.ts'
import type { Opportunity } from './opportunity.ts'

/** What was deleted can be restored for so long. */
export const restorableDays = 30

export type DeleteDecision =
  | { readonly kind: 'deleted' | 'restored'; readonly after: Opportunity }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

const refused = (fault: Fault) => ({ kind: 'refused', faults: [fault] }) as const
const gone = fault('NOT_FOUND', 'notFound', ['opportunityId'])
const forbidden = fault('FORBIDDEN', 'notAllowed', ['opportunityId'])

/** Deleting is soft: the record stays where it is and can come back. What is hidden or gone already is not found. */
export function decideDelete(actor: Actor, before: Opportunity, now: Instant): DeleteDecision {
  if (before.deletedAt !== null || !may(actor, 'opportunity:read', before)) return refused(gone)
  if (!may(actor, 'opportunity:delete', before)) return refused(forbidden)
  return { kind: 'deleted', after: { ...before, deletedAt: now, version: before.version + 1 } }
}

export function decideRestore(actor: Actor, before: Opportunity, now: Instant): DeleteDecision {
  if (!may(actor, 'opportunity:read', before)) return refused(gone)
  if (!may(actor, 'opportunity:restore', before)) return refused(forbidden)
  if (before.deletedAt === null) return refused(fault('INVALID', 'notDeleted', ['opportunityId']))
  const age = Date.parse(now) - Date.parse(before.deletedAt)
  if (age > restorableDays * 86_400_000) return refused(gone)
  return { kind: 'restored', after: { ...before, deletedAt: null, version: before.version + 1 } }
}
