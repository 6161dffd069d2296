import {
  BoardDocument,
  BoardEventsDocument,
  BoardHeadsDocument,
  CardFragmentDoc,
  SortedCardsDocument,
  type OpportunityFilter,
  type OpportunityOrder,
} from '@mekong/schema/documents'
import { QueryFailed, type Api } from '#lib/api/api.ts'
import type { Failure } from '#lib/api/failure.ts'
import { cardOf, type BoardCard } from './board-card.ts'
import { messageOf, type FeedMessage } from './feed-message.ts'
import { pipelineOf, readingOf, totalsOf, type BoardReading } from './reading.ts'

export interface FeedSink {
  message(message: FeedMessage): void
  failed(failure: Failure): void
  ended(): void
}

export interface ReadOptions {
  readonly filter?: OpportunityFilter | null
  readonly stageIds?: readonly string[]
  readonly first?: number
  readonly after?: string | null
}

export interface SortedPage {
  readonly cards: readonly BoardCard[]
  readonly hasMore: boolean
  readonly endCursor: string | null
}

/** Where a board comes from: the API in the product, a script in tests. */
export interface BoardSource {
  /** `from` is asked at each connection and says where to go on; null asks for a snapshot. */
  subscribe(pipelineId: string, from: () => string | null, sink: FeedSink): () => void
  read(pipelineId: string, options?: ReadOptions): Promise<BoardReading>
  /** Stages, settings and totals without cards. */
  readHeads(pipelineId: string, filter?: OpportunityFilter | null): Promise<BoardReading>
  readSorted(
    filter: OpportunityFilter,
    order: OpportunityOrder,
    page: { readonly first: number; readonly after: string | null },
  ): Promise<SortedPage>
  readonly line: 'online' | 'connecting' | 'offline'
  /** The line has been silent for longer than the feed ever is. */
  isSilentFor(milliseconds: number): boolean
  reconnect(): void
}

const gone = new QueryFailed({ kind: 'not-found', message: null, requestId: null })

export class ApiBoardSource implements BoardSource {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  get line(): 'online' | 'connecting' | 'offline' {
    return this.#api.network.status
  }

  subscribe(pipelineId: string, from: () => string | null, sink: FeedSink): () => void {
    return this.#api.socket.subscribe(BoardEventsDocument, () => ({ pipelineId, from: from() }), {
      next: ({ boardEvents }) => {
        this.#remember(boardEvents)
        sink.message(messageOf(boardEvents))
      },
      failed: (failure) => sink.failed(failure),
      ended: () => sink.ended(),
    })
  }

  async read(pipelineId: string, options: ReadOptions = {}): Promise<BoardReading> {
    const { filter = null, stageIds, first = 50, after = null } = options
    const variables = { pipelineId, filter, stageIds: stageIds ?? null, first, after }
    const { board } = await this.#api.query(BoardDocument, variables)
    if (!board) throw gone
    return readingOf(board)
  }

  async readHeads(pipelineId: string, filter: OpportunityFilter | null = null): Promise<BoardReading> {
    const { board } = await this.#api.query(BoardHeadsDocument, { pipelineId, filter })
    if (!board) throw gone
    return {
      seq: board.seq,
      pipeline: pipelineOf(board.pipeline),
      columns: board.columns.map(({ stage, totals }) => ({
        stageId: stage.id,
        totals: totalsOf(totals),
        cards: [],
        hasMore: totals.count > 0,
        endCursor: null,
      })),
    }
  }

  async readSorted(
    filter: OpportunityFilter,
    order: OpportunityOrder,
    page: { readonly first: number; readonly after: string | null },
  ): Promise<SortedPage> {
    const { opportunities } = await this.#api.query(SortedCardsDocument, { filter, orderBy: [order], ...page })
    return {
      cards: opportunities.nodes.map(cardOf),
      hasMore: opportunities.pageInfo.hasNextPage,
      endCursor: opportunities.pageInfo.endCursor,
    }
  }

  isSilentFor(milliseconds: number): boolean {
    return this.#api.socket.isSilentFor(milliseconds)
  }

  reconnect(): void {
    this.#api.socket.reconnect()
  }

  /** What the feed tells also goes to the records, so that list, sheet and page show it without asking. */
  #remember(message: Parameters<typeof messageOf>[0]): void {
    const cards =
      message.__typename === 'BoardEvents'
        ? message.events.flatMap((event) => event.opportunity ?? [])
        : message.__typename === 'BoardSnapshot'
          ? message.columns.flatMap((column) => column.opportunities.nodes)
          : []
    // Before they are fetched nobody looks at the records, and who looks first asks the server.
    const cache = this.#api.recordsNow?.cache
    if (!cache || cards.length === 0) return
    cache.batch({
      update: () => {
        for (const card of cards)
          cache.writeFragment({
            id: `Opportunity:${card.id}`,
            fragment: CardFragmentDoc,
            fragmentName: 'Card',
            data: card,
          })
      },
    })
  }
}
