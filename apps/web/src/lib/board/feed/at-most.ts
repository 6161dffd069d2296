/** Runs a task as soon as it is asked for, but at most once in so many milliseconds and never twice at a time. */
export class AtMost {
  readonly #interval: number
  readonly #task: () => Promise<void>
  #timer: ReturnType<typeof setTimeout> | undefined
  #lastStart = Number.NEGATIVE_INFINITY
  #isRunning = false
  #isAsked = false
  #isStopped = false

  constructor(interval: number, task: () => Promise<void>) {
    this.#interval = interval
    this.#task = task
  }

  ask(): void {
    this.#isStopped = false
    this.#isAsked = true
    if (this.#isRunning || this.#timer !== undefined) return
    const wait = this.#lastStart + this.#interval - performance.now()
    if (wait <= 0) void this.#run()
    else this.#timer = setTimeout(() => void this.#run(), wait)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#isAsked = false
    this.#isStopped = true
  }

  async #run(): Promise<void> {
    this.#timer = undefined
    this.#isAsked = false
    this.#isRunning = true
    this.#lastStart = performance.now()
    // A task that fails is asked for again by whoever needs it.
    await this.#task().catch(() => undefined)
    this.#isRunning = false
    if (this.#isAsked && !this.#isStopped) this.ask()
  }
}
