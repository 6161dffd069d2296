import type { ColumnLayout } from '../column/layout.ts'

export interface ColumnNode {
  readonly root: HTMLElement
  /** What scrolls; null while the column is folded. */
  readonly frame: HTMLElement | null
  readonly layout: () => ColumnLayout
}

/** Which elements draw the columns, so that a hand over the board knows what it is over. */
export class ColumnNodes {
  readonly #nodes = new Map<string, ColumnNode>()
  board: HTMLElement | undefined

  add(stageId: string, node: ColumnNode): () => void {
    this.#nodes.set(stageId, node)
    return () => {
      if (this.#nodes.get(stageId) === node) this.#nodes.delete(stageId)
    }
  }

  get(stageId: string): ColumnNode | undefined {
    return this.#nodes.get(stageId)
  }

  /** The column at a height and width of the screen. */
  at(x: number, y: number): (ColumnNode & { readonly stageId: string }) | undefined {
    for (const [stageId, node] of this.#nodes) {
      const rect = node.root.getBoundingClientRect()
      if (x >= rect.left && x < rect.right && y >= rect.top && y < rect.bottom) return { ...node, stageId }
    }
    return undefined
  }
}
