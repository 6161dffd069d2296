import type { BucketRule } from './bucket-store.ts'

/**
 * A shared bucket as one node knows it: what the store last said, what has flowed back since, and what was spent here
 * meanwhile. Other nodes' spending is unknown until the next settlement, so it may believe there is more than there is.
 */
export class Bucket {
  #level: number
  #at: number
  #unsettled = 0

  constructor(
    readonly name: string,
    private readonly rule: BucketRule,
    now: number,
  ) {
    this.#level = rule.capacity
    this.#at = now
  }

  /** Below zero when more was spent than there was. */
  level(now: number): number {
    const back = (this.rule.perSecond * Math.max(0, now - this.#at)) / 1000
    return Math.min(this.rule.capacity, this.#level + back)
  }

  /** What the store does not know yet. */
  get unsettled(): number {
    return this.#unsettled
  }

  /** Full and settled: forgetting it changes nothing. */
  isIdle(now: number): boolean {
    return this.#unsettled === 0 && this.level(now) >= this.rule.capacity
  }

  /** A negative number of points gives back. */
  spend(points: number, now: number): void {
    this.#level = Math.min(this.rule.capacity, this.level(now) - points)
    this.#at = now
    this.#unsettled += points
  }

  /** What is to be settled; from now on the store knows it. */
  handOver(): number {
    const points = this.#unsettled
    this.#unsettled = 0
    return points
  }

  /** What the store says is left. What was spent here while it answered is not in it. */
  told(level: number, now: number): void {
    this.#level = Math.min(this.rule.capacity, level - this.#unsettled)
    this.#at = now
  }
}
