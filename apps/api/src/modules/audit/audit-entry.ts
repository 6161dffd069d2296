import type { AuditAction, AuditStep, Instant, UserId } from '@mekong/domain'

/** Something that was done or tried, as it is read: from the audit, or from the history of an opportunity. */
export interface AuditEntry {
  readonly id: string
  readonly at: Instant
  readonly actorId: UserId | null
  /** The session or key by which it came. */
  readonly viaId: string | null
  readonly address: string | null
  readonly agent: string | null
  readonly action: AuditAction
  readonly subjectId: string | null
  readonly changes: readonly AuditStep[]
  /** The code of the refusal; null: it was done. */
  readonly refusal: string | null
}
