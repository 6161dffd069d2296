import { byPlace, isVisible, rankBetween, type Acl, type PlaceHint, type Ranked, type Scope } from '@mekong/domain'

/** A card of a column, as far as places go. */
export interface ColumnCard extends Ranked, Acl {}

export interface Spot {
  readonly above: ColumnCard | null
  readonly below: ColumnCard | null
  /** Undefined where the gap between the two is full. */
  readonly rank: string | undefined
}

/**
 * What is known of a column that is held: the cards around the places that are asked for. Cards that are put in and taken
 * out meanwhile are followed here, so that moves that share a transaction see each other without asking the database.
 * Exact as long as fewer cards leave a neighbourhood than were read on each side of it.
 */
export class HeldColumn {
  readonly #cards = new Map<string, ColumnCard>()

  constructor(cards: Iterable<ColumnCard>) {
    for (const card of cards) this.put(card)
  }

  put(card: ColumnCard): void {
    this.#cards.set(card.id, card)
  }

  take(id: string): void {
    this.#cards.delete(id)
  }

  /**
   * Right after `afterId`; else just before `beforeId`; else the end. A neighbour that the writer does not see is ignored,
   * as is one that is gone or elsewhere, and the card itself is none.
   */
  spotFor(cardId: string | null, hint: PlaceHint, scope: Scope): Spot {
    const others = [...this.#cards.values()].filter((card) => card.id !== cardId).toSorted(byPlace)
    const seenAt = (id: string | null | undefined) =>
      id ? others.findIndex((card) => card.id === id && isVisible(scope, card)) : -1
    const [after, before] = [seenAt(hint.afterId), seenAt(hint.beforeId)]
    const at = after >= 0 ? after + 1 : before >= 0 ? before : others.length
    const [above, below] = [others[at - 1] ?? null, others[at] ?? null]
    return { above, below, rank: rankBetween(above?.rank ?? null, below?.rank ?? null) }
  }
}

/** Whether a card of the column stands between the two already. */
export const standsAt = ({ above, below }: Spot, card: Ranked): boolean =>
  (above === null || byPlace(above, card) < 0) && (below === null || byPlace(card, below) < 0)
