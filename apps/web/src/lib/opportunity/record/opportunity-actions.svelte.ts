import { refusalSentence, type MoveIntent, type Named, type Refusal } from '#lib/board/index.ts'
import type { I18n } from '#lib/i18n/i18n.svelte.ts'
import type { Announcer } from '#lib/ui/announcer.svelte.ts'
import type { Toasts } from '#lib/ui/toasts.svelte.ts'
import type { OpportunityRecord } from './opportunity-record.svelte.ts'

interface Surroundings {
  readonly record: OpportunityRecord
  readonly i18n: I18n
  readonly toasts: Toasts
  readonly announcer: Announcer
}

/** What is done with a whole opportunity: moved, won, lost, reopened, deleted, restored. */
export class OpportunityActions {
  /** A move to a lost stage that waits for its reason. */
  asking = $state.raw<MoveIntent | null>(null)
  readonly #record: OpportunityRecord
  readonly #i18n: I18n
  readonly #toasts: Toasts
  readonly #announcer: Announcer

  constructor({ record, i18n, toasts, announcer }: Surroundings) {
    this.#record = record
    this.#i18n = i18n
    this.#toasts = toasts
    this.#announcer = announcer
  }

  /** Hears of moves that were taken back; returns how to stop. */
  open(): () => void {
    return this.#record.session.changes.listen({
      takenBack: (card, refusal) => {
        if (card.id === this.#record.id) this.#refuse(refusal)
      },
    })
  }

  moveTo(stageId: string): void {
    const { card } = this.#record
    if (card && card.stageId !== stageId) this.#move({ cardId: card.id, toStageId: stageId, hint: {}, seen: card })
  }

  /** To the first stage of that kind. */
  close(kind: 'WON' | 'LOST'): void {
    const stage = this.#record.pipeline?.stages.find((one) => one.kind === kind)
    if (stage) this.moveTo(stage.id)
  }

  lose(reason: Named, note: string): void {
    const { asking } = this
    this.asking = null
    const lostNote = note.trim()
    if (asking) this.#move({ ...asking, lostReason: reason, ...(lostNote === '' ? {} : { lostNote }) })
  }

  /** Somebody else was quicker, and the mover insists. */
  moveAnyway(): void {
    const { changes } = this.#record.session
    const { conflict } = changes
    changes.leaveIt()
    if (conflict) this.#move({ ...conflict.intent, seen: conflict.card })
  }

  async reopen(): Promise<void> {
    const { card, session } = this.#record
    if (!card) return
    const outcome = await session.changes.reopen(card)
    if (outcome.kind === 'failed') this.#refuse(outcome)
    else if (outcome.kind === 'refused') this.#refuse({ kind: 'errors', errors: outcome.errors })
    else if (outcome.payload.opportunity) {
      const { title, stageId } = outcome.payload.opportunity
      const text = this.#i18n.words.board.toast.reopened({ title, stage: this.#stageName(stageId) })
      this.#toasts.show({ text, strong: title })
    }
  }

  /** True when it is gone; a toast offers the way back. */
  async remove(): Promise<boolean> {
    const { card, session, id } = this.#record
    if (!card) return false
    const outcome = await session.changes.remove({ id })
    if (outcome.kind === 'failed') this.#refuse(outcome.failure.kind === 'network' ? { kind: 'needs-line' } : outcome)
    else if (outcome.kind === 'refused') this.#refuse({ kind: 'errors', errors: outcome.errors })
    else {
      const { toast } = this.#i18n.words.board
      this.#toasts.show({
        text: toast.deleted({ title: card.title }),
        strong: card.title,
        action: { label: toast.restore, run: () => void this.restore(card.title) },
      })
      return true
    }
    return false
  }

  /** The title is told, because a closed sheet has nothing to read it from any more. */
  async restore(title: string): Promise<void> {
    const { session, id } = this.#record
    const outcome = await session.changes.restore(id)
    if (outcome.kind === 'failed') return this.#refuse(outcome)
    if (outcome.kind === 'refused') return this.#refuse({ kind: 'errors', errors: outcome.errors })
    this.#toasts.show({ text: this.#i18n.words.board.toast.restored({ title }), strong: title })
    await this.#record.read()
  }

  #move(intent: MoveIntent): void {
    const { card, session } = this.#record
    if (!card) return
    const start = session.changes.move(intent, card)
    if (start.kind === 'asks-reason') this.asking = intent
    else if (start.kind === 'refused') this.#refuse(start.refusal)
    else if (start.kind === 'sent') {
      const { toast } = this.#i18n.words.board
      this.#announcer.say(toast.moved({ title: card.title, stage: this.#stageName(intent.toStageId) }))
    }
  }

  #refuse(refusal: Refusal): void {
    this.#toasts.show({ text: refusalSentence(refusal, this.#i18n.words), tone: 'bad', key: 'refusal' })
  }

  #stageName(stageId: string): string {
    return this.#record.pipeline?.stages.find(({ id }) => id === stageId)?.name ?? ''
  }
}
