import { Pool } from 'pg'
import { describe, expect } from 'vitest'
import type { BucketRule, BucketStore } from '../../src/http/throttle/bucket-store.ts'
import { PgBucketStore } from '../../src/http/throttle/pg-bucket-store.ts'
import { Throttle } from '../../src/http/throttle/throttle.ts'
import { test } from '../database.ts'

/** Nothing flows back, so that what is admitted can be counted exactly. */
const dry: BucketRule = { capacity: 10_000, perSecond: 0 }
const rule: BucketRule = { capacity: 10_000, perSecond: 1_000 }

const loud = (error: unknown) => {
  throw error
}

const node = (store: BucketStore, its: BucketRule = rule, clock?: () => number) =>
  new Throttle({ store, rule: its, onFault: loud, ...(clock && { clock }) })

describe('buckets in PostgreSQL', () => {
  test('a bucket is full until somebody takes from it, and goes below zero only for those who know', async ({
    database,
  }) => {
    const store = new PgBucketStore(database.pool)
    const settle = async (points: number) => (await store.settle(dry, [{ name: 'full', points }])).get('full')
    expect(await settle(0)).toBe(10_000)
    expect(await settle(9_000)).toBe(1_000)
    expect(await settle(3_000)).toBe(-2_000)
    expect(await settle(-20_000)).toBe(10_000)
  })

  test('what was taken flows back, and never over the brim', async ({ database }) => {
    const store = new PgBucketStore(database.pool)
    const at = (seconds: number) =>
      database.pool.query(`update throttle_bucket set at = at - make_interval(secs => $1) where name = 'back'`, [
        seconds,
      ])
    await store.settle(rule, [{ name: 'back', points: 8_000 }])
    await at(3)
    const level = (await store.settle(rule, [{ name: 'back', points: 0 }])).get('back') ?? 0
    expect(level).toBeGreaterThanOrEqual(5_000)
    expect(level).toBeLessThan(9_000)
    await at(30)
    expect((await store.settle(rule, [{ name: 'back', points: 10 }])).get('back')).toBe(9_990)
  })

  test('buckets that nobody took from for an hour are forgotten', async ({ database }) => {
    const store = new PgBucketStore(database.pool)
    await store.settle(rule, [
      { name: 'old', points: 1 },
      { name: 'new', points: 1 },
    ])
    await database.pool.query(`update throttle_bucket set at = at - interval '2 hours' where name = 'old'`)
    await store.sweep()
    const { rows } = await database.pool.query(`select name from throttle_bucket where name in ('old', 'new')`)
    expect(rows).toEqual([{ name: 'new' }])
  })

  test('settlements of many nodes that meet never deadlock, and none is lost', async ({ database }) => {
    const stores = Array.from({ length: 4 }, () => new PgBucketStore(database.pool))
    const names = Array.from({ length: 20 }, (_, at) => `meet ${at}`)
    await Promise.all(
      stores.flatMap((store, node) =>
        Array.from({ length: 10 }, () =>
          store.settle(
            dry,
            (node % 2 ? names : names.toReversed()).map((name) => ({ name, points: 1 })),
          ),
        ),
      ),
    )
    const levels = await new PgBucketStore(database.pool).settle(
      dry,
      names.map((name) => ({ name, points: 0 })),
    )
    expect([...levels.values()]).toEqual(names.map(() => 10_000 - 40))
  })
})

describe('a bucket that nodes share', () => {
  test('admits what it holds at once, then refuses and takes nothing', async ({ database }) => {
    const throttle = node(new PgBucketStore(database.pool), dry)
    expect(await throttle.take('one', 6_000)).toBe(true)
    expect(await throttle.take('one', 6_000)).toBe(false)
    expect(throttle.standing('one').currentlyAvailable).toBe(4_000)
    expect(await throttle.take('one', 4_000)).toBe(true)
    throttle.correct('one', -2_500)
    expect(await throttle.take('one', 2_500)).toBe(true)
    expect(throttle.secondsUntil('one', 10)).toBe(Infinity)
  })

  test('each name has its own', async ({ database }) => {
    const throttle = node(new PgBucketStore(database.pool), dry)
    expect(await throttle.take('mine', 10_000)).toBe(true)
    expect(await throttle.take('yours', 10_000)).toBe(true)
  })

  test.for([2, 4])(
    '%i nodes that are pressed at once admit at most half as much again',
    async (nodes, { database }) => {
      const store = new PgBucketStore(database.pool)
      const name = `pressed by ${nodes}`
      let now = 0
      const throttles = Array.from({ length: nodes }, () => node(store, rule, () => now))
      const admitted = await Promise.all(
        throttles.flatMap((throttle) => Array.from({ length: 400 }, () => throttle.take(name, 100))),
      )
      const points = admitted.filter(Boolean).length * 100
      expect(points).toBeGreaterThanOrEqual(9_000)
      expect(points).toBeLessThanOrEqual(15_000)
    },
  )

  test('what one node admitted, the other knows after its settlement', async ({ database }) => {
    const store = new PgBucketStore(database.pool)
    const [first, second] = [node(store, dry), node(store, dry)]
    expect(await first.take('told', 9_000)).toBe(true)
    expect(await second.take('told', 2_000)).toBe(false)
    expect(await second.take('told', 1_000)).toBe(true)
  })

  test('a small request waits for no store', async () => {
    const throttle = node({ settle: () => new Promise(() => {}), sweep: async () => {} })
    expect(await throttle.take('quick', 400)).toBe(true)
  })
})

describe('while the store is away', () => {
  const faults: unknown[] = []
  const alone = (store: BucketStore) => new Throttle({ store, rule: dry, onFault: (error) => faults.push(error) })

  test('a node counts for itself', async () => {
    const gone = new Pool({ connectionString: 'postgresql://nobody@127.0.0.1:1/none' })
    const throttle = alone(new PgBucketStore(gone))
    expect(await throttle.take('alone', 7_000)).toBe(true)
    expect(await throttle.take('alone', 7_000)).toBe(false)
    expect(await throttle.take('alone', 3_000)).toBe(true)
    expect(faults).not.toEqual([])
    await gone.end()
  })

  test('so it does when the store answers nothing', async () => {
    const throttle = alone({ settle: () => new Promise(() => {}), sweep: async () => {} })
    expect(await throttle.take('mute', 7_000)).toBe(true)
    expect(await throttle.take('mute', 7_000)).toBe(false)
  })
})
