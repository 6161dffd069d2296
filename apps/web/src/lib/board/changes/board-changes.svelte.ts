import { findCard, type Board, type Fault } from '@mekong/domain'
import {
  DeleteOpportunityDocument,
  MoveOpportunityDocument,
  ReopenOpportunityDocument,
  RestoreOpportunityDocument,
  UpdateOpportunityDocument,
  type MoveOpportunityInput,
  type MoveOpportunityMutation,
  type UpdateOpportunityInput,
  type UpdateOpportunityMutation,
} from '@mekong/schema/documents'
import type { Api } from '#lib/api/api.ts'
import type { Failure } from '#lib/api/failure.ts'
import type { Outcome, UserError } from '#lib/api/outcome.ts'
import { cardOf, type BoardCard, type Named } from '../feed/board-card.ts'
import type { BoardFeed } from '../feed/board-feed.svelte.ts'
import { judgeMove, type MoveIntent } from './move.ts'
import { newKey } from './new-key.ts'
import { PendingChanges } from './pending-changes.svelte.ts'

/** Why something did not come about. Whoever listens finds the words. */
export type Refusal =
  | { readonly kind: 'faults'; readonly faults: readonly Fault[] }
  | { readonly kind: 'errors'; readonly errors: readonly UserError[] }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'stage-gone' | 'card-gone' | 'needs-line' }

/** Somebody was quicker: who, when, and where the card is now. */
export interface MoveConflict {
  readonly card: BoardCard
  readonly mover: Named | null
  readonly at: string | null
  readonly intent: MoveIntent
}

