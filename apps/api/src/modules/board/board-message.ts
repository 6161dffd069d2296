import type { Instant, PipelineId, SeenEvent } from '@mekong/domain'

/** Why a feed can't go on from a position. */
export type ResyncReason = 'EPOCH' | 'RETENTION' | 'ACL_CHANGED' | 'TOO_FAR_BEHIND' | 'INVALID_CURSOR'

/** An event as one reader sees it, with who made it, when and under which key. */
export interface ToldEvent extends SeenEvent {
  readonly pipelineId: PipelineId
  readonly at: Instant
  readonly actorId: string | null
  readonly clientMutationId: string | null
}

/** Everything in `fromSeq..toSeq` that a reader may see. */
export interface EventsMessage {
  readonly kind: 'events'
  readonly fromSeq: number
  readonly toSeq: number
  readonly events: readonly ToldEvent[]
  readonly cursor: string
}

/** The board itself is read while the message is executed, for only the selection says how much of it is wanted. */
export interface SnapshotMessage {
  readonly kind: 'snapshot'
  readonly pipelineId: PipelineId
  readonly readerHalf: string
  /** Where the board was when it was read: whoever reads it says so here. */
  seq: number | undefined
}

export interface HeartbeatMessage {
  readonly kind: 'heartbeat'
  readonly seq: number
  readonly serverTime: Instant
  readonly cursor: string
}

export interface ResyncMessage {
  readonly kind: 'resync'
  readonly reason: ResyncReason
}

/** What `boardEvents` yields; `kind` tells the members of the union apart. */
export type BoardMessage = EventsMessage | SnapshotMessage | HeartbeatMessage | ResyncMessage
