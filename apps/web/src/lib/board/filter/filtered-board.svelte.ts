import type { Board, Column } from '@mekong/domain'
import type { OpportunityFilter, OpportunityOrder } from '@mekong/schema/documents'
import { QueryFailed } from '#lib/api/api.ts'
import type { Failure } from '#lib/api/failure.ts'
import { AtMost } from '../feed/at-most.ts'
import type { BoardCard } from '../feed/board-card.ts'
import type { BoardFeed } from '../feed/board-feed.svelte.ts'
import type { BoardSource } from '../feed/board-source.ts'
import type { ColumnReading } from '../feed/reading.ts'

const rereadEvery = 1000
const pageSize = 50
const mostAtOnce = 100

/**
 * A board narrowed by a filter or in another order than by hand. Events do not say what a filter makes of them, so it is
 * read again when something happens, at most once a second.
 */
export class FilteredBoard {
  board = $state.raw<Board<BoardCard> | null>(null)
  failure = $state.raw<Failure | null>(null)
  loading = $state.raw<ReadonlySet<string>>(new Set())
  readonly #source: BoardSource
  readonly #feed: BoardFeed
  readonly #filter: OpportunityFilter | null
  readonly #order: OpportunityOrder | null
  readonly #onread: () => void
  readonly #rereads = new AtMost(rereadEvery, () => this.#read())
  readonly #cursors = new Map<string, string | null>()

  constructor(
    source: BoardSource,
    feed: BoardFeed,
    filter: OpportunityFilter | null,
    order: OpportunityOrder | null,
    onread: () => void,
  ) {
    this.#source = source
    this.#feed = feed
    this.#filter = filter
    this.#order = order
    this.#onread = onread
  }

  /** Cards are left out; otherwise they only stand in another order. */
  get isNarrowed(): boolean {
    return this.#filter !== null
  }

  open(): () => void {
    const again = () => this.#rereads.ask()
    const stop = this.#feed.listen({ after: again, reset: again })
    again()
    return () => {
      stop()
      this.#rereads.stop()
    }
  }

  retry(): void {
    this.failure = null
    this.#rereads.ask()
  }

  async loadMore(stageId: string): Promise<void> {
    const column = this.board?.columns.get(stageId)
    if (!column?.hasMore || this.loading.has(stageId)) return
    this.loading = new Set([...this.loading, stageId])
    const page = await this.#page(stageId, pageSize, this.#cursors.get(stageId) ?? null).catch(() => null)
    // A reading that came in between has made this page part of another moment.
    if (page && this.board?.columns.get(stageId) === column) {
      const known = new Set(column.cards.map((card) => card.id))
      this.#put({
        ...column,
        cards: [...column.cards, ...page.cards.filter((card) => !known.has(card.id))],
        hasMore: page.hasMore,
      })
      this.#cursors.set(stageId, page.endCursor)
    }
    this.loading = new Set([...this.loading].filter((id) => id !== stageId))
  }

  #put(column: Column<BoardCard>): void {
    if (this.board) this.board = { ...this.board, columns: new Map(this.board.columns).set(column.stageId, column) }
  }

  async #page(
    stageId: string,
    first: number,
    after: string | null,
  ): Promise<Omit<ColumnReading, 'stageId' | 'totals'>> {
    if (this.#order !== null) {
      const here = { pipelineId: { eq: this.#feed.pipelineId }, stageId: { eq: stageId } }
      const filter = this.#filter === null ? here : { and: [this.#filter, here] }
      return this.#source.readSorted(filter, this.#order, { first, after })
    }
    const reading = await this.#source.read(this.#feed.pipelineId, {
      filter: this.#filter,
      stageIds: [stageId],
      first,
      after,
    })
    return reading.columns[0] ?? { cards: [], hasMore: false, endCursor: null }
  }

  async #read(): Promise<void> {
    try {
      const { seq, columns } = await this.#readColumns()
      for (const column of columns) this.#cursors.set(column.stageId, column.endCursor)
      this.board = {
        pipelineId: this.#feed.pipelineId,
        seq,
        // In the order in which the server gave them.
        columns: new Map(
          columns.map(({ stageId, totals, cards, hasMore }) => [stageId, { stageId, totals, cards, hasMore }]),
        ),
        staleColumns: new Map(),
        staleSetup: null,
      }
      this.failure = null
      this.#onread()
    } catch (error) {
      if (!(error instanceof QueryFailed)) throw error
      // What is on the screen stays; the line says that it may be old.
      if (!this.board) this.failure = error.failure
    }
  }

  async #readColumns(): Promise<{ seq: number; columns: readonly ColumnReading[] }> {
    const longest = Math.max(
      pageSize,
      ...[...(this.board?.columns.values() ?? [])].map((column) => column.cards.length),
    )
    const first = Math.min(longest, mostAtOnce)
    if (this.#order === null) return this.#source.read(this.#feed.pipelineId, { filter: this.#filter, first })
    const heads = await this.#source.readHeads(this.#feed.pipelineId, this.#filter)
    const columns = await Promise.all(
      heads.columns.map(async (head) =>
        head.totals.count === 0 ? head : { ...head, ...(await this.#page(head.stageId, first, null)) },
      ),
    )
    return { seq: heads.seq, columns }
  }
}
