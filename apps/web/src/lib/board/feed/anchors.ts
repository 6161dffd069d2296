import type { Column, PagePart, Ranked } from '@mekong/domain'
import type { BoardCard } from './board-card.ts'
import type { ColumnReading } from './reading.ts'

interface Anchor {
  readonly cursor: string
  /** The card there, with the place that it had. */
  readonly after: Ranked
}

/** Above every card that can be. */
const top: Ranked = { id: '', rank: String(-(2n ** 63n)) }

/**
 * From where the next page of a column is read: the end of an earlier page, as long as the card there stands where it
 * stood. If it moved away, an earlier anchor serves; reading some cards twice is harmless, skipping one is not.
 */
export class Anchors {
  readonly #byStage = new Map<string, Anchor[]>()

  reset(readings: readonly ColumnReading[]): void {
    for (const reading of readings) {
      this.#byStage.delete(reading.stageId)
      this.add(reading)
    }
  }

  add({ stageId, endCursor, cards }: ColumnReading): void {
    const last = cards.at(-1)
    if (endCursor === null || !last) return
    const anchors = this.#byStage.get(stageId) ?? []
    this.#byStage.set(stageId, [...anchors, { cursor: endCursor, after: { id: last.id, rank: last.rank } }])
  }

  /** Where to read on, and how what is read joins. */
  next(column: Column<BoardCard>): { readonly cursor: string | null; readonly part: PagePart } {
    if (column.cards.length === 0) return { cursor: null, part: { part: 'head' } }
    const ranks = new Map(column.cards.map((card) => [card.id, card.rank]))
    const anchors = this.#byStage.get(column.stageId) ?? []
    const anchor = anchors.findLast(({ after }) => ranks.get(after.id) === after.rank)
    return { cursor: anchor?.cursor ?? null, part: { part: 'next', after: anchor?.after ?? top } }
  }
}
