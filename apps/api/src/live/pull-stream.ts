import type { Scope } from '@mekong/domain'
import type { Follower } from './feed.ts'
import type { SeenPage } from './kept-totals.ts'
import type { BoardMessage, ResyncReason, SnapshotMessage } from '../modules/board/board-message.ts'
import { furthestBehind, type Room } from './room.ts'

const heartbeatMs = 15_000
const retryMs = 500

interface Options {
  readonly room: Room
  readonly scope: Scope
  readonly readerHalf: string
  readonly after: number | undefined
  onFault(error: unknown): void
  onResync(reason: ResyncReason): void
  end(): void
}

/**
 * A board's messages for whoever asks for one after the other (SSE): the same pages, positions and reasons as on a
 * WebSocket, at the reader's own pace. Each is executed for this reader alone.
 */
export class PullStream implements AsyncIterableIterator<BoardMessage, undefined, void>, Follower {
  #snapshot: SnapshotMessage | undefined
  #seq: number | undefined
  #resync: ResyncReason | undefined
  #isEnded = false
  #isTold = false
  #tell = () => {}

  constructor(private readonly options: Options) {
    this.#seq = options.after
  }

  news(): void {
    this.#isTold = true
    this.#tell()
  }

  broken(reason: ResyncReason): void {
    this.#resync ??= reason
    this.news()
  }

  async next(): Promise<IteratorResult<BoardMessage, undefined>> {
    const message = this.#isEnded ? undefined : await this.#message()
    if (message === undefined) {
      await this.return()
      return { done: true, value: undefined }
    }
    // A resync is the last word.
    if (message.kind === 'resync') {
      this.options.onResync(message.reason)
      this.#end()
    }
    return { done: false, value: message }
  }

  async return(): Promise<IteratorResult<BoardMessage, undefined>> {
    this.#end()
    return { done: true, value: undefined }
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async #message(): Promise<BoardMessage | undefined> {
    const { room, readerHalf } = this.options
    if (this.#seq === undefined && this.#snapshot === undefined) {
      this.#snapshot = { kind: 'snapshot', pipelineId: room.pipelineId, readerHalf, seq: undefined }
      return this.#snapshot
    }
    // It was executed meanwhile. Without a position it failed, and its errors were the answer.
    const seq = (this.#seq ??= this.#snapshot?.seq)
    if (seq === undefined) return undefined
    const beat = performance.now() + heartbeatMs
    while (!this.#isEnded) {
      if (this.#resync) return { kind: 'resync', reason: this.#resync }
      if (room.head - seq > furthestBehind) return { kind: 'resync', reason: 'TOO_FAR_BEHIND' }
      const page = room.head > seq ? await this.#page(seq) : undefined
      if (page === 'gone') return { kind: 'resync', reason: 'RETENTION' }
      if (page) {
        this.#seq = page.toSeq
        return room.message(seq, page.toSeq, page.events, readerHalf)
      }
      const left = beat - performance.now()
      if (left <= 0 && room.head === seq) return room.heartbeatAt(seq, readerHalf)
      await this.#news(room.head > seq ? retryMs : left)
    }
    return undefined
  }

  /** Undefined when it could not be read now. */
  async #page(seq: number): Promise<SeenPage | 'gone' | undefined> {
    const { room, scope, onFault } = this.options
    try {
      return await room.page({ scope }, seq, room.head)
    } catch (error) {
      onFault(error)
      return undefined
    }
  }

  /** Resolves when told something, or after a while. */
  async #news(ms: number): Promise<void> {
    if (!this.#isTold)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.#tell = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    this.#isTold = false
    this.#tell = () => {}
  }

  #end(): void {
    if (this.#isEnded) return
    this.#isEnded = true
    this.options.end()
    this.#tell()
  }
}
