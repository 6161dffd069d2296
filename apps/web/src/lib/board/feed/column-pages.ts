import type { Board, PagePart } from '@mekong/domain'
import { Anchors } from './anchors.ts'
import type { BoardCard } from './board-card.ts'
import type { BoardSource } from './board-source.ts'
import { joinPage } from './catch-up.ts'
import type { FeedPage } from './feed-message.ts'
import type { BoardReading, ColumnReading } from './reading.ts'

export interface PagedBoard {
  readonly pipelineId: string
  board: Board<BoardCard> | null
}

/** Enough to bring a page up to date that was asked for just before a burst. */
const keptPages = 256
const pageSize = 50
const mostAtOnce = 100
/** A board that changes faster than it can be read is read on when somebody scrolls again. */
const mostAttempts = 8

interface Held {
  readonly reading: ColumnReading
  readonly seq: number
  readonly part: PagePart
  readonly settle: (joined: boolean) => void
}

/** Reads cards beyond the feed: more of a column, or a column anew. Every page has a position and joins only there. */
export class ColumnPages {
  readonly #source: BoardSource
  readonly #target: PagedBoard
  readonly #anchors = new Anchors()
  #history: FeedPage[] = []
  #held: Held[] = []

  constructor(source: BoardSource, target: PagedBoard) {
    this.#source = source
    this.#target = target
  }

  reset(reading: BoardReading): void {
    this.#anchors.reset(reading.columns)
    this.#history = []
    this.stop()
  }

  /** The feed has moved on. */
  advanced(pages: readonly FeedPage[]): void {
    this.#history = [...this.#history, ...pages].slice(-keptPages)
    const due = this.#held.filter((held) => held.seq <= (this.#target.board?.seq ?? 0))
    this.#held = this.#held.filter((held) => !due.includes(held))
    for (const held of due) held.settle(this.#merge(held.reading, held.seq, held.part))
  }

  stop(): void {
    for (const held of this.#held) held.settle(false)
    this.#held = []
  }

  /** Reads on until there are more cards than before, or no more. */
  async more(stageId: string): Promise<void> {
    const before = this.#target.board?.columns.get(stageId)?.cards.length ?? 0
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const column = this.#target.board?.columns.get(stageId)
      if (!column?.hasMore || column.cards.length > before) return
      const { cursor, part } = this.#anchors.next(column)
      const { seq, columns } = await this.#source.read(this.#target.pipelineId, {
        stageIds: [stageId],
        first: pageSize,
        after: cursor,
      })
      const [reading] = columns
      if (!reading) return
      if (!(await this.#join(reading, seq, part))) continue
      this.#anchors.add(reading)
      // A page that was known already leads on to the next one, if there is one.
      if (!reading.hasMore) return
    }
  }

  /** Reads columns anew, as far down as they are loaded. */
  async again(stageIds: readonly string[]): Promise<void> {
    const loaded = Math.max(pageSize, ...stageIds.map((id) => this.#target.board?.columns.get(id)?.cards.length ?? 0))
    const { seq, columns } = await this.#source.read(this.#target.pipelineId, {
      stageIds,
      first: Math.min(loaded, mostAtOnce),
    })
    for (const reading of columns) if (await this.#join(reading, seq, { part: 'head' })) this.#anchors.reset([reading])
  }

  #join(reading: ColumnReading, seq: number, part: PagePart): Promise<boolean> | boolean {
    if (seq <= (this.#target.board?.seq ?? 0)) return this.#merge(reading, seq, part)
    return new Promise((settle) => this.#held.push({ reading, seq, part, settle }))
  }

  #merge(reading: ColumnReading, seq: number, part: PagePart): boolean {
    const { board } = this.#target
    if (!board) return false
    const paged = joinPage(board, this.#history, reading, seq, part)
    if (paged.kind !== 'merged') return false
    this.#target.board = paged.board
    return true
  }
}
