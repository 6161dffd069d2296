import { cutTo, scopeKey, type PipelineId, type Scope, type TotalsByStage } from '@mekong/domain'
import type { Feed } from './feed.ts'
import type { FeedEvent } from './feed.store.ts'
import type { ToldEvent } from '../modules/board/board-message.ts'

const mostPositions = 5_000

/** Events of a stretch of the feed as one scope sees them. */
export interface SeenPage {
  readonly toSeq: number
  readonly events: readonly ToldEvent[]
}

/**
 * Totals by scope at the positions where readers stand. They are read from the database once, with the counter in one
 * statement, and from then on moved by each event's deltas (docs/protocol.md, V3). A position's totals never change, so
 * they may be forgotten at any time and be read again.
 */
export class KeptTotals {
  readonly #at = new Map<string, Promise<TotalsByStage>>()

  constructor(private readonly feed: Pick<Feed, 'store' | 'epoch'>) {}

  /** Cuts a stretch of the feed, which begins right after a seq, to what a scope sees. */
  async cut(pipelineId: PipelineId, scope: Scope, after: number, stretch: readonly FeedEvent[]): Promise<SeenPage> {
    let totals = await this.#totalsAt(pipelineId, scope, after)
    const events: ToldEvent[] = []
    for (const change of stretch) {
      const cut = cutTo(scope, change, totals)
      totals = cut.totals
      if (cut.event === null) continue
      // The key belongs to the change of the card; whoever sees only its neighbours move aside has no use for it.
      const isItself = cut.event.opportunityId === change.opportunityId
      const clientMutationId = isItself ? change.clientMutationId : null
      events.push({ ...cut.event, pipelineId, at: change.at, actorId: change.actorId, clientMutationId })
    }
    const toSeq = stretch.at(-1)?.seq ?? after
    this.#keep(this.#keyOf(pipelineId, scope, toSeq), Promise.resolve(totals))
    return { toSeq, events }
  }

  /** Totals that were read with a board. */
  know(pipelineId: PipelineId, scope: Scope, seq: number, totals: TotalsByStage): void {
    this.#keep(this.#keyOf(pipelineId, scope, seq), Promise.resolve(totals))
  }

  #totalsAt(pipelineId: PipelineId, scope: Scope, seq: number): Promise<TotalsByStage> {
    const key = this.#keyOf(pipelineId, scope, seq)
    const kept = this.#at.get(key)
    if (kept) return kept
    const read = this.feed.store.totalsAt(pipelineId, scope, seq)
    this.#keep(key, read)
    read.catch(() => this.#at.delete(key))
    return read
  }

  #keep(key: string, totals: Promise<TotalsByStage>): void {
    this.#at.delete(key)
    this.#at.set(key, totals)
    for (const oldest of this.#at.keys()) {
      if (this.#at.size <= mostPositions) break
      this.#at.delete(oldest)
    }
  }

  /** Another life of the database counts anew. */
  #keyOf(pipelineId: PipelineId, scope: Scope, seq: number): string {
    return `${this.feed.epoch} ${pipelineId} ${scopeKey(scope)} ${seq}`
  }
}
