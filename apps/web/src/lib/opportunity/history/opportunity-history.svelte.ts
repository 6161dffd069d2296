import { OpportunityHistoryDocument, type OpportunityHistoryQuery } from '@mekong/schema/documents'
import { QueryFailed, type Api } from '#lib/api/api.ts'
import type { Failure } from '#lib/api/failure.ts'

export type HistoryEntry = NonNullable<OpportunityHistoryQuery['opportunity']>['history']['nodes'][number]

const pageSize = 20
const mostAtOnce = 100

/** What was done to one opportunity, the newest first; older entries come when they are asked for. */
export class OpportunityHistory {
  entries = $state.raw<readonly HistoryEntry[] | null>(null)
  hasOlder = $state(false)
  isLoading = $state(false)
  failure = $state.raw<Failure | null>(null)
  readonly #api: Api
  readonly #id: string
  #cursor: string | null = null
  #reading = 0

  constructor(api: Api, id: string) {
    this.#api = api
    this.#id = id
  }

  /** Reads the newest entries again: after a change, and in another language. */
  async read(): Promise<void> {
    const first = Math.min(mostAtOnce, Math.max(pageSize, this.entries?.length ?? 0))
    await this.#ask(first, null)
  }

  async older(): Promise<void> {
    if (this.hasOlder && !this.isLoading) await this.#ask(pageSize, this.#cursor)
  }

  async #ask(first: number, after: string | null): Promise<void> {
    const reading = ++this.#reading
    this.isLoading = true
    try {
      const { opportunity } = await this.#api.query(OpportunityHistoryDocument, { id: this.#id, first, after })
      if (reading !== this.#reading) return
      this.failure = null
      if (opportunity) this.#join(opportunity.history, after !== null)
    } catch (error) {
      if (!(error instanceof QueryFailed)) throw error
      if (reading === this.#reading) this.failure = error.failure
    } finally {
      if (reading === this.#reading) this.isLoading = false
    }
  }

  #join({ nodes, pageInfo }: NonNullable<OpportunityHistoryQuery['opportunity']>['history'], isOlder: boolean): void {
    const known = this.entries ?? []
    if (isOlder) this.entries = [...known, ...nodes]
    else {
      const last = nodes.at(-1)
      const tail = last ? known.slice(known.findIndex(({ id }) => id === last.id) + 1) : []
      const isJoined = last !== undefined && known.some(({ id }) => id === last.id)
      this.entries = isJoined ? [...nodes, ...tail] : nodes
      // The older ones that stay are followed by what followed them before.
      if (isJoined && tail.length > 0) return
    }
    this.hasOlder = pageInfo.hasNextPage
    this.#cursor = pageInfo.endCursor
  }
}
