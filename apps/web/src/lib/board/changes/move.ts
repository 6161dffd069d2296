import { decideMove, type Fault, type LostReasonId, type Pipeline, type PlaceHint, type Stage } from '@mekong/domain'
import type { BoardCard, Named } from '../feed/board-card.ts'

/** A move as somebody makes it: by hand, key or menu. */
export interface MoveIntent {
  readonly cardId: string
  readonly toStageId: string
  readonly hint: PlaceHint
  /** Where and how the mover saw the card when they took it. */
  readonly seen: Pick<BoardCard, 'stageId' | 'version'>
  readonly lostReason?: Named
  readonly lostNote?: string
}

export type MoveVerdict =
  /** What the card becomes; empty for another place in its own column. */
  | { readonly kind: 'allowed'; readonly after: Partial<BoardCard> }
  | { readonly kind: 'asks-reason' }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }
  | { readonly kind: 'stale' }
  | { readonly kind: 'stage-gone' }

/** The domain's own decision, made before the round trip: the server will say the same. */
export function judgeMove(card: BoardCard, pipeline: Pipeline, intent: MoveIntent, now: string): MoveVerdict {
  const to = pipeline.stages.find((stage) => stage.id === intent.toStageId)
  if (!to) return { kind: 'stage-gone' }
  const lostReasonId: LostReasonId | undefined = intent.lostReason?.id
  const request = { expectedStageId: intent.seen.stageId, lostReasonId, lostNote: intent.lostNote }
  const decision = decideMove(card, to, request, now)
  switch (decision.kind) {
    case 'reordered':
      return { kind: 'allowed', after: {} }
    case 'stale':
      return { kind: 'stale' }
    case 'refused':
      return decision.faults.some((fault) => fault.code === 'LOST_REASON_REQUIRED')
        ? { kind: 'asks-reason' }
        : { kind: 'refused', faults: decision.faults }
    case 'moved': {
      // Only what the move itself decides: other fields keep following the feed while it is on its way.
      const { stageId, status, probability, probabilitySource, closedAt, stageEnteredAt, version } = decision.after
      const { lostReasonId: reasonId, lostNote } = decision.after
      const lostReason = intent.lostReason ?? (reasonId === null ? null : card.lostReason)
      const placed = { stageId, status, probability, probabilitySource, closedAt, stageEnteredAt, version }
      return { kind: 'allowed', after: { ...placed, lostReasonId: reasonId, lostNote, lostReason } }
    }
  }
}

/** What a column says to a card that is held over it. Its own column says nothing. */
export type Gate =
  | { readonly kind: 'none' | 'ok' | 'asks-reason' | 'needs-line' }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

export function gateOf(card: BoardCard, to: Stage, pipeline: Pipeline, isOffline: boolean, now: string): Gate {
  if (card.stageId === to.id) return { kind: 'none' }
  if (to.kind === 'LOST' && isOffline) return { kind: 'needs-line' }
  const intent: MoveIntent = { cardId: card.id, toStageId: to.id, hint: {}, seen: card }
  const verdict = judgeMove(card, pipeline, intent, now)
  if (verdict.kind === 'asks-reason' || verdict.kind === 'refused') return verdict
  return { kind: 'ok' }
}
