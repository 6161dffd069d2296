import type { BoardEvent } from '@mekong/domain'
import type { BoardEventFragment, BoardEventsSubscription, BoardResyncReason } from '@mekong/schema/documents'
import { cardOf, type BoardCard, type Named } from './board-card.ts'
import { readingOf, totalsOf, type BoardReading } from './reading.ts'

/** One committed change: what the reducer needs, and who did it for those who watch. */
export interface FeedEvent extends BoardEvent<BoardCard> {
  readonly at: string
  readonly actor: Named | null
  readonly clientMutationId: string | null
  readonly fromStageId: string | null
  readonly toStageId: string | null
}

export interface FeedPage {
  readonly fromSeq: number
  readonly toSeq: number
  readonly events: readonly FeedEvent[]
}

export type FeedMessage =
  | { readonly kind: 'snapshot'; readonly cursor: string; readonly reading: BoardReading }
  | ({ readonly kind: 'events'; readonly cursor: string } & FeedPage)
  | { readonly kind: 'heartbeat'; readonly cursor: string; readonly seq: number }
  | { readonly kind: 'resync'; readonly reason: BoardResyncReason }

export const eventOf = (event: BoardEventFragment): FeedEvent => ({
  seq: event.seq,
  at: event.at,
  actor: event.actor && { id: event.actor.id, name: event.actor.name },
  clientMutationId: event.clientMutationId,
  type: event.type,
  opportunityId: event.opportunityId,
  card: event.opportunity && cardOf(event.opportunity),
  fromStageId: event.fromStage?.id ?? null,
  toStageId: event.toStage?.id ?? null,
  columns: event.columns.map(({ stageId, totals }) => ({ stageId, totals: totalsOf(totals) })),
  ranks: event.ranks.map(({ opportunityId, rank }) => ({ id: opportunityId, rank })),
  opportunityIds: event.opportunityIds,
})

export function messageOf(message: BoardEventsSubscription['boardEvents']): FeedMessage {
  switch (message.__typename) {
    case 'BoardSnapshot':
      return { kind: 'snapshot', cursor: message.cursor, reading: readingOf(message) }
    case 'BoardEvents': {
      const { cursor, fromSeq, toSeq, events } = message
      return { kind: 'events', cursor, fromSeq, toSeq, events: events.map(eventOf) }
    }
    case 'BoardHeartbeat':
      return { kind: 'heartbeat', cursor: message.cursor, seq: message.seq }
    case 'BoardResync':
      return { kind: 'resync', reason: message.reason }
  }
}
