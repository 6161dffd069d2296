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

const forbidden = { kind: 'refused', faults: [fault('FORBIDDEN', 'notAllowed', ['opportunityId'])] } as const

export function decideDelete(actor: Actor, before: Opportunity, now: Instant): DeleteDecision {
  if (!may(actor, 'opportunity:delete', before)) return forbidden
  return { kind: 'deleted', after: { ...before, deletedAt: now, version: before.version + 1 } }
}

export function decideRestore(actor: Actor, before: Opportunity, now: Instant): DeleteDecision {
  if (!may(actor, 'opportunity:restore', before)) return forbidden
  if (before.deletedAt === null) return { kind: 'refused', faults: [fault('INVALID', 'notDeleted', ['opportunityId'])] }
  const age = Date.parse(now) - Date.parse(before.deletedAt)
  if (age > restorableDays * 86_400_000)
    return { kind: 'refused', faults: [fault('NOT_FOUND', 'notFound', ['opportunityId'])] }
  return { kind: 'restored', after: { ...before, deletedAt: null, version: before.version + 1 } }
}
