/** What takes up room in a column: a card, or the place where a held one would stand. */
export type Slot = '·slot·'
export const slot: Slot = '·slot·'

export interface ColumnLayout {
  /** Ids of cards (and the slot) from the top. */
  readonly rows: readonly string[]
  /** Where each row begins, and where the last one ends. */
  readonly tops: readonly number[]
  readonly height: number
}

/** Rows one under the other with a gap; the column places them itself, so that nothing is ever laid out anew by the page. */
export function layOut(rows: readonly string[], heightOf: (row: string) => number, gap: number): ColumnLayout {
  const tops: number[] = []
  let y = 0
  for (const row of rows) {
    tops.push(y)
    y += heightOf(row) + gap
  }
  return { rows, tops, height: Math.max(0, y - gap) }
}

/** The rows of a column in which a held card would stand at `index` among the others. Its old place stays as a hole. */
export function rowsWith(ids: readonly string[], heldId: string | null, index: number | null): readonly string[] {
  if (index === null) return ids
  const others = ids.filter((id) => id !== heldId)
  const home = heldId === null ? -1 : ids.indexOf(heldId)
  if (home === index) return ids
  const next = others[index]
  const at = next === undefined ? ids.length : ids.indexOf(next)
  return ids.toSpliced(at, 0, slot)
}

/** The first row that ends below a height. */
export function rowAt({ tops }: ColumnLayout, y: number): number {
  let low = 0
  let high = tops.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tops[middle] ?? 0) <= y) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

/** Which rows are drawn: those in view and a few beyond. */
export function windowOf(
  layout: ColumnLayout,
  from: number,
  until: number,
): { readonly first: number; readonly last: number } {
  if (layout.rows.length === 0) return { first: 0, last: -1 }
  return { first: rowAt(layout, Math.max(0, from)), last: Math.min(layout.rows.length - 1, rowAt(layout, until)) }
}

/** Among the cards that are not held, the index at which something at height `y` would come to stand. */
export function indexOver(layout: ColumnLayout, heldId: string | null, y: number): number {
  let index = 0
  for (const [at, row] of layout.rows.entries()) {
    if (row === heldId || row === slot) continue
    const top = layout.tops[at] ?? 0
    const bottom = layout.tops[at + 1] ?? layout.height
    if (y < (top + bottom) / 2) break
    index++
  }
  return index
}

/** By how much a row has moved between two layouts; 0 if it is not in both. */
export function shiftOf(row: string | null, before: ColumnLayout, after: ColumnLayout): number {
  if (row === null) return 0
  const was = before.tops[before.rows.indexOf(row)]
  const is = after.tops[after.rows.indexOf(row)]
  return was === undefined || is === undefined ? 0 : is - was
}
