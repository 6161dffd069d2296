import { emptyColumn, findCard, inCurrency, type Board, type Column, type Stage } from '@mekong/domain'
import { createContext } from 'svelte'
import type { Network } from '#lib/api/network.svelte.ts'
import type { Viewer } from '#lib/api/viewer.svelte.ts'
import type { I18n } from '#lib/i18n/i18n.svelte.ts'
import type { Announcer } from '#lib/ui/announcer.svelte.ts'
import type { Toasts } from '#lib/ui/toasts.svelte.ts'
import { gateOf, type Gate } from '../changes/move.ts'
import type { BoardCard, Named } from '../feed/board-card.ts'
import type { FilteredBoard } from '../filter/filtered-board.svelte.ts'
import { ColumnNodes } from '../hold/column-nodes.ts'
import { held } from '../hold/freeze.ts'
import { Hold } from '../hold/hold.svelte.ts'
import type { BoardSession } from '../session.svelte.ts'
import { BoardFocus } from './board-focus.svelte.ts'
import { BoardMoves } from './board-moves.svelte.ts'
import { BoardVoice } from './board-voice.ts'
import { CardNodes } from './card-nodes.ts'
import { Folds } from './folds.svelte.ts'
import { Motion, movedCards } from './motion.svelte.ts'
import { RemoteSummary } from './remote-summary.ts'

export interface ColumnView {
  readonly stage: Stage
  readonly column: Column<BoardCard>
}

interface Surroundings {
  readonly session: BoardSession
  readonly viewer: Viewer
  readonly network: Network
  readonly i18n: I18n
  readonly announcer: Announcer
  readonly toasts: Toasts
}

/** The board as one person sees it: what stands where, what moves, glows, is folded and has the focus. */
export class BoardView {
  readonly session: BoardSession
  readonly viewer: Viewer
  readonly nodes = new CardNodes()
  readonly columnNodes = new ColumnNodes()
  readonly motion = new Motion(this.nodes)
  readonly hold = new Hold()
  readonly focus: BoardFocus
  readonly folds: Folds
  readonly voice: BoardVoice
  /** A board narrowed or ordered; null shows all by hand. */
  filtered = $state.raw<FilteredBoard | null>(null)
  isManual = $state(true)
  /** The column in which a new opportunity is being written. */
  creatingIn = $state<string | null>(null)
  /** The stage on a phone's screen; null: the first. */
  currentId = $state<string | null>(null)

  readonly moves: BoardMoves
  readonly #network: Network
  readonly #summary: RemoteSummary

  /** The committed board on the screen. */
  readonly #base: Board<BoardCard> | null
  /** With my own changes over it, and still under my hand. */
  readonly shown: Board<BoardCard> | null
  readonly columns: readonly ColumnView[]

  constructor({ session, viewer, network, i18n, announcer, toasts }: Surroundings) {
    this.session = session
    this.viewer = viewer
    this.#network = network
    this.voice = new BoardVoice(announcer, i18n, () => session.feed.pipeline)
    this.#summary = new RemoteSummary((count) => this.voice.remote(count))
    this.folds = new Folds(session.feed.pipelineId)
    this.#base = $derived(this.filtered ? this.filtered.board : session.feed.board)
    this.shown = $derived.by(() => {
      const board = this.#base && session.changes.pending.over(this.#base)
      const inHand = this.hold.current
      return board && inHand ? held(board, inHand.order) : board
    })
    this.columns = $derived(
      (session.feed.pipeline?.stages ?? []).map((stage) => ({
        stage,
        column: this.shown?.columns.get(stage.id) ?? emptyColumn<BoardCard>(stage.id),
      })),
    )
    this.focus = new BoardFocus(this.nodes, () =>
      this.columns
        .filter(({ stage }) => !this.folds.isFolded(stage))
        .map(({ stage, column }) => ({ stageId: stage.id, cardIds: column.cards.map((card) => card.id) })),
    )
    this.moves = new BoardMoves(this, toasts)
    session.shownSeq = () => this.#base?.seq ?? 0
  }

