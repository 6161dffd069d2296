import { applyEvents, makeBoard, type Board, type Pipeline } from '@mekong/domain'
import type { Failure } from '#lib/api/failure.ts'
import { AtMost } from './at-most.ts'
import type { BoardCard } from './board-card.ts'
import type { BoardSource } from './board-source.ts'
import { ColumnPages } from './column-pages.ts'
import { FeedLine, type FeedPhase } from './feed-line.ts'
import type { FeedEvent, FeedPage } from './feed-message.ts'
import { Pace } from './pace.ts'
import type { BoardReading } from './reading.ts'
import { withStages } from './with-stages.ts'

/** Changes that become part of the board together. */
export interface FeedChange {
  readonly events: readonly FeedEvent[]
  /** Few enough to be shown one by one. */
  readonly isCalm: boolean
}

export interface FeedListener {
  /** The board still is as it was: the moment to see where things stand on the screen. */
  before?(change: FeedChange): void
  after?(change: FeedChange): void
  /** The whole board was read anew. */
  reset?(): void
}

/** What events ask to be read again is read at most this often, however fast an import runs. */
const rereadEvery = 1000

/**
 * A board that is at every moment what the server says. Its state is the domain's reducer over the feed; what events ask
 * for and what a reader scrolls to is read beside it and joined at the right position.
 */
export class BoardFeed {
  readonly pipelineId: string
  board = $state.raw<Board<BoardCard> | null>(null)
  pipeline = $state.raw<Pipeline | null>(null)
  /** Why there is no board; null while there is one or it is still being read. */
  failure = $state.raw<Failure | null>(null)
  /** The board was read anew because my rights changed; shown until dismissed. */
  rightsChanged = $state(false)
  /** Columns of which more cards are being read. */
  loading = $state.raw<ReadonlySet<string>>(new Set())
  readonly badge: 'live' | 'catching' | 'offline'
  /** Keys of my own changes, whose echo is shown without delay. */
  readonly own = new Set<string>()

  readonly #source: BoardSource
  readonly #line: FeedLine
  readonly #pages: ColumnPages
  readonly #listeners = new Set<FeedListener>()
  readonly #pace = new Pace((isCalm) => this.#flush(isCalm))
  readonly #rereads = new AtMost(rereadEvery, () => this.#reread())
  #phase = $state<FeedPhase>('joining')
  #queue: FeedPage[] = []
  #users = 0

  /** `onRights`: what this reader may see has changed; the board is read anew in any case. */
  constructor(source: BoardSource, pipelineId: string, onRights = () => {}) {
    this.#source = source
    this.pipelineId = pipelineId
    this.#pages = new ColumnPages(source, this)
    this.#line = new FeedLine(source, pipelineId, {
      snapshot: (reading) => this.#reset(reading),
      page: (page) => this.#take(page),
      phase: (phase) => {
        this.#phase = phase
        if (phase === 'live') this.#askForStale()
      },
      rightsChanged: () => {
        this.rightsChanged = true
        onRights()
      },
      refused: (failure) => {
        this.board = null
        this.failure = failure
      },
      troubled: (failure) => {
        if (!this.board) this.failure = failure
      },
    })
    this.badge = $derived.by(() => {
      if (source.line === 'offline') return 'offline'
      return source.line === 'online' && this.#phase === 'live' ? 'live' : 'catching'
    })
  }

  /** Follows the board until the returned function is called; several screens may share one feed. */
  open(): () => void {
    if (++this.#users === 1) this.#line.start()
    return () => {
      if (--this.#users > 0) return
      this.#line.stop()
      this.#pages.stop()
      // The line has gone on past what waits here: nobody would be told of it again.
      this.#pace.finish()
      this.#rereads.stop()
    }
  }

  listen(listener: FeedListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Tries again after a failure. */
  retry(): void {
    this.failure = null
    this.#line.rejoin()
  }

  /** Reads the next cards of a column. */
  async loadMore(stageId: string): Promise<void> {
    if (this.loading.has(stageId)) return
    this.loading = new Set([...this.loading, stageId])
    // Without an answer nothing is lost: the line says so, and scrolling on asks again.
    await this.#pages.more(stageId).catch(() => undefined)
    this.loading = new Set([...this.loading].filter((id) => id !== stageId))
  }

  /** Reads the whole board anew over a fresh connection, for instance in another language. */
  rejoin(): void {
    this.#line.rejoin()
    this.#source.reconnect()
  }

  #reset(reading: BoardReading): void {
    this.#queue = []
    this.#pace.stop()
    this.failure = null
    this.pipeline = reading.pipeline
    this.board = makeBoard({ pipelineId: this.pipelineId, seq: reading.seq, columns: reading.columns })
    this.#pages.reset(reading)
    for (const listener of this.#listeners) listener.reset?.()
  }

  #take(page: FeedPage): void {
    this.#queue.push(page)
    const isMine = page.events.some((event) => event.clientMutationId !== null && this.own.has(event.clientMutationId))
    this.#pace.push(page.events.length, isMine)
  }

  #flush(isCalm: boolean): void {
    const pages = this.#queue
    this.#queue = []
    const change: FeedChange = { events: pages.flatMap((page) => page.events), isCalm }
    for (const listener of this.#listeners) listener.before?.(change)
    for (const page of pages) {
      const applied = this.board && applyEvents(this.board, page)
      if (applied?.kind === 'applied') this.board = applied.board
    }
    this.#pages.advanced(pages)
    for (const listener of this.#listeners) listener.after?.(change)
    this.#askForStale()
  }

  #askForStale(): void {
    if (this.board && (this.board.staleColumns.size > 0 || this.board.staleSetup !== null)) this.#rereads.ask()
  }

  async #reread(): Promise<void> {
    if (this.board?.staleSetup !== null) await this.#readStages()
    const stale = [...(this.board?.staleColumns.keys() ?? [])]
    if (stale.length > 0) await this.#pages.again(stale)
    this.#askForStale()
  }

  async #readStages(): Promise<void> {
    const heads = await this.#source.readHeads(this.pipelineId)
    if (!this.board) return
    this.pipeline = heads.pipeline
    this.board = withStages(this.board, heads)
  }
}
