/** So many new sockets are taken up each so often: what they cost, others wait for. */
const atOnce = 3
const everyMs = 10
/** Whoever comes while so many wait is sent away: they cost memory. */
const mostWaiting = 1_000

/**
 * Lets new sockets in at a pace that leaves time for those who are in already. They wait in turns by who brings them, so
 * that a thousand of one person are no queue for the next person's first.
 */
export class Doorway {
  readonly #waiting = new Map<string, (() => void)[]>()
  #count = 0
  #free = atOnce
  #timer: NodeJS.Timeout | undefined

  /** False: there are too many already. */
  enter(who: string, letIn: () => void): boolean {
    if (this.#count >= mostWaiting) return false
    if (this.#free > 0) {
      this.#free--
      letIn()
    } else {
      const others = this.#waiting.get(who)
      if (others) others.push(letIn)
      else this.#waiting.set(who, [letIn])
      this.#count++
    }
    this.#timer ??= setInterval(() => this.#tick(), everyMs)
    return true
  }

  /** Nobody shall wait any more. */
  letAllIn(): void {
    for (let next = this.#next(); next; next = this.#next()) next()
  }

  #tick(): void {
    this.#free = atOnce
    for (let next = this.#next(); next; next = this.#free > 0 ? this.#next() : undefined) {
      this.#free--
      next()
    }
    if (this.#free < atOnce) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** Whose turn it is; they go to the end of the row with what else they bring. */
  #next(): (() => void) | undefined {
    for (const [who, theirs] of this.#waiting) {
      this.#waiting.delete(who)
      const next = theirs.shift()
      if (theirs.length > 0) this.#waiting.set(who, theirs)
      this.#count--
      return next
    }
    return undefined
  }
}
