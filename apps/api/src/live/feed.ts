import type { PipelineId } from '@mekong/domain'
import type { Cursors, FeedState, Reader, Resumed } from './cursor.ts'
import type { FeedEvent, FeedStore } from './feed.store.ts'
import { Ring } from './ring.ts'
import type { WakeBus } from './wake-bus.ts'
import { within } from './within.ts'

const pollMs = 1_000
const readLimit = 500
const cutOffMs = 5_000
/** A database that starts again is back before that; a node that was cut off from it is not. */
const lostMs = 15_000
const patienceMs = 10_000

/** Why what was held of a board is void, for everybody who follows it. */
export type Break = 'EPOCH' | 'RETENTION'

export interface Follower {
  /** `board.head` has grown. */
  news(): void
  broken(reason: Break): void
}

/**
 * The feeds of the boards that somebody follows on this node. A wake-up makes it look at one board, and every second it
 * looks at all counters, on another connection than the wake-ups come by: docs/protocol.md, D1.
 */
export class Feed {
  readonly #boards = new Map<PipelineId, BoardFeed>()
  #epoch = ''
  #clockAhead = 0
  /** By the clock that nobody sets. */
  #polledAt = 0
  #timer: NodeJS.Timeout | undefined
  #stopListening = () => {}

  constructor(
    readonly store: FeedStore,
    private readonly cursors: Cursors,
    private readonly wake: WakeBus,
    private readonly onFault: (error: unknown) => void,
    /** A board lacks an event: what must never happen. */
    private readonly onGap: () => void = () => {},
  ) {}

  async start(): Promise<void> {
    await this.#poll()
    this.#stopListening = this.wake.subscribe((topic) => {
      for (const board of this.#boards.values())
        if (topic === 'all' || topic === `board:${board.pipelineId}`) board.look()
    })
    this.#timer = setTimeout(() => void this.#pollOn(), pollMs)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#stopListening()
  }

  /** This life of the database. */
  get epoch(): string {
    return this.#epoch
  }

  /** The database's time, in milliseconds: nodes' clocks may differ from it and from each other. */
  now(): number {
    return Date.now() + this.#clockAhead
  }

  /** The counters could not be read for a while: this node doesn't know what is new. */
  get isCutOff(): boolean {
    return performance.now() - this.#polledAt > cutOffMs
  }

  /** For so long that whoever is connected here should try another node. */
  get isLost(): boolean {
    return performance.now() - this.#polledAt > lostMs
  }

  cursorFor(reader: Reader, pipelineId: PipelineId, seq: number): string {
    return this.cursors.of(reader, { epoch: this.#epoch, pipelineId, seq })
  }

  readerHalf(reader: Reader): string {
    return this.cursors.readerHalf(reader)
  }

  /** What a cursor says besides whose it is; shared messages leave room for the reader's half. */
  positionHalf(pipelineId: PipelineId, seq: number): string {
    return this.cursors.positionHalf({ epoch: this.#epoch, pipelineId, seq })
  }

  resume(cursor: string, reader: Reader, pipelineId: PipelineId, state: FeedState, furthest?: number): Resumed {
    return this.cursors.resume(cursor, reader, pipelineId, state, furthest)
  }

  /** Fresh from the database: a cursor may come from a node that is ahead of this one. */
  async stateOf(pipelineId: PipelineId): Promise<FeedState | undefined> {
    const state = await this.store.stateOf(pipelineId)
    if (state && state.epoch !== this.#epoch) this.#beginEpoch(state.epoch)
    return state
  }

  /** Begins to follow a board, from its head. */
  follow(state: FeedState, pipelineId: PipelineId, follower: Follower): BoardFeed {
    const board = this.#boards.get(pipelineId) ?? this.#open(pipelineId, state.head)
    board.followers.add(follower)
    return board
  }

  leave(board: BoardFeed, follower: Follower): void {
    board.followers.delete(follower)
    if (board.followers.size === 0 && this.#boards.get(board.pipelineId) === board)
      this.#boards.delete(board.pipelineId)
  }

  #open(pipelineId: PipelineId, head: number): BoardFeed {
    const board = new BoardFeed(pipelineId, head, this.store, {
      onFault: this.onFault,
      onHole: () => {
        this.onGap()
        this.#breakOff(board, 'RETENTION')
      },
    })
    this.#boards.set(pipelineId, board)
    return board
  }

  #breakOff(board: BoardFeed, reason: Break): void {
    if (this.#boards.get(board.pipelineId) === board) this.#boards.delete(board.pipelineId)
    for (const follower of board.followers) follower.broken(reason)
  }

  async #pollOn(): Promise<void> {
    await this.#poll().catch(this.onFault)
    if (this.#timer !== undefined) this.#timer = setTimeout(() => void this.#pollOn(), pollMs)
  }

  async #poll(): Promise<void> {
    const known = [...this.#boards.values()].map((board) => [board, board.head] as const)
    const { epoch, now, boards } = await this.store.heads()
    this.#polledAt = performance.now()
    this.#clockAhead = now - Date.now()
    if (epoch !== this.#epoch) return this.#beginEpoch(epoch)
    for (const [board, head] of known) {
      const counter = boards.get(board.pipelineId)?.head ?? 0
      if (counter > board.head) board.look()
      // A counter that goes back is another database than the one that was read before.
      if (counter < head) this.#breakOff(board, 'EPOCH')
    }
  }

  #beginEpoch(epoch: string): void {
    const isFirst = this.#epoch === ''
    this.#epoch = epoch
    if (isFirst) return
    for (const board of this.#boards.values()) this.#breakOff(board, 'EPOCH')
  }
}

/** One followed board: its head, and its last events in memory. However many follow it, it is read once a wake-up. */
export class BoardFeed {
  readonly followers = new Set<Follower>()
  readonly #ring: Ring
  #isAsked = false
  #isReading = false

  constructor(
    readonly pipelineId: PipelineId,
    head: number,
    private readonly store: FeedStore,
    private readonly on: { onFault(error: unknown): void; onHole(): void },
  ) {
    this.#ring = new Ring(head)
  }

  get head(): number {
    return this.#ring.head
  }

  /** Reads what is new; asked while reading, it reads once more. A failure waits for the next safety poll. */
  look(): void {
    this.#isAsked = true
    if (!this.#isReading) void this.#read()
  }

  /** Events right after a seq, from memory or the table; `gone` when the next one is no longer kept. */
  async page(after: number, limit: number): Promise<readonly FeedEvent[] | 'gone'> {
    const kept = this.#ring.after(after, limit)
    if (kept !== undefined) return kept
    const events = await within(patienceMs, 'Reading a feed', this.store.events(this.pipelineId, after, limit))
    return events[0]?.seq === after + 1 ? events : 'gone'
  }

  async #read(): Promise<void> {
    this.#isReading = true
    try {
      while (this.#isAsked) {
        this.#isAsked = false
        const reading = this.store.events(this.pipelineId, this.head, readLimit)
        const events = await within(patienceMs, 'Reading a feed', reading)
        if (events.length === readLimit) this.#isAsked = true
        if (!this.#ring.push(events)) return this.on.onHole()
        if (events.length > 0) for (const follower of this.followers) follower.news()
      }
    } catch (error) {
      this.on.onFault(error)
    } finally {
      this.#isReading = false
    }
  }
}
