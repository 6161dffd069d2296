import type { Pipeline } from '@mekong/domain'
import { shortName } from '@mekong/words'
import type { I18n } from '#lib/i18n/i18n.svelte.ts'
import type { Announcer } from '#lib/ui/announcer.svelte.ts'
import type { MoveConflict, Refusal } from '../changes/board-changes.svelte.ts'
import type { Gate } from '../changes/move.ts'
import { refusalSentence } from '../changes/refusal-words.ts'
import type { BoardCard } from '../feed/board-card.ts'

/** What the board says aloud. */
export class BoardVoice {
  readonly #announcer: Announcer
  readonly #i18n: I18n
  readonly #pipeline: () => Pipeline | null

  constructor(announcer: Announcer, i18n: I18n, pipeline: () => Pipeline | null) {
    this.#announcer = announcer
    this.#i18n = i18n
    this.#pipeline = pipeline
  }

  get words(): I18n['words'] {
    return this.#i18n.words
  }

  stageName(stageId: string): string {
    return this.#pipeline()?.stages.find((stage) => stage.id === stageId)?.name ?? ''
  }

  personName(person: { readonly name: string } | null): string {
    return person ? shortName(person.name) : this.#i18n.words.opportunity.history.somebody
  }

  lifted(card: BoardCard): void {
    this.#announcer.say(this.#i18n.words.board.say.lift({ title: card.title }))
  }

  over(stageId: string, index: number, gate: Gate): void {
    const { say } = this.#i18n.words.board
    const stage = this.stageName(stageId)
    const reason = this.gateSentence(gate)
    this.#announcer.say(reason === null ? say.overOk({ stage, i: index + 1 }) : say.overRefused({ stage, reason }))
  }

  moved(card: BoardCard, stageId: string, index: number): void {
    const place = { title: card.title, stage: this.stageName(stageId), i: index + 1 }
    this.#announcer.say(this.#i18n.words.board.say.moved(place))
  }

  back(card: BoardCard, reason: string, isUrgent: boolean): void {
    const { say } = this.#i18n.words.board
    const text = say.back({ title: card.title, stage: this.stageName(card.stageId), reason })
    this.#announcer.say(text.trim(), { urgent: isUrgent })
  }

  conflict({ card, mover }: MoveConflict): void {
    const { say } = this.#i18n.words.board
    const what = { name: this.personName(mover), title: card.title, stage: this.stageName(card.stageId) }
    this.#announcer.say(say.conflict(what), { urgent: true })
  }

  heldMoved(mover: { readonly name: string } | null, stageId: string): void {
    const { say } = this.#i18n.words.board
    this.#announcer.say(say.heldMoved({ name: this.personName(mover), stage: this.stageName(stageId) }), {
      urgent: true,
    })
  }

  remote(n: number): void {
    this.#announcer.say(this.#i18n.words.board.say.remote({ n }))
  }

  /** Why a column does not take a card; null if it does. */
  gateSentence(gate: Gate): string | null {
    if (gate.kind === 'refused') return this.refusal({ kind: 'faults', faults: gate.faults })
    return gate.kind === 'needs-line' ? this.refusal({ kind: 'needs-line' }) : null
  }

  refusal(refusal: Refusal): string {
    return refusalSentence(refusal, this.#i18n.words)
  }
}
