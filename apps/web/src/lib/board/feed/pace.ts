/** Up to this many changes a second are shown one by one, as they come. */
const calmRate = 8
const batchTime = 120

/**
 * Lets changes through one by one while they are few, and in batches of 120 ms when they rain, so that the eye can
 * follow the former and the machine the latter.
 */
export class Pace {
  readonly #flush: (isCalm: boolean) => void
  readonly #now: () => number
  #recent: number[] = []
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(flush: (isCalm: boolean) => void, now: () => number = () => performance.now()) {
    this.#flush = flush
    this.#now = now
  }

  /** `count` changes have come; urgent ones (the echo of my own hand) do not wait. */
  push(count: number, isUrgent: boolean): void {
    const now = this.#now()
    const fresh = Array.from({ length: Math.min(count, calmRate + 1) }, () => now)
    this.#recent = [...this.#recent.filter((at) => now - at < 1000), ...fresh]
    const isCalm = this.#recent.length <= calmRate
    if (isCalm || isUrgent) this.#let(isCalm)
    else this.#timer ??= setTimeout(() => this.#let(false), batchTime)
  }

  /** Nobody waits any more for what has come: it is let through. */
  finish(): void {
    if (this.#timer !== undefined) this.#let(false)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #let(isCalm: boolean): void {
    this.stop()
    this.#flush(isCalm)
  }
}
