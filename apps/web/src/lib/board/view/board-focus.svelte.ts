import { tick } from 'svelte'
import type { CardNodes } from './card-nodes.ts'

/** The cards of a column as they stand on the screen. */
interface Shelf {
  readonly stageId: string
  readonly cardIds: readonly string[]
}

/**
 * The one card that Tab reaches, and how the focus goes from card to card. A card that has the focus keeps it wherever
 * it goes; when it is gone, its heir has it.
 */
export class BoardFocus {
  #activeId = $state<string | null>(null)
  readonly #nodes: CardNodes
  readonly #shelves: () => readonly Shelf[]

  constructor(nodes: CardNodes, shelves: () => readonly Shelf[]) {
    this.#nodes = nodes
    this.#shelves = shelves
  }

  /** Has `tabindex="0"`: the card that had the focus last, or the first of all. */
  readonly activeId: string | null = $derived.by(() => {
    const all = this.#shelves()
    const isThere = all.some((shelf) => this.#activeId !== null && shelf.cardIds.includes(this.#activeId))
    return isThere ? this.#activeId : (all.find((shelf) => shelf.cardIds.length > 0)?.cardIds[0] ?? null)
  })

  /** The card that has the focus at this moment. */
  get focusedId(): string | null {
    const { activeElement } = document
    const id = activeElement instanceof HTMLElement ? activeElement.dataset['card'] : undefined
    return id ?? null
  }

  /** A card has taken the focus. */
  took(id: string): void {
    this.#activeId = id
  }

  async focus(id: string): Promise<void> {
    this.#activeId = id
    // The active card is always drawn, also outside of what is in view.
    await tick()
    const node = this.#nodes.get(id)
    node?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    node?.focus({ preventScroll: true })
  }

  /** Up and down a column; stops at its ends. */
  step(by: number): void {
    const { shelf, at } = this.#place()
    const id = shelf?.cardIds[Math.max(0, Math.min(at + by, shelf.cardIds.length - 1))]
    if (id !== undefined) void this.focus(id)
  }

  end(which: 'first' | 'last'): void {
    const { shelf } = this.#place()
    const id = which === 'first' ? shelf?.cardIds[0] : shelf?.cardIds.at(-1)
    if (id !== undefined) void this.focus(id)
  }

  /** To the nearest column with cards on that side, at about the same height. */
  cross(by: 1 | -1): void {
    const { shelf, at } = this.#place()
    const all = this.#shelves()
    for (
      let next = all.findIndex((one) => one.stageId === shelf?.stageId) + by;
      next >= 0 && next < all.length;
      next += by
    ) {
      const ids = all[next]?.cardIds ?? []
      const id = ids[Math.min(at, ids.length - 1)]
      if (id !== undefined) return void this.focus(id)
    }
  }

  /** Call before a change of the board and the result after it. */
  keep(): () => void {
    const id = this.focusedId
    if (id === null) return () => undefined
    const { shelf, at } = this.#place()
    return () =>
      void tick().then(() => {
        // Somebody has put the focus elsewhere on purpose.
        if (document.activeElement !== document.body && this.focusedId !== id) return
        const node = this.#nodes.get(id)
        if (node) {
          if (document.activeElement !== node) node.focus({ preventScroll: true })
          return
        }
        const rest = this.#shelves().find((one) => one.stageId === shelf?.stageId)?.cardIds ?? []
        const heir = rest[Math.min(at, rest.length - 1)] ?? this.activeId
        if (heir !== null) void this.focus(heir)
      })
  }

  #place(): { shelf: Shelf | undefined; at: number } {
    const id = this.activeId
    const shelf = this.#shelves().find((one) => id !== null && one.cardIds.includes(id))
    return { shelf, at: shelf && id !== null ? shelf.cardIds.indexOf(id) : 0 }
  }
}
