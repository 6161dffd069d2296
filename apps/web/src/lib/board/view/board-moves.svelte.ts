import type { PlaceHint } from '@mekong/domain'
import type { Toasts } from '#lib/ui/toasts.svelte.ts'
import type { Refusal } from '../changes/board-changes.svelte.ts'
import type { MoveIntent } from '../changes/move.ts'
import type { BoardCard, Named } from '../feed/board-card.ts'
import { hintOf, isHome, othersIn, type Held } from '../hold/hold.svelte.ts'
import type { BoardView } from './board-view.svelte.ts'

/**
 * Everything that a hand, a key or a menu does to a card, with what is seen and said about it: one road for all three,
 * so that they cannot differ.
 */
export class BoardMoves {
  /** A move to a lost stage that waits for its reason. */
  asking = $state.raw<{ readonly card: BoardCard; readonly intent: MoveIntent } | null>(null)
  readonly #view: BoardView
  readonly #toasts: Toasts
  #stopTelling: (() => void) | null = null

  constructor(view: BoardView, toasts: Toasts) {
    this.#view = view
    this.#toasts = toasts
  }

  mayMove(card: BoardCard): boolean {
    return this.#view.viewer.may('opportunity:edit', card)
  }

  // ---- a card in the hand

  lift(card: BoardCard, by: Held['by']): boolean {
    if (!this.#view.shown || !this.mayMove(card)) return false
    this.#view.session.changes.leaveIt()
    this.#view.hold.take(card, this.#view.shown, by)
    this.#stopTelling = this.#view.session.presence.drag(card.id)
    if (by === 'keys') this.#view.voice.lifted(card)
    return true
  }

  putBack(): void {
    const inHand = this.#release()
    if (inHand) this.#view.voice.back(inHand.card, '', false)
  }

  /** Drops what is in the hand; `from` is where it hangs on the screen. */
  drop(from?: DOMRect): void {
    const inHand = this.#view.hold.current
    if (!inHand) return
    const { card, over } = inHand
    if (!over || isHome(inHand)) return this.putBackFrom(from)
    const hint = this.#view.isManual ? hintOf(othersIn(inHand, over.stageId), over.index) : {}
    const intent = { cardId: card.id, toStageId: over.stageId, hint, seen: card }
    const fly = this.#view.motion.from([card.id], from ? new Map([[card.id, from]]) : undefined)
    this.#attempt(card, intent, over.index, fly, () => this.#release())
  }

  /** Lets the card fly home from where it hangs. */
  putBackFrom(from?: DOMRect): void {
    const id = this.#view.hold.current?.card.id
    const fly = id !== undefined && from ? this.#view.motion.from([id], new Map([[id, from]])) : null
    this.putBack()
    fly?.()
  }

  // ---- moves without a hand

  /** To a stage by menu or key: the card comes to stand on top, where it is seen. */
  moveTo(card: BoardCard, stageId: string): void {
    if (stageId === card.stageId || !this.mayMove(card)) return
    this.#moveWith(card, stageId, this.#view.isManual ? this.#topOf(stageId, card) : {}, 0)
  }

  /** To another place in its own column. */
  moveWithin(card: BoardCard, where: 'top' | 'bottom' | 'up' | 'down'): void {
    if (!this.#view.isManual || !this.mayMove(card)) return
    const cards = this.#view.cardsOf(card.stageId)
    const at = cards.findIndex((other) => other.id === card.id)
    const others = cards.filter((other) => other.id !== card.id)
    const index = { top: 0, bottom: others.length, up: Math.max(0, at - 1), down: Math.min(others.length, at + 1) }[
      where
    ]
    if (index === at) return
    this.#moveWith(card, card.stageId, where === 'bottom' ? {} : hintOf(others, index), index)
  }

  /** Somebody else was quicker; the mover insists. */
  moveAnyway(): void {
    const { conflict } = this.#view.session.changes
    if (!conflict) return
    this.#view.session.changes.leaveIt()
    const { intent, card } = conflict
    this.#attempt(card, { ...intent, seen: card }, 0, this.#view.motion.from([card.id]))
    void this.#view.focus.focus(card.id)
  }

  /** The answer to the question why it was lost. */
  lose(reason: Named, note: string): void {
    const { asking } = this
    if (!asking) return
    const lostNote = note.trim()
    this.asking = null
    const intent = { ...asking.intent, lostReason: reason, ...(lostNote === '' ? {} : { lostNote }) }
    const fly = this.#view.motion.from([asking.card.id])
    // The move is judged from where the card really is.
    this.#view.session.changes.endPreview()
    this.#attempt(asking.card, intent, 0, fly)
  }

  keepFromLosing(): void {
    const { asking } = this
    if (!asking) return
    this.asking = null
    const fly = this.#view.motion.from([asking.card.id])
    this.#view.session.changes.endPreview()
    fly()
    this.#view.voice.back(asking.card, '', false)
    void this.#view.focus.focus(asking.card.id)
  }

  async reopen(card: BoardCard): Promise<void> {
    const outcome = await this.#view.session.changes.reopen(card)
    if (outcome.kind === 'failed') this.refuse(card, outcome)
    else if (outcome.kind === 'refused') this.refuse(card, { kind: 'errors', errors: outcome.errors })
    else if (outcome.payload.opportunity) {
      const { title, stageId } = outcome.payload.opportunity
      const text = this.#view.voice.words.board.toast.reopened({ title, stage: this.#view.voice.stageName(stageId) })
      this.#toasts.show({ text, strong: title })
    }
  }

  async remove(card: BoardCard): Promise<void> {
    const keepFocus = this.#view.focus.keep()
    const removing = this.#view.session.changes.remove(card)
    keepFocus()
    const outcome = await removing
    if (outcome.kind === 'failed')
      this.refuse(card, outcome.failure.kind === 'network' ? { kind: 'needs-line' } : outcome)
    else if (outcome.kind === 'refused') this.refuse(card, { kind: 'errors', errors: outcome.errors })
    else this.#offerRestore(card)
  }

  /** Something did not come about: the card is home, and the reason is shown and spoken. */
  refuse(card: BoardCard, refusal: Refusal): void {
    const reason = this.#view.voice.refusal(refusal)
    this.#toasts.show({ text: reason, tone: 'bad', say: '', key: 'refusal' })
    this.#view.voice.back(this.#view.card(card.id) ?? card, reason, true)
  }

  #offerRestore(card: BoardCard): void {
    const { toast } = this.#view.voice.words.board
    const restore = async () => {
      const outcome = await this.#view.session.changes.restore(card.id)
      if (outcome.kind === 'done')
        this.#toasts.show({ text: toast.restored({ title: card.title }), strong: card.title })
      else if (outcome.kind === 'failed') this.refuse(card, outcome)
      else this.refuse(card, { kind: 'errors', errors: outcome.errors })
    }
    this.#toasts.show({
      text: toast.deleted({ title: card.title }),
      strong: card.title,
      action: { label: toast.restore, run: () => void restore() },
    })
  }

  #topOf(stageId: string, card: BoardCard): PlaceHint {
    return { beforeId: this.#view.cardsOf(stageId).find((other) => other.id !== card.id)?.id ?? null }
  }

  #moveWith(card: BoardCard, toStageId: string, hint: PlaceHint, index: number): void {
    const intent = { cardId: card.id, toStageId, hint, seen: card }
    this.#attempt(card, intent, index, this.#view.motion.from([card.id]))
    // The menu that it was chosen from is gone with the focus.
    if (!this.asking) void this.#view.focus.focus(card.id)
  }

  /** Shows a move at once, and says at once when it cannot be. */
  #attempt(card: BoardCard, intent: MoveIntent, index: number, fly: () => void, release?: () => void): void {
    const keepFocus = this.#view.focus.keep()
    this.#view.motion.mine()
    const start = this.#view.session.changes.move(intent)
    release?.()
    if (start.kind === 'asks-reason') {
      this.#view.session.changes.preview(intent)
      this.asking = { card, intent }
    }
    fly()
    keepFocus()
    if (start.kind === 'sent') this.#view.voice.moved(card, intent.toStageId, index)
    else if (start.kind === 'refused') this.refuse(card, start.refusal)
  }

  #release(): Held | null {
    this.#stopTelling?.()
    this.#stopTelling = null
    this.#view.folds.openForNow(null)
    return this.#view.hold.release()
  }
}
