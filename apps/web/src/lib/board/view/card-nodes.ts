/** Which element draws which card, so that motion, focus and notices find it. */
export class CardNodes {
  readonly #nodes = new Map<string, HTMLElement>()

  add(id: string, node: HTMLElement): () => void {
    this.#nodes.set(id, node)
    return () => {
      // In its new column the card may have an element already.
      if (this.#nodes.get(id) === node) this.#nodes.delete(id)
    }
  }

  get(id: string): HTMLElement | undefined {
    return this.#nodes.get(id)
  }

  /** Where a card is on the screen; null when it is not drawn or scrolled out of its column. */
  rectOf(id: string): DOMRect | null {
    const node = this.#nodes.get(id)
    const frame = node?.closest('[data-cards]')
    if (!node || !frame) return null
    const rect = node.getBoundingClientRect()
    const seen = frame.getBoundingClientRect()
    const isSeen =
      rect.bottom > seen.top &&
      rect.top < seen.bottom &&
      rect.right > 0 &&
      rect.left < document.documentElement.clientWidth
    return isSeen ? rect : null
  }
}
