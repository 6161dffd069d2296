import type { ColumnNodes } from './column-nodes.ts'

const edge = 56
const fastest = 18

/** How far to scroll in a frame: nothing away from the edges, more the nearer to one. */
export function pull(at: number, from: number, until: number): number {
  if (at < from + edge) return -Math.ceil(fastest * Math.min(1, (from + edge - at) / edge))
  if (at > until - edge) return Math.ceil(fastest * Math.min(1, (at - until + edge) / edge))
  return 0
}

/** Scrolls column and board while something is held near their edges, frame by frame until it is stopped. */
export function autoScroll(
  columns: ColumnNodes,
  pointer: () => { x: number; y: number },
  onscroll: () => void,
): () => void {
  let frame = requestAnimationFrame(step)
  function step() {
    const { x, y } = pointer()
    const column = columns.at(x, y)?.frame
    const { board } = columns
    let hasScrolled = false
    if (column) {
      const rect = column.getBoundingClientRect()
      const before = column.scrollTop
      column.scrollTop += pull(y, rect.top, rect.bottom)
      hasScrolled = column.scrollTop !== before
    }
    if (board) {
      const rect = board.getBoundingClientRect()
      const before = board.scrollLeft
      board.scrollLeft += pull(x, rect.left, rect.right)
      hasScrolled ||= board.scrollLeft !== before
    }
    if (hasScrolled) onscroll()
    frame = requestAnimationFrame(step)
  }
  return () => cancelAnimationFrame(frame)
}
