import type { FeedEvent } from './feed.store.ts'

const mostEvents = 1_000
/** Cards with long descriptions count by their length, so that a ring stays small whatever people write. */
const mostCharacters = 8_000_000

/** A board's latest events, without a hole, from `base + 1` to `head`. */
export class Ring {
  #events: FeedEvent[] = []
  #characters = 0

  constructor(public head: number) {}

  /** Everything after this seq is here. */
  get base(): number {
    return this.head - this.#events.length
  }

  /** False, and nothing is taken, when the events do not join on. */
  push(events: readonly FeedEvent[]): boolean {
    if (events.some((event, at) => event.seq !== this.head + 1 + at)) return false
    for (const event of events) {
      this.#events.push(event)
      this.#characters += sizeOf(event)
    }
    this.head += events.length
    while (this.#events.length > mostEvents || (this.#characters > mostCharacters && this.#events.length > 1)) {
      const oldest = this.#events.shift()
      if (oldest) this.#characters -= sizeOf(oldest)
    }
    return true
  }

  /** Up to `limit` events right after a seq; undefined when the ring no longer reaches back so far. */
  after(seq: number, limit: number): readonly FeedEvent[] | undefined {
    if (seq < this.base) return undefined
    return this.#events.slice(seq - this.base, seq - this.base + limit)
  }
}

const sizeOf = (event: FeedEvent): number =>
  1_000 + (event.opportunity?.description?.length ?? 0) + 100 * (event.ranks.length + event.opportunityIds.length)
