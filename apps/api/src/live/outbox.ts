import type {
  Acl,
  BoardEventType,
  CellDelta,
  Instant,
  Opportunity,
  OpportunityId,
  PipelineId,
  Ranked,
  StageId,
} from '@mekong/domain'

/** A card's place after a re-ranking, with what decides who may learn of it. */
export interface MovedAside extends Ranked, Acl {}

/** One card of a chunk, as it was seen before and as it is seen after; null: it was not there. */
export interface BulkEntry {
  readonly id: OpportunityId
  readonly before: Acl | null
  readonly after: Acl | null
}

/** What a stored event tells besides its columns. */
export interface EventPayload {
  /** The record after the change; absent when it left or was deleted. */
  readonly opportunity?: Opportunity
  readonly fromStageId?: StageId
  readonly toStageId?: StageId
  readonly ranks?: readonly MovedAside[]
  /** Columns whose totals the event tells. */
  readonly touchedStageIds: readonly StageId[]
  /** Of `BULK_CHANGED` alone. */
  readonly opportunityIds?: readonly BulkEntry[]
}

/** An event that a write wants to tell; the tail of its transaction gives it a number. */
export interface PendingEvent {
  readonly pipelineId: PipelineId
  readonly type: BoardEventType
  readonly opportunityId: OpportunityId | null
  readonly opportunityVersion: number | null
  readonly clientMutationId: string | null
  /** Who saw the card before, and who sees it after; null: nobody, it was not on this board. */
  readonly before: Acl | null
  readonly after: Acl | null
  readonly deltas: readonly CellDelta[]
  readonly payload: EventPayload
}

/** A row of `board_event`, as the feed reads it back. */
export interface StoredEvent extends PendingEvent {
  readonly seq: number
  readonly at: Instant
  readonly actorId: string | null
  readonly schemaVersion: number
}
