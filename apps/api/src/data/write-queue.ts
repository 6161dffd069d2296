/** Something that waits for its turn. */
export interface Waiting {
  /** What it is about: two of one name never go together, and they go in the order in which they came. */
  readonly names: readonly string[]
}

const mostTogether = 32

/**
 * While one group is on its way, others gather and go together as the next one. Nobody waits while nothing is on its
 * way, and nobody waits for company.
 */
export class WriteQueue<T extends Waiting> {
  #waiting: T[] = []
  #isBusy = false

  /** `together` never fails: each of a group learns for itself what became of it. */
  constructor(private readonly together: (group: readonly T[]) => Promise<void>) {}

  add(item: T): void {
    this.#waiting.push(item)
    if (!this.#isBusy) void this.#go()
  }

  async #go(): Promise<void> {
    this.#isBusy = true
    while (this.#waiting.length > 0) await this.together(this.#take())
    this.#isBusy = false
  }

  #take(): readonly T[] {
    const group: T[] = []
    const staying: T[] = []
    const taken = new Set<string>()
    for (const item of this.#waiting) {
      const goes = group.length < mostTogether && !item.names.some((name) => taken.has(name))
      ;(goes ? group : staying).push(item)
      for (const name of item.names) taken.add(name)
    }
    this.#waiting = staying
    return group
  }
}
