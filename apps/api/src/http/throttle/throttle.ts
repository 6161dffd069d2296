import { Bucket } from './bucket.ts'
import type { BucketRule, BucketStore } from './bucket-store.ts'

/** How a bucket stands, in whole points, as answers tell it. */
export interface Standing {
  readonly maximumAvailable: number
  readonly currentlyAvailable: number
  readonly restoreRate: number
}

const settleMs = 1_000
const sweepMs = 60_000
const mostBuckets = 20_000
/** A request waits no longer for the shared bucket: then the node goes on with what it knows itself. */
const patienceMs = 500

interface Options {
  readonly store: BucketStore
  readonly rule: BucketRule
  readonly onFault: (error: unknown) => void
  readonly clock?: () => number
}

/**
 * Leaky buckets that all nodes share. A node spends half a second's worth of a bucket on its own account and settles it
 * with the store behind the answers; only who spends faster waits for the store. So reads pay no round trip, and nodes
 * together admit little more than one bucket holds. While the store is away each node counts for itself.
 */
export class Throttle {
  readonly #buckets = new Map<string, Bucket>()
  readonly #dirty = new Set<Bucket>()
  readonly #clock: () => number
  /** What may be spent before the store knows of it. */
  readonly #slice: number
  #running: Promise<void> | undefined
  #next: Promise<void> | undefined
  #timers: readonly NodeJS.Timeout[] = []

  constructor(private readonly options: Options) {
    this.#clock = options.clock ?? (() => performance.now())
    this.#slice = options.rule.perSecond / 2
  }

  start(): void {
    this.#timers = [
      setInterval(() => void this.#settleSoon(), settleMs).unref(),
      setInterval(() => void this.#sweep(), sweepMs).unref(),
    ]
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    await this.#settleSoon()
  }

  /** Takes points out of a bucket. False when it does not hold as many: then nothing is taken. */
  async take(name: string, points: number): Promise<boolean> {
    const bucket = this.#bucket(name)
    const now = this.#clock()
    if (bucket.level(now) < points) return false
    const isWithinSlice = bucket.unsettled + points <= this.#slice
    this.#spend(bucket, points)
    if (isWithinSlice) return true
    await this.#settled()
    if (bucket.level(this.#clock()) >= 0) return true
    this.#spend(bucket, -points)
    return false
  }

  /** Corrects what was taken: a negative number gives back. It is known too late to be refused. */
  correct(name: string, points: number): void {
    if (points !== 0) this.#spend(this.#bucket(name), points)
  }

  /** Whether a bucket holds so much, as far as this node knows. */
  holds(name: string, points: number): boolean {
    const bucket = this.#buckets.get(name)
    return bucket === undefined || bucket.level(this.#clock()) >= points
  }

  standing(name: string): Standing {
    const { capacity, perSecond } = this.options.rule
    const level = this.#buckets.get(name)?.level(this.#clock()) ?? capacity
    return {
      maximumAvailable: capacity,
      currentlyAvailable: Math.max(0, Math.floor(level)),
      restoreRate: perSecond,
    }
  }

  /** Whole seconds until a bucket will hold so many points again; at least one. */
  secondsUntil(name: string, points: number): number {
    const level = this.#buckets.get(name)?.level(this.#clock()) ?? this.options.rule.capacity
    return Math.max(1, Math.ceil((points - level) / this.options.rule.perSecond))
  }

  #bucket(name: string): Bucket {
    const known = this.#buckets.get(name)
    if (known) return known
    const made = new Bucket(name, this.options.rule, this.#clock())
    this.#buckets.set(name, made)
    for (const [oldest, bucket] of this.#buckets) {
      if (this.#buckets.size <= mostBuckets) break
      if (!this.#dirty.has(bucket)) this.#buckets.delete(oldest)
    }
    return made
  }

  #spend(bucket: Bucket, points: number): void {
    bucket.spend(points, this.#clock())
    this.#dirty.add(bucket)
  }

  /** Resolves once everything spent up to now is known to the store, or the store let us wait too long. */
  async #settled(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patienceMs)
    })
    await Promise.race([this.#settleSoon(), patience])
    clearTimeout(timer)
  }

  /** One settlement at a time; whoever asks meanwhile shares the next one. */
  #settleSoon(): Promise<void> {
    return (this.#next ??= (async () => {
      await this.#running
      this.#running = this.#next
      this.#next = undefined
      await this.#settle()
    })())
  }

  async #settle(): Promise<void> {
    const buckets = [...this.#dirty]
    if (buckets.length === 0) return
    this.#dirty.clear()
    try {
      const spendings = buckets.map((bucket) => ({ name: bucket.name, points: bucket.handOver() }))
      const levels = await this.options.store.settle(this.options.rule, spendings)
      const now = this.#clock()
      for (const bucket of buckets) {
        const level = levels.get(bucket.name)
        if (level !== undefined) bucket.told(level, now)
      }
    } catch (error) {
      // What was spent stays spent here; the other nodes never learn of it.
      this.options.onFault(error)
    }
  }

  async #sweep(): Promise<void> {
    const now = this.#clock()
    for (const [name, bucket] of this.#buckets) if (bucket.isIdle(now)) this.#buckets.delete(name)
    await this.options.store.sweep().catch(this.options.onFault)
  }
}
