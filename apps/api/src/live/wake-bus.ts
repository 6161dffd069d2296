/**
 * What may have changed: a board's feed, the set-up that nodes keep in memory, somebody's rights. A topic is a hint to
 * look, never the news itself, so it may be lost, doubled or late without harm (docs/protocol.md, D1).
 */
export type Topic = `board:${string}` | 'setup' | `rights:${string}`

export interface WakeBus {
  /** After the commit. Returns at once and never fails: whoever misses it looks anyway within a second. */
  publish(topic: Topic): void
  /** Everything published on any node, this one included; `'all'` when some may have been missed. */
  subscribe(listener: (topic: Topic | 'all') => void): () => void
  start(): Promise<void>
  stop(): Promise<void>
  /** True while wake-ups of other nodes do not arrive and the safety poll alone carries delivery. */
  readonly isDegraded: boolean
}

/** Carries small news between nodes that are worth nothing a moment later: who is present. Lost is lost. */
export interface Grapevine {
  /** To all other nodes. What is longer than the bus carries is dropped. */
  tell(news: string): void
  /** What other nodes tell. */
  overhear(listener: (news: string) => void): () => void
  /** The longest news, in bytes. */
  readonly mostBytes: number
}

/** Listeners of one process. A listener that throws is a fault of its own, not of the bus or of its neighbours. */
export class Listeners<T = Topic | 'all'> {
  readonly #listeners = new Set<(news: T) => void>()

  constructor(private readonly onFault: (error: unknown) => void) {}

  add(listener: (news: T) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tell(news: T): void {
    for (const listener of this.#listeners)
      try {
        listener(news)
      } catch (error) {
        this.onFault(error)
      }
  }
}
