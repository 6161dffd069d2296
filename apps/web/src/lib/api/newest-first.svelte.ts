import { QueryFailed } from './api.ts'
import type { Failure } from './failure.ts'

interface Page<Entry> {
  readonly nodes: readonly Entry[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

/** Asks for one page; null when what it belongs to is gone. */
type Ask<Entry> = (page: { readonly first: number; readonly after: string | null }) => Promise<Page<Entry> | null>

const pageSize = 20
const mostAtOnce = 100

/** A list that grows at its front: the newest entries are read again, older ones come when they are asked for. */
export class NewestFirst<Entry extends { readonly id: string }> {
  data = $state.raw<readonly Entry[] | undefined>(undefined)
  hasOlder = $state(false)
  isLoading = $state(false)
  failure = $state.raw<Failure | null>(null)
  readonly #ask: Ask<Entry>
  #cursor: string | null = null
  #reading = 0

  constructor(ask: Ask<Entry>) {
    this.#ask = ask
  }

  /** Reads the newest entries again: after a change, and in another language. */
  async refetch(): Promise<void> {
    await this.#read(Math.min(mostAtOnce, Math.max(pageSize, this.data?.length ?? 0)), null)
  }

  async older(): Promise<void> {
    if (this.hasOlder && !this.isLoading) await this.#read(pageSize, this.#cursor)
  }

  /** Begins anew: the list is another one now. */
  async restart(): Promise<void> {
    this.data = undefined
    this.hasOlder = false
    this.failure = null
    await this.refetch()
  }

  async #read(first: number, after: string | null): Promise<void> {
    const reading = ++this.#reading
    this.isLoading = true
    try {
      const page = await this.#ask({ first, after })
      if (reading !== this.#reading) return
      this.failure = null
      if (page) this.#join(page, after !== null)
    } catch (error) {
      if (!(error instanceof QueryFailed)) throw error
      if (reading === this.#reading) this.failure = error.failure
    } finally {
      if (reading === this.#reading) this.isLoading = false
    }
  }

  #join({ nodes, pageInfo }: Page<Entry>, isOlder: boolean): void {
    const known = this.data ?? []
    if (isOlder) this.data = [...known, ...nodes]
    else {
      const last = nodes.at(-1)
      const tail = last ? known.slice(known.findIndex(({ id }) => id === last.id) + 1) : []
      const isJoined = last !== undefined && known.some(({ id }) => id === last.id)
      this.data = isJoined ? [...nodes, ...tail] : nodes
      // The older ones that stay are followed by what followed them before.
      if (isJoined && tail.length > 0) return
    }
    this.hasOlder = pageInfo.hasNextPage
    this.#cursor = pageInfo.endCursor
  }
}
