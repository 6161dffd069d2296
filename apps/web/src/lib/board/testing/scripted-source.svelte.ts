import type { BoardCard } from '../feed/board-card.ts'
import type { BoardSource, FeedSink, ReadOptions, SortedPage } from '../feed/board-source.ts'
import type { FeedEvent, FeedMessage } from '../feed/feed-message.ts'
import type { BoardReading, ColumnReading } from '../feed/reading.ts'
import { fivePipeline, makeReading, totalsOfCards } from './cards.ts'

/** A board that a test plays: it says what the server would say, when the test wants it said. */
export class ScriptedSource implements BoardSource {
  line = $state<'online' | 'connecting' | 'offline'>('online')
  pipeline = fivePipeline
  seq = 1
  /** Every place from which the client began to follow, oldest first. */
  readonly begun: (string | null)[] = []
  readonly reads: ReadOptions[] = []
  #cards: readonly BoardCard[]
  #sink: FeedSink | null = null
  readonly #pages: Extract<FeedMessage, { kind: 'events' }>[] = []
  readonly #pageSize: number

  constructor(cards: readonly BoardCard[], pageSize = 50) {
    this.#cards = cards
    this.#pageSize = pageSize
  }

  subscribe(_pipelineId: string, from: () => string | null, sink: FeedSink): () => void {
    this.#sink = sink
    // As the real one does, which looks whether there is a line.
    if (this.line !== 'offline') this.#begin(from)
    return () => {
      if (this.#sink === sink) this.#sink = null
    }
  }

  read(_pipelineId: string, options: ReadOptions = {}): Promise<BoardReading> {
    this.reads.push(options)
    const { stageIds, first = this.#pageSize, after } = options
    const all = this.#reading(Number.POSITIVE_INFINITY).columns
    const columns = all
      .filter((column) => stageIds?.includes(column.stageId) ?? true)
      .map((column) => {
        const at = after ? column.cards.findIndex((card) => after === `after ${card.id}`) + 1 : 0
        const cards = column.cards.slice(at, at + first)
        return {
          ...makeReading(column.stageId, cards),
          totals: column.totals,
          hasMore: at + first < column.cards.length,
        }
      })
    return Promise.resolve({ seq: this.seq, pipeline: this.pipeline, columns })
  }

  readHeads(): Promise<BoardReading> {
    return Promise.resolve(this.#reading(0))
  }

  readSorted(): Promise<SortedPage> {
    return Promise.resolve({ cards: [], hasMore: false, endCursor: null })
  }

  isSilentFor(): boolean {
    return false
  }

  reconnect(): void {}

  /** A committed change: it becomes part of the board, and whoever follows is told. */
  commit(
    change: Partial<FeedEvent> & Pick<FeedEvent, 'type'>,
    { isLost = false }: { isLost?: boolean } = {},
  ): FeedEvent {
    const { card } = change
    const before = this.#cards.find(({ id }) => id === (card?.id ?? change.opportunityId))
    this.#cards = [...this.#cards.filter(({ id }) => id !== before?.id), ...(card ? [card] : [])]
    const touched = new Set([before?.stageId, card?.stageId].filter((id) => id !== undefined))
    const event: FeedEvent = {
      seq: ++this.seq,
      at: '2026-11-25T02:00:00.000Z',
      actor: { id: 'usr_lan', name: 'Võ Thị Lan' },
      clientMutationId: null,
      opportunityId: card?.id ?? before?.id ?? null,
      card: null,
      fromStageId: before?.stageId ?? null,
      toStageId: card?.stageId ?? null,
      columns: [...touched].map((stageId) => ({ stageId, totals: totalsOfCards(this.#in(stageId)) })),
      ranks: [],
      opportunityIds: [],
      ...change,
    }
    const page = {
      kind: 'events',
      cursor: `at ${this.seq}`,
      fromSeq: this.seq,
      toSeq: this.seq,
      events: [event],
    } as const
    this.#pages.push(page)
    if (!isLost) this.#sink?.message(page)
    return event
  }

  heartbeat(): void {
    this.#sink?.message({ kind: 'heartbeat', cursor: `at ${this.seq}`, seq: this.seq })
  }

  resync(reason: 'RETENTION' | 'ACL_CHANGED'): void {
    const sink = this.#sink
    sink?.message({ kind: 'resync', reason })
    sink?.ended()
  }

  /** The line broke and stands again: the client says where it goes on. */
  breakLine(): void {
    if (this.#sink && this.#from) this.#begin(this.#from)
  }

  #from: (() => string | null) | null = null

  #begin(from: () => string | null): void {
    this.#from = from
    const cursor = from()
    this.begun.push(cursor)
    const sink = this.#sink
    if (cursor === null)
      sink?.message({ kind: 'snapshot', cursor: `at ${this.seq}`, reading: this.#reading(this.#pageSize) })
    else {
      const missed = this.#pages.filter(({ fromSeq }) => fromSeq > Number(cursor.replace('at ', '')))
      for (const page of missed) sink?.message(page)
      if (missed.length === 0) sink?.message({ kind: 'heartbeat', cursor, seq: this.seq })
    }
  }

  #reading(first: number): BoardReading {
    const columns = this.pipeline.stages.map(({ id }): ColumnReading => {
      const cards = this.#in(id)
      return { ...makeReading(id, cards.slice(0, first)), totals: totalsOfCards(cards), hasMore: cards.length > first }
    })
    return { seq: this.seq, pipeline: this.pipeline, columns }
  }

  #in(stageId: string): readonly BoardCard[] {
    return this.#cards.filter((card) => card.stageId === stageId).toSorted((a, b) => Number(a.rank) - Number(b.rank))
  }
}
