import type { FieldChange, HistoryKind, Instant, UserId } from '@mekong/domain'

/** An operation as it is read. */
export interface HistoryEntry {
  readonly id: string
  readonly at: Instant
  readonly kind: HistoryKind
  readonly actorId: UserId | null
  readonly changes: readonly FieldChange[]
}