  /** Watches what happens until the returned function is called. */
  open(): () => void {
    const { feed, changes } = this.session
    let land: (() => void) | null = null
    let keepFocus: (() => void) | null = null
    const stops = [
      feed.listen({
        before: ({ events, isCalm }) => {
          const foreign = events.filter((event) => !this.#isMine(event.clientMutationId))
          land = isCalm && !this.filtered && !this.hold.current ? this.motion.from(movedCards(foreign)) : null
          keepFocus = this.focus.keep()
        },
        after: ({ events }) => {
          land?.()
          keepFocus?.()
          this.#notice(events)
        },
      }),
      changes.listen({
        goingHome: (cardId) => {
          const fly = this.motion.from([cardId])
          const keep = this.focus.keep()
          return () => {
            fly()
            keep()
          }
        },
        takenBack: (card, refusal) => this.moves.refuse(card, refusal),
        conflict: (conflict) => {
          if (conflict.mover) this.motion.glow(conflict.card.id, conflict.mover.id)
          this.voice.conflict(conflict)
        },
      }),
    ]
    return () => {
      for (const stop of stops) stop()
      this.#summary.stop()
      this.motion.stop()
    }
  }

  card(id: string): BoardCard | undefined {
    return this.shown ? findCard(this.shown, id) : undefined
  }

  stage(id: string): Stage | undefined {
    return this.session.feed.pipeline?.stages.find((stage) => stage.id === id)
  }

  /** Changes what stands on the screen; null is the whole board by hand. */
  show(filtered: FilteredBoard | null, isManual: boolean): void {
    const keepFocus = this.focus.keep()
    this.filtered = filtered
    this.isManual = isManual
    this.session.changes.pending.forgetReached()
    keepFocus()
  }

  /** Over all columns, loaded or not. */
  get total(): number {
    return this.columns.reduce((sum, { column }) => sum + column.totals.count, 0)
  }

  get isFiltered(): boolean {
    return this.filtered?.isNarrowed ?? false
  }

  loadMore(stageId: string): void {
    void (this.filtered ?? this.session.feed).loadMore(stageId)
  }

  /** On a phone one column is seen at a time. */
  get current(): ColumnView | undefined {
    return this.columns.find(({ stage }) => stage.id === this.currentId) ?? this.columns[0]
  }

  turn(by: 1 | -1): void {
    const at = this.columns.findIndex((column) => column === this.current)
    const next = this.columns[at + by]
    if (next) this.currentId = next.stage.id
  }

  /** Begins a new opportunity where it is seen; a lost stage is no place to begin. */
  create(): void {
    const isPlace = ({ stage }: ColumnView) => stage.kind !== 'LOST' && !this.folds.isFolded(stage)
    const here = this.current && isPlace(this.current) && this.currentId !== null ? this.current : undefined
    const place = here ?? this.columns.find(({ stage }) => stage.kind === 'OPEN')
    if (!place) return
    this.folds.set(place.stage.id, false)
    this.creatingIn = place.stage.id
  }

  cardsOf(stageId: string): readonly BoardCard[] {
    return this.shown?.columns.get(stageId)?.cards ?? []
  }

  /** What a column says to the card in the hand. */
  gate(card: BoardCard, stage: Stage): Gate {
    const { pipeline } = this.session.feed
    return pipeline
      ? gateOf(card, stage, pipeline, this.#network.isOffline, new Date().toISOString())
      : { kind: 'none' }
  }

  /** The sum in a column's head is of the pipeline's own currency. */
  sumOf(column: Column<BoardCard>): { currency: string; amount: string; weightedAmount: string; isMixed: boolean } {
    const currency = this.session.feed.pipeline?.currency ?? 'VND'
    const isMixed = column.totals.byCurrency.some((total) => total.currency !== currency)
    return { currency, ...inCurrency(column.totals, currency), isMixed }
  }

  #isMine(key: string | null): boolean {
    return key !== null && this.session.feed.own.has(key)
  }

  #notice(
    events: readonly { readonly type: string; readonly card: BoardCard | null; readonly actor: Named | null }[],
  ): void {
    const foreign = events.filter((event) => event.actor?.id !== this.viewer.id)
    const inHand = this.hold.current?.card.id
    for (const { type, card, actor } of foreign) {
      if (!card) continue
      if (actor) this.motion.glow(card.id, actor.id)
      if (type === 'OPPORTUNITY_MOVED' && card.id === inHand) this.voice.heldMoved(actor, card.stageId)
    }
    this.#summary.add(foreign.length)
  }
}

export const [getBoardView, setBoardView] = createContext<BoardView>()
