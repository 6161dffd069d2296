/**
 * Places in a column are integers with wide gaps, so that a card between two others seldom touches a third. The server
 * alone assigns them; a browser only shows where a card will come to stand.
 */
const gap = 1n << 20n

export interface Ranked {
  readonly id: string
  readonly rank: string
}

/** Where somebody dropped a card. Neither neighbour named: the end. */
export interface PlaceHint {
  readonly afterId?: string | null | undefined
  readonly beforeId?: string | null | undefined
}

export const byPlace = (a: Ranked, b: Ranked): number => {
  const left = BigInt(a.rank)
  const right = BigInt(b.rank)
  if (left !== right) return left < right ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Cards with new ranks. One whose rank stays is the same object as before: a screen redraws the others only. */
export function withRanks<C extends Ranked>(cards: readonly C[], ranks: readonly Ranked[]): readonly C[] {
  const rankOf = new Map(ranks.map(({ id, rank }) => [id, rank]))
  if (!cards.some((card) => rankOf.has(card.id))) return cards
  return cards.map((card) => {
    const rank = rankOf.get(card.id)
    return rank === undefined ? card : { ...card, rank }
  })
}

/** How many cards of a sorted column stand before a card, by halving: columns may have thousands. */
export function cardsBefore(column: readonly Ranked[], card: Ranked): number {
  let low = 0
  let high = column.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = column[middle]
    if (other && byPlace(other, card) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** A rank between two neighbours (null: none on that side), or undefined where the gap is full. */
export function rankBetween(above: string | null, below: string | null): string | undefined {
  if (above === null && below === null) return String(gap)
  if (above === null) return String(BigInt(below ?? 0) - gap)
  if (below === null) return String(BigInt(above) + gap)
  const low = BigInt(above)
  const high = BigInt(below)
  return high - low < 2n ? undefined : String(low + (high - low) / 2n)
}

/**
 * The index at which a dropped card comes to stand in a column (which does not hold it). `beforeId` alone: just before
 * it; both: between, else right after `afterId`; a neighbour that is not here is ignored; none left: the end.
 */
export function indexAt(column: readonly { readonly id: string }[], hint: PlaceHint): number {
  const after = hint.afterId ? column.findIndex((card) => card.id === hint.afterId) : -1
  if (after >= 0) return after + 1
  const before = hint.beforeId ? column.findIndex((card) => card.id === hint.beforeId) : -1
  return before >= 0 ? before : column.length
}

export interface Placement {
  readonly rank: string
  /** Other cards that had to move aside, with their new ranks. */
  readonly reranked: readonly Ranked[]
}

/**
 * Places a new card at an index of a column: all its cards, in order, without the new one. Where the gap is full, the
 * smallest window around it that has room is spread out; its cards keep their order.
 */
export function placeAt(column: readonly Ranked[], index: number): Placement {
  const rank = rankBetween(column[index - 1]?.rank ?? null, column[index]?.rank ?? null)
  return rank === undefined ? spread(column, index) : { rank, reranked: [] }
}

/** Grows a window around a full gap, card by card toward the wider side, until it has room. */
function spread(column: readonly Ranked[], index: number): Placement {
  let from = index
  let to = index
  let spacing: Spacing | undefined
  // Ends when the window reaches an end of the column at the latest: there is all the room that one wants.
  while (spacing === undefined) {
    if (isWider(column, from, to)) from -= 1
    else to += 1
    spacing = spacingOf(column[from - 1], column[to], BigInt(to - from + 1))
  }
  const { start, step } = spacing
  const rankAt = (place: number) => String(start + step * BigInt(place + 1))
  const reranked = column
    .slice(from, to)
    .map((card, at) => ({ id: card.id, rank: rankAt(from + at < index ? at : at + 1) }))
  return { rank: rankAt(index - from), reranked }
}

/** Whether taking in the card above a window gains at least as much room as the one below. */
function isWider(column: readonly Ranked[], from: number, to: number): boolean {
  if (from === 0) return false
  if (to === column.length || from === 1) return true
  if (to === column.length - 1) return false
  return distance(column, from - 2) >= distance(column, to)
}

const distance = (column: readonly Ranked[], at: number): bigint =>
  BigInt(column[at + 1]?.rank ?? 0) - BigInt(column[at]?.rank ?? 0)

interface Spacing {
  readonly start: bigint
  readonly step: bigint
}

/**
 * Even steps for so many cards between the two around them, or undefined where that is too tight. Steps at least as wide
 * as the window has cards: with less, drops that follow at the same place would spread it again and again (5,000 of them
 * move 5 cards each on average this way, and 400 with steps of 2).
 */
function spacingOf(above: Ranked | undefined, below: Ranked | undefined, count: bigint): Spacing | undefined {
  if (!below) return { start: BigInt(above?.rank ?? 0), step: gap }
  if (!above) return { start: BigInt(below.rank) - gap * (count + 1n), step: gap }
  const start = BigInt(above.rank)
  const step = (BigInt(below.rank) - start) / (count + 1n)
  return step < 2n || step < count ? undefined : { start, step }
}
