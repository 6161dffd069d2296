/** How much a bucket holds, and how much flows back into it each second. */
export interface BucketRule {
  readonly capacity: number
  readonly perSecond: number
}

/** What was taken out of a bucket since the last settlement; negative when more was given back. */
export interface Spending {
  readonly name: string
  readonly points: number
}

/** Where the buckets lie that all nodes take from. */
export interface BucketStore {
  /**
   * Takes what was spent out of each bucket and tells what is left in it, below zero where nodes together have spent more
   * than there was. A bucket that nobody has taken from is full. One round trip, however many buckets.
   */
  settle(rule: BucketRule, spendings: readonly Spending[]): Promise<ReadonlyMap<string, number>>
  /** Forgets buckets that nobody has taken from for so long that they are full again. */
  sweep(): Promise<void>
}