export type MoveStart =
  | { readonly kind: 'sent' | 'asks-reason' | 'conflict' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

export interface ChangeListener {
  /** A card that was shown elsewhere goes home; the returned function is called when it has. */
  goingHome?(cardId: string): () => void
  /** A change that was shown was taken back. */
  takenBack?(card: BoardCard, refusal: Refusal): void
  conflict?(conflict: MoveConflict): void
}

interface LastMove {
  readonly actor: Named | null
  readonly at: string
}

/**
 * All that a person changes on a board. A change is shown at once by the domain's own decision, sent with a key of its
 * own, and taken back in the same frame when it is refused; offline it waits, shown as waiting.
 */
export class BoardChanges {
  readonly pending: PendingChanges
  /** The conflict that waits for an answer. */
  conflict = $state.raw<MoveConflict | null>(null)
  readonly #api: Api
  readonly #feed: BoardFeed
  readonly #lastMoves = new Map<string, LastMove>()
  readonly #listeners = new Set<ChangeListener>()

  /** `reached` is the position of the board on the screen. */
  constructor(api: Api, feed: BoardFeed, reached: () => number = () => feed.board?.seq ?? 0) {
    this.#api = api
    this.#feed = feed
    this.pending = new PendingChanges(feed, reached)
    feed.listen({
      after: ({ events }) => {
        for (const { opportunityId, type, actor, at } of events)
          if (type === 'OPPORTUNITY_MOVED' && opportunityId !== null) this.#lastMoves.set(opportunityId, { actor, at })
      },
    })
  }

  listen(listener: ChangeListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A change of this card is on its way. */
  isPending(cardId: string): boolean {
    return this.pending.keysOf(cardId).length > 0
  }

  /** A change of this card waits for the line. */
  isWaiting(cardId: string): boolean {
    return this.pending.keysOf(cardId).some((key) => this.#api.outbox.waiting.has(key))
  }

  /** `known` is the card where it is open beside the board, which need not have loaded it. */
  move(intent: MoveIntent, known?: BoardCard): MoveStart {
    const { board, pipeline } = this.#feed
    if (!board || !pipeline) return refused({ kind: 'card-gone' })
    const card = this.#seen(board, intent.cardId) ?? known
    if (!card) return refused({ kind: 'card-gone' })
    const isLosing =
      card.status !== 'LOST' && pipeline.stages.some(({ id, kind }) => id === intent.toStageId && kind === 'LOST')
    if (isLosing && this.#api.network.isOffline) return refused({ kind: 'needs-line' })
    const verdict = judgeMove(card, pipeline, intent, now())
    if (verdict.kind === 'asks-reason') return verdict
    if (verdict.kind === 'refused') return refused({ kind: 'faults', faults: verdict.faults })
    if (verdict.kind === 'stage-gone') return refused({ kind: 'stage-gone' })
    if (verdict.kind === 'stale') {
      const last = this.#lastMoves.get(card.id)
      this.#conflict({ card, mover: last?.actor ?? null, at: last?.at ?? null, intent })
      return { kind: 'conflict' }
    }
    void this.#send(card, intent, verdict.after, isLosing)
    return { kind: 'sent' }
  }

  /** Lets the card wait where it was dropped, while its mover is asked something. */
  preview({ cardId, toStageId, hint }: MoveIntent): void {
    this.pending.preview = {
      kind: 'move',
      clientMutationId: '',
      opportunityId: cardId,
      toStageId,
      hint,
      after: { stageId: toStageId },
    }
  }

  endPreview(): void {
    this.pending.preview = null
  }

  leaveIt(): void {
    this.conflict = null
  }

  /**
   * An edit of fields: `after` is what the card becomes at once. A conflict on a field comes back in the payload, for
   * whoever shows the field to settle.
   */
  async edit(
    card: Pick<BoardCard, 'id' | 'version'>,
    fields: Omit<UpdateOpportunityInput, 'opportunityId' | 'expectedVersion' | 'clientMutationId'>,
    after: Partial<BoardCard>,
  ): Promise<Outcome<UpdateOpportunityMutation['updateOpportunity']>> {
    const key = newKey()
    this.pending.add({
      kind: 'edit',
      clientMutationId: key,
      opportunityId: card.id,
      after: { ...after, version: card.version + 1 },
    })
    const outcome = await this.#api.outbox.send({
      clientMutationId: key,
      opportunityId: card.id,
      document: UpdateOpportunityDocument,
      input: (ownVersion): UpdateOpportunityInput => ({
        ...fields,
        opportunityId: card.id,
        expectedVersion: ownVersion ?? card.version,
        clientMutationId: key,
      }),
    })
    const written = outcome.kind === 'done' ? outcome.payload.opportunity : null
    if (written) this.pending.applied(key, written)
    else this.pending.drop(key)
    return outcome
  }

  /** Back to the stage that it left when it was closed. Which one, only the server knows. */
  async reopen(
    card: BoardCard,
  ): Promise<Outcome<{ readonly opportunity: BoardCard | null; readonly userErrors: readonly UserError[] }>> {
    const key = newKey()
    this.pending.add({ kind: 'edit', clientMutationId: key, opportunityId: card.id, after: {} })
    const outcome = await this.#api.outbox.send({
      clientMutationId: key,
      opportunityId: card.id,
      document: ReopenOpportunityDocument,
      input: () => ({ opportunityId: card.id, clientMutationId: key }),
    })
    if (outcome.kind === 'failed') {
      this.pending.drop(key)
      return outcome
    }
    const opportunity = outcome.payload.opportunity && cardOf(outcome.payload.opportunity)
    if (opportunity) this.pending.applied(key, opportunity)
    else this.pending.drop(key)
    return { ...outcome, payload: { ...outcome.payload, opportunity } }
  }

  /** It leaves the board at once, and can be restored for 30 days. */
  async remove(
    card: Pick<BoardCard, 'id'>,
  ): Promise<Outcome<{ readonly deletedId: string | null; readonly userErrors: readonly UserError[] }>> {
    const key = newKey()
    this.pending.add({ kind: 'remove', clientMutationId: key, opportunityId: card.id })
    const outcome = await this.#api.outbox.send({
      clientMutationId: key,
      opportunityId: card.id,
      document: DeleteOpportunityDocument,
      input: () => ({ opportunityId: card.id, clientMutationId: key }),
      needsLine: true,
    })
    if (outcome.kind !== 'done') this.pending.drop(key)
    return outcome
  }

  async restore(opportunityId: string) {
    return this.#api.mutate(RestoreOpportunityDocument, { opportunityId, clientMutationId: newKey() })
  }

  #seen(board: Board<BoardCard>, cardId: string): BoardCard | undefined {
    return findCard(this.pending.over(board), cardId)
  }

  async #send(card: BoardCard, intent: MoveIntent, after: Partial<BoardCard>, needsLine: boolean): Promise<void> {
    const key = newKey()
    const { hint, toStageId } = intent
    this.pending.add({ kind: 'move', clientMutationId: key, opportunityId: card.id, toStageId, hint, after })
    const outcome = await this.#api.outbox.send({
      clientMutationId: key,
      opportunityId: card.id,
      document: MoveOpportunityDocument,
      input: (ownVersion): MoveOpportunityInput => ({
        opportunityId: card.id,
        toStageId,
        afterId: hint.afterId ?? null,
        beforeId: hint.beforeId ?? null,
        expectedStageId: intent.seen.stageId,
        expectedVersion: ownVersion ?? intent.seen.version,
        lostReasonId: intent.lostReason?.id ?? null,
        lostNote: intent.lostNote ?? null,
        clientMutationId: key,
      }),
      needsLine,
    })
    this.#answered(key, card, intent, outcome)
  }

  #answered(
    key: string,
    card: BoardCard,
    intent: MoveIntent,
    outcome: Outcome<MoveOpportunityMutation['moveOpportunity']>,
  ): void {
    if (outcome.kind === 'done') {
      const { opportunity } = outcome.payload
      if (opportunity) this.pending.applied(key, opportunity)
      return
    }
    const landings = [...this.#listeners].map((listener) => listener.goingHome?.(card.id))
    this.pending.drop(key)
    for (const land of landings) land?.()
    if (outcome.kind === 'failed') return this.#takenBack(card, { kind: 'failed', failure: outcome.failure })
    const { current, movedBy, movedAt } = outcome.payload
    const isStale = outcome.errors.some((error) => error.code === 'CONFLICT')
    if (isStale && current) this.#conflict({ card: cardOf(current), mover: movedBy, at: movedAt, intent })
    else this.#takenBack(card, { kind: 'errors', errors: outcome.errors })
  }

  #conflict(conflict: MoveConflict): void {
    this.conflict = conflict
    for (const listener of this.#listeners) listener.conflict?.(conflict)
  }

  #takenBack(card: BoardCard, refusal: Refusal): void {
    for (const listener of this.#listeners) listener.takenBack?.(card, refusal)
  }
}

const now = () => new Date().toISOString()
const refused = (refusal: Refusal): MoveStart => ({ kind: 'refused', refusal })
