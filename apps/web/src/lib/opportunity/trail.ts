/** The screen under a sheet: what stands before and after an opportunity there, and where the focus returns. */
export interface Trail {
  neighbour(id: string, by: 1 | -1): string | null
  nodeOf(id: string): HTMLElement | null
  focus(id: string): void
}
