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

/** Places a new card at an index of a sorted column. Where the gap is full, the smallest window around it is spread out. */
export function placeAt(column: readonly Ranked[], index: number): Placement {
  const rank = rankBetween(column[index - 1]?.rank ?? null, column[index]?.rank ?? null)
  return rank === undefined ? spread(column, index) : { rank, reranked: [] }
}

function spread(column: readonly Ranked[], index: number): Placement {
  for (let reach = 1; ; reach *= 2) {
    const from = Math.max(0, index - reach)
    const to = Math.min(column.length, index + reach)
    const window = column.slice(from, to)
    const room = spacing(column, from, to, BigInt(window.length + 1))
    if (room === undefined) continue
    const ranks = Array.from({ length: window.length + 1 }, (_, at) => String(room.start + room.step * BigInt(at + 1)))
    const own = index - from
    const reranked = window
      .map((card, at) => ({ id: card.id, rank: ranks[at < own ? at : at + 1] ?? card.rank }))
      .filter((card, at) => card.rank !== window[at]?.rank)
    return { rank: ranks[own] ?? String(gap), reranked }
  }
}

/** Even steps between the cards around a window; a window that reaches an end of the column has all the room it wants. */
function spacing(
  column: readonly Ranked[],
  from: number,
  to: number,
  count: bigint,
): { start: bigint; step: bigint } | undefined {
  const above = column[from - 1]
  const below = column[to]
  if (above === undefined && below === undefined) return { start: 0n, step: gap }
  if (below === undefined) return { start: BigInt(above?.rank ?? 0), step: gap }
  if (above === undefined) return { start: BigInt(below.rank) - gap * (count + 1n), step: gap }
  const start = BigInt(above.rank)
  const step = (BigInt(below.rank) - start) / (count + 1n)
  // One free place on each side at least, so that the next drop here does not spread again at once.
  return step < 2n ? undefined : { start, step }
}
