const least = 5_000

/** Tells how much others have changed, at most every 5 s: speech must not run after the board. */
export class RemoteSummary {
  readonly #tell: (count: number) => void
  #count = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(tell: (count: number) => void) {
    this.#tell = tell
  }

  add(count: number): void {
    if (count === 0) return
    this.#count += count
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#tell(this.#count)
      this.#count = 0
    }, least)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
