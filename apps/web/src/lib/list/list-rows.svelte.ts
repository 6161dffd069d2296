import { add, type ColumnTotals } from '@mekong/domain'
import {
  ListRowFragmentDoc,
  OpportunitiesDocument,
  type OpportunitiesQuery,
  type OpportunitiesQueryVariables,
  type OpportunityFilter,
  type OpportunityOrder,
} from '@mekong/schema/documents'
import { QueryFailed, type Api } from '#lib/api/api.ts'
import type { Failure } from '#lib/api/failure.ts'
import { remember } from '#lib/api/live-fragment.svelte.ts'
import { AtMost, totalsOf, type BoardFeed } from '#lib/board/index.ts'

const rereadEvery = 1000
const pageSize = 60

export interface ListAsk {
  readonly filter: OpportunityFilter
  readonly order: readonly OpportunityOrder[] | null
  /** The same filter as the board takes it; null for everything. */
  readonly boardFilter: OpportunityFilter | null
  readonly hasSums: boolean
}

/**
 * Which opportunities stand in the list, and in which order: ids only, the rows themselves are live in the cache. Events
 * do not say what a filter or an order makes of them, so the ids are read again when something happens, at most once a
 * second.
 */
export class ListRows {
  ids = $state.raw<readonly string[] | null>(null)
  total = $state(0)
  totals = $state.raw<ColumnTotals | null>(null)
  hasMore = $state(false)
  isLoadingMore = $state(false)
  /** Why there are no rows; null while there are some or they are still being read. */
  failure = $state.raw<Failure | null>(null)
  readonly #api: Api
  readonly #feed: BoardFeed
  readonly #ask: ListAsk
  readonly #rereads = new AtMost(rereadEvery, () => this.#read())
  #endCursor: string | null = null
  /** How many rows the screen needs; those below it are read again when they are scrolled to. */
  #wanted = pageSize
  #readings = 0

  constructor(api: Api, feed: BoardFeed, ask: ListAsk) {
    this.#api = api
    this.#feed = feed
    this.#ask = ask
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

  /** For changes that the feed does not tell while it is away, such as a restored row. */
  reread(): void {
    this.#rereads.ask()
  }

  /** The screen shows rows down to this index. */
  async want(until: number): Promise<void> {
    this.#wanted = Math.max(pageSize, until)
    if (!this.ids || !this.hasMore || this.isLoadingMore || until < this.ids.length) return
    this.isLoadingMore = true
    const reading = this.#readings
    // Without an answer nothing is lost: the line says so, and scrolling on asks again.
    const page = await this.#page(this.#endCursor).catch(() => null)
    // A reading that came in between has made this page part of another moment.
    if (page && reading === this.#readings) this.#append(page)
    this.isLoadingMore = false
  }

  async #read(): Promise<void> {
    try {
      const first = await this.#page(null)
      const pages = [first]
      let length = first.opportunities.nodes.length
      for (let last = first; last.opportunities.pageInfo.hasNextPage && length < this.#wanted;) {
        last = await this.#page(last.opportunities.pageInfo.endCursor)
        pages.push(last)
        length += last.opportunities.nodes.length
      }
      this.#readings++
      this.ids = []
      for (const page of pages) this.#append(page)
      this.total = first.opportunities.totalCount ?? length
      this.totals = first.board ? summed(first.board.columns.map((column) => totalsOf(column.totals))) : null
      this.failure = null
    } catch (error) {
      if (!(error instanceof QueryFailed)) throw error
      // What is on the screen stays; the line says that it may be old.
      if (!this.ids) this.failure = error.failure
    }
  }

  async #page(after: string | null): Promise<OpportunitiesQuery> {
    const { filter, order, boardFilter, hasSums } = this.#ask
    const variables: OpportunitiesQueryVariables = {
      filter,
      orderBy: order && [...order],
      first: pageSize,
      after,
      isFirst: after === null,
      hasSums: hasSums && after === null,
      pipelineId: this.#feed.pipelineId,
      boardFilter,
    }
    const answer = await this.#api.query(OpportunitiesDocument, variables)
    remember(this.#api, ListRowFragmentDoc, 'ListRow', 'Opportunity', answer.opportunities.nodes)
    return answer
  }

  #append({ opportunities: { nodes, pageInfo } }: OpportunitiesQuery): void {
    // A row that moved between two readings of pages stands where it was met first.
    this.ids = [...new Set([...(this.ids ?? []), ...nodes.map((node) => node.id)])]
    this.hasMore = pageInfo.hasNextPage
    this.#endCursor = pageInfo.endCursor
  }
}

/** The totals of all columns as one. */
export function summed(columns: readonly ColumnTotals[]): ColumnTotals {
  const byCurrency = new Map<string, ColumnTotals['byCurrency'][number]>()
  for (const total of columns.flatMap((column) => column.byCurrency)) {
    const sum = byCurrency.get(total.currency)
    byCurrency.set(
      total.currency,
      sum
        ? {
            currency: total.currency,
            count: sum.count + total.count,
            amount: add(sum.amount, total.amount),
            weightedAmount: add(sum.weightedAmount, total.weightedAmount),
          }
        : total,
    )
  }
  return {
    count: columns.reduce((count, column) => count + column.count, 0),
    byCurrency: [...byCurrency.values()].toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
  }
}
