import type { Failure } from '#lib/api/failure.ts'
import type { BoardSource } from './board-source.ts'
import type { FeedMessage, FeedPage } from './feed-message.ts'
import type { BoardReading } from './reading.ts'

export type FeedPhase = 'joining' | 'resuming' | 'live'

export interface FeedLineSink {
  snapshot(reading: BoardReading): void
  /** Joins on to everything given before. */
  page(page: FeedPage): void
  phase(phase: FeedPhase): void
  /** What I may see has changed; a snapshot follows. */
  rightsChanged(): void
  /** There is no board for me; nothing more comes until `retry`. */
  refused(failure: Failure): void
  /** The server could not serve the feed; it is tried again. */
  troubled(failure: Failure): void
}

/** A heartbeat comes every 15 s: a line that is silent for longer than this is dead. */
const silence = 25_000
const watchEvery = 5_000
const retryAfter = 3_000

/**
 * The position in a board's feed and all that keeps it moving (docs/protocol.md, "The client"): what is old is dropped,
 * what joins on is passed on, where something is missing the line resumes from its last cursor.
 */
export class FeedLine {
  readonly #source: BoardSource
  readonly #pipelineId: string
  readonly #sink: FeedLineSink
  #cursor: string | null = null
  #seq = 0
  #stopFeed: (() => void) | null = null
  #stopWatching: (() => void) | null = null
  #retry: ReturnType<typeof setTimeout> | undefined

  constructor(source: BoardSource, pipelineId: string, sink: FeedLineSink) {
    this.#source = source
    this.#pipelineId = pipelineId
    this.#sink = sink
  }

  start(): void {
    this.#subscribe()
    // A tab that was frozen notices its silence as soon as it thaws; timers alone would do so later.
    const look = () => {
      if (document.visibilityState === 'visible' && this.#source.isSilentFor(silence)) this.#source.reconnect()
    }
    const watch = setInterval(look, watchEvery)
    document.addEventListener('visibilitychange', look)
    document.addEventListener('resume', look)
    window.addEventListener('pageshow', look)
    this.#stopWatching = () => {
      clearInterval(watch)
      document.removeEventListener('visibilitychange', look)
      document.removeEventListener('resume', look)
      window.removeEventListener('pageshow', look)
    }
  }

  stop(): void {
    this.#stopWatching?.()
    this.#stopFeed?.()
    clearTimeout(this.#retry)
    this.#stopWatching = this.#stopFeed = null
  }

  /** Begins anew from a snapshot. */
  rejoin(): void {
    this.#cursor = null
    this.#subscribe()
  }

  #subscribe(): void {
    this.#stopFeed?.()
    clearTimeout(this.#retry)
    this.#stopFeed = this.#source.subscribe(this.#pipelineId, () => this.#from(), {
      message: (message) => this.#take(message),
      ended: () => this.#again(0),
      failed: (failure) => {
        if (failure.kind === 'not-found' || failure.kind === 'forbidden') return this.#sink.refused(failure)
        // Signed out too: whoever signs in again goes on here.
        this.#sink.troubled(failure)
        this.#again(retryAfter)
      },
    })
  }

  /** Asked at each connection: from here to the first message nobody knows what was missed. */
  #from(): string | null {
    this.#sink.phase(this.#cursor === null ? 'joining' : 'resuming')
    return this.#cursor
  }

  #again(wait: number): void {
    this.#sink.phase('resuming')
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => this.#subscribe(), wait)
  }

  #take(message: FeedMessage): void {
    switch (message.kind) {
      case 'snapshot':
        this.#seq = message.reading.seq
        this.#cursor = message.cursor
        this.#sink.snapshot(message.reading)
        this.#sink.phase('live')
        break
      case 'events':
        if (message.toSeq <= this.#seq) break
        if (message.fromSeq > this.#seq + 1) return this.#again(0)
        this.#seq = message.toSeq
        this.#cursor = message.cursor
        this.#sink.page(message)
        this.#sink.phase('live')
        break
      case 'heartbeat':
        // Ahead of what came: something was lost on the way.
        if (message.seq > this.#seq) return this.#again(0)
        if (message.seq === this.#seq) this.#cursor = message.cursor
        this.#sink.phase('live')
        break
      case 'resync':
        // The server completes the subscription next; without a cursor the following one begins with a snapshot.
        this.#cursor = null
        if (message.reason === 'ACL_CHANGED') this.#sink.rightsChanged()
    }
  }
}
