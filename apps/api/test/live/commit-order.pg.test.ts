import { setTimeout as wait } from 'node:timers/promises'
import type { Pool } from 'pg'
import { describe, expect } from 'vitest'
import { viaServer } from '../../src/data/audit/via.ts'
import { poolOf } from '../../src/data/data-source.ts'
import { Writes } from '../../src/data/write.ts'
import { FeedStore } from '../../src/live/feed.store.ts'
import { test } from '../database.ts'
import { aPerson, aPipeline } from '../rows.ts'
import { changeOf } from './writing.ts'

const writers = 12
const turns = 15

/** Overlapping writers, each as slow as it happens; every tenth gives up in the end. */
const atOnce = (write: (isGivenUp: boolean) => Promise<void>): Promise<unknown> =>
  Promise.all(
    Array.from({ length: writers }, async () => {
      for (let turn = 0; turn < turns; turn++) await write(Math.random() < 0.1)
    }),
  )

/** Reads what comes after the last number that it saw, again and again, as every follower of a feed does. */
async function followWhile(writing: Promise<unknown>, read: (after: number) => Promise<number[]>): Promise<number[]> {
  const seen: number[] = []
  const state = { isOver: false }
  void writing.finally(() => (state.isOver = true))
  for (let isLast = false; !isLast;) {
    isLast = state.isOver
    seen.push(...(await read(seen.at(-1) ?? 0)))
  }
  return seen
}

describe('who reads what comes after the last number', () => {
  test('misses nothing of a feed: its numbers are given in the order of commits', async ({
    data,
    database: { pool },
  }) => {
    const pipeline = await aPipeline(pool)
    const actor = await aPerson(pool)
    const writes = new Writes(data, { publish: () => {} })
    const caller = { actor, road: 'UI' as const, actorKey: actor.userId, via: viaServer }
    const store = new FeedStore(poolOf(data))
    const writing = atOnce(async (isGivenUp) => {
      await writes.run({ caller, operation: 'test', clientMutationId: null, input: {} }, async (tx) => {
        tx.emit({ ...changeOf(pipeline.id, null, null), type: 'PIPELINE_CHANGED', opportunityId: null })
        await wait(Math.random() * 20)
        return isGivenUp ? { refuse: null } : { commit: null }
      })
    })
    const followers = Array.from({ length: 4 }, () =>
      followWhile(writing, async (after) => (await store.events(pipeline.id, after, 100)).map(({ seq }) => seq)),
    )
    for (const seen of await Promise.all(followers)) {
      const head = (await store.stateOf(pipeline.id))?.head ?? 0
      expect(head).toBeGreaterThan(writers * turns * 0.7)
      expect(seen).toEqual(Array.from({ length: head }, (_, at) => at + 1))
    }
  })

  // The proof that the test above would see it.
  test('would miss much of a table numbered by a sequence', async ({ database: { pool } }) => {
    await pool.query('create table by_sequence (id bigserial primary key)')
    const writing = atOnce((isGivenUp) => insertSlowly(pool, isGivenUp))
    const seen = await followWhile(writing, async (after) => {
      const { rows } = await pool.query<{ id: string }>('select id from by_sequence where id > $1 order by id', [after])
      return rows.map(({ id }) => Number(id))
    })
    const { rows } = await pool.query<{ n: number }>('select count(*)::integer as n from by_sequence')
    expect(seen.length).toBeLessThan(rows[0]?.n ?? 0)
  })
})

async function insertSlowly(pool: Pool, isGivenUp: boolean): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('insert into by_sequence default values')
    await wait(Math.random() * 20)
    await client.query(isGivenUp ? 'rollback' : 'commit')
  } finally {
    client.release()
  }
}
