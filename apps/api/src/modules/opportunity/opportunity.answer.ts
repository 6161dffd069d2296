import {
  fault,
  may,
  type Actor,
  type Fault,
  type FieldConflict,
  type Instant,
  type Opportunity,
  type UserId,
} from '@mekong/domain'
import type { Decided, Written } from '../../data/write.ts'

/** What a write of one opportunity keeps under its idempotency key. */
export interface Kept {
  readonly opportunity: Opportunity
  /** Where its board stood, when the write changed nothing and so told it nothing. */
  readonly seq: number | null
}

/** Written, or as it was asked for already. `seq` is how far its board has got with it. */
export interface Saved {
  readonly kind: 'saved'
  readonly opportunity: Opportunity
  readonly seq: number
}

export interface Refused {
  readonly kind: 'refused'
  readonly faults: readonly Fault[]
}

/** Somebody moved it since: here is where it stands, and who and when it was. */
export interface StaleMove {
  readonly kind: 'stale'
  readonly current: Opportunity
  readonly movedById: UserId | null
  readonly movedAt: Instant | null
}

/** Somebody wrote the same fields since. */
export interface StaleEdit {
  readonly kind: 'conflict'
  readonly current: Opportunity
  readonly conflicts: readonly FieldConflict[]
}

export const refuse = (...faults: readonly Fault[]): Decided<never, Refused> => ({
  refuse: { kind: 'refused', faults },
})

export const notFound = (field: string): Decided<never, Refused> => refuse(fault('NOT_FOUND', 'notFound', [field]))

/** Whether this actor may change a card. Unknown, hidden and deleted are one answer. */
export function refusalOfEdit(actor: Actor, card: Opportunity): Decided<never, Refused> | undefined {
  if (card.deletedAt !== null || !may(actor, 'opportunity:read', card)) return notFound('opportunityId')
  if (!may(actor, 'opportunity:edit', card)) return refuse(fault('FORBIDDEN', 'notAllowed', ['opportunityId']))
  return undefined
}

/** The answer of a use case from what became of its write. */
export function answered<R>(written: Written<Kept, R>): Saved | R | Refused {
  if (written.kind === 'refused') return written.refusal
  if (written.kind === 'key-refused') return { kind: 'refused', faults: [written.fault] }
  const { opportunity, seq } = written.outcome
  return { kind: 'saved', opportunity, seq: written.positions[opportunity.pipelineId] ?? seq ?? 0 }
}
