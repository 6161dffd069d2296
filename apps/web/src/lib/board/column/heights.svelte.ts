/** What a card is taken for until it has been drawn once. */
const guess = 104

/** How tall the cards of a column are: each is measured while it is drawn, the others are taken for the average. */
export class Heights {
  readonly #known = new Map<string, number>()
  #sum = 0
  #version = $state(0)
  readonly #observer: ResizeObserver | null
  readonly #ids = new WeakMap<Element, string>()

  constructor() {
    this.#observer =
      typeof ResizeObserver === 'undefined' ? null : new ResizeObserver((entries) => this.#measured(entries))
  }

  /** Reading it follows every change of a height. */
  get version(): number {
    return this.#version
  }

  of(id: string): number {
    return this.#known.get(id) ?? (this.#known.size > 0 ? Math.round(this.#sum / this.#known.size) : guess)
  }

  /** Measures a card as long as it is drawn. */
  watch(node: HTMLElement, id: string): () => void {
    this.#ids.set(node, id)
    this.#set(id, node.offsetHeight)
    this.#observer?.observe(node)
    return () => this.#observer?.unobserve(node)
  }

  #measured(entries: readonly ResizeObserverEntry[]): void {
    for (const { target } of entries) {
      const id = this.#ids.get(target)
      if (id !== undefined && target instanceof HTMLElement && target.isConnected) this.#set(id, target.offsetHeight)
    }
  }

  #set(id: string, height: number): void {
    const known = this.#known.get(id)
    if (height === 0 || known === height) return
    this.#known.set(id, height)
    this.#sum += height - (known ?? 0)
    this.#version++
  }
}
