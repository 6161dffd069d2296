import { findCard, view, type Board, type Pending } from '@mekong/domain'
import type { BoardCard } from '../feed/board-card.ts'
import type { BoardFeed } from '../feed/board-feed.svelte.ts'

interface Entry {
  readonly change: Pending<BoardCard>
  /** The seq of its own event; a board that has reached it needs the overlay no more. */
  readonly settledAt: number | null
  /** The server said so. */
  readonly isApplied: boolean
}

/** My own changes on their way: laid over the board until their own event is part of it, or they are refused. */
export class PendingChanges {
  #entries = $state.raw<readonly Entry[]>([])
  /** A move that still asks its mover something: the card waits where it was dropped. */
  preview = $state.raw<Pending<BoardCard> | null>(null)
  readonly #feed: BoardFeed
  readonly #reached: () => number

  /** `reached` is the position of the board on the screen: a filtered one lags behind the feed. */
  constructor(feed: BoardFeed, reached: () => number) {
    this.#feed = feed
    this.#reached = reached
    feed.listen({
      before: ({ events }) => {
        for (const { clientMutationId, seq } of events)
          if (clientMutationId !== null) this.#settle(clientMutationId, seq)
      },
      after: () => this.#forgetSettled(),
      reset: () => this.#forgetApplied(),
    })
  }

  /** What a person sees of a board. */
  over(board: Board<BoardCard>): Board<BoardCard> {
    const due = this.#entries
      .filter(({ settledAt }) => settledAt === null || settledAt > board.seq)
      .map((entry) => entry.change)
    const changes = this.preview ? [...due, this.preview] : due
    return changes.length === 0 ? board : view(board, changes)
  }

  /** Keys of the changes of one card. */
  keysOf(opportunityId: string): readonly string[] {
    return this.#entries
      .filter(({ change, settledAt }) => change.opportunityId === opportunityId && settledAt === null)
      .map(({ change }) => change.clientMutationId)
  }

  add(change: Pending<BoardCard>): void {
    this.#feed.own.add(change.clientMutationId)
    this.#entries = [...this.#entries, { change, settledAt: null, isApplied: false }]
  }

  /** Refused, or known to be on the board already. */
  drop(key: string): void {
    this.#feed.own.delete(key)
    this.#entries = this.#entries.filter(({ change }) => change.clientMutationId !== key)
  }

  /** The server has written it, and this is the card now. Where that changed nothing there is no event to wait for. */
  applied(key: string, card: Pick<BoardCard, 'id' | 'version' | 'rank'>): void {
    const known = this.#feed.board && findCard(this.#feed.board, card.id)
    const isThere =
      known && (known.version > card.version || (known.version === card.version && known.rank === card.rank))
    if (isThere && this.#reached() >= (this.#feed.board?.seq ?? 0)) return this.drop(key)
    this.#entries = this.#entries.map((entry) =>
      entry.change.clientMutationId === key ? { ...entry, isApplied: true } : entry,
    )
  }

  /** The board on the screen has moved on. */
  forgetReached(): void {
    this.#forgetSettled()
  }

  #settle(key: string, seq: number): void {
    if (!this.#feed.own.has(key)) return
    this.#entries = this.#entries.map((entry) =>
      entry.change.clientMutationId === key ? { ...entry, settledAt: seq } : entry,
    )
  }

  #forgetSettled(): void {
    const reached = this.#reached()
    const isOver = ({ settledAt }: Entry) => settledAt !== null && settledAt <= reached
    for (const { change } of this.#entries.filter(isOver)) this.drop(change.clientMutationId)
  }

  /** A fresh snapshot holds everything that was applied before it was made. */
  #forgetApplied(): void {
    for (const { change, isApplied } of this.#entries) if (isApplied) this.drop(change.clientMutationId)
  }
}
