import { randomUUID } from 'node:crypto'
import { describe, expect, onTestFinished, vi } from 'vitest'
import { withDeltas, type Scope, type TotalsByStage } from '@mekong/domain'
import { idOf, makeOpportunity } from '@mekong/domain/testing'
import { viaServer } from '../../src/data/audit/via.ts'
import { poolOf } from '../../src/data/data-source.ts'
import { Cursors } from '../../src/live/cursor.ts'
import { Feed, type Break } from '../../src/live/feed.ts'
import { FeedStore, type FeedEvent } from '../../src/live/feed.store.ts'
import { Listeners, type Topic, type WakeBus } from '../../src/live/wake-bus.ts'
import { Retention } from '../../src/live/retention.ts'
import { test as base } from '../database.ts'
import { aCount, aPerson, aPipeline, type PipelineRows } from '../rows.ts'
import { againstTheRules } from './against-the-rules.ts'
import { Appender, changeOf } from './writing.ts'
import { until } from './until.ts'

/** Counts how often a board's events are read. */
class CountedStore extends FeedStore {
  reads = 0

  override events(...asked: Parameters<FeedStore['events']>): Promise<FeedEvent[]> {
    this.reads++
    return super.events(...asked)
  }
}

/** Wake-ups within the test alone, and only those that it calls. */
class HandBus implements WakeBus {
  readonly isDegraded = false
  readonly #listeners = new Listeners((error) => {
    throw error
  })
  publish = (topic: Topic) => this.#listeners.tell(topic)
  subscribe = (listener: (topic: Topic | 'all') => void) => this.#listeners.add(listener)
  async start() {}
  async stop() {}
}

interface Node {
  readonly store: CountedStore
  readonly bus: HandBus
  readonly feed: Feed
}

const test = base.extend<{ pipeline: PipelineRows; appender: Appender; node: Node }>({
  pipeline: async ({ database: { pool } }, use) => use(await aPipeline(pool)),
  appender: async ({ data, database: { pool } }, use) => {
    const actor = await aPerson(pool)
    await use(new Appender(data, { actor, road: 'UI', actorKey: actor.userId, via: viaServer }))
  },
  node: async ({ data }, use) => {
    const store = new CountedStore(poolOf(data))
    const bus = new HandBus()
    const feed = new Feed(store, new Cursors('secret'), bus, (error) => {
      throw error
    })
    await feed.start()
    await use({ store, bus, feed })
    feed.stop()
  },
})

async function follow({ feed }: Node, { id }: PipelineRows) {
  const seen = { news: 0, breaks: [] as Break[] }
  const follower = { news: () => void seen.news++, broken: (reason: Break) => void seen.breaks.push(reason) }
  const state = await feed.stateOf(id)
  if (!state) throw new Error('There is no such board.')
  return Object.assign(seen, { follower, board: feed.follow(state, id, follower) })
}

describe('a followed board', () => {
  test('is read once a wake-up, however many follow it', async ({ node, pipeline, appender }) => {
    const all = await Promise.all(Array.from({ length: 50 }, () => follow(node, pipeline)))
    await appender.some(pipeline.id, pipeline.prospect, 3)
    node.store.reads = 0
    node.bus.publish(`board:${pipeline.id}`)
    await until('all have news', () => all.every(({ news }) => news === 1))
    expect(node.store.reads).toBe(1)
    expect(all[0]?.board.head).toBe(3)
  })

  test('shows what nobody was woken for within 1.5 s', async ({ node, pipeline, appender }) => {
    const one = await follow(node, pipeline)
    await appender.some(pipeline.id, pipeline.prospect, 1)
    expect(await until('there is news', () => one.news === 1)).toBeLessThan(1_500)
  })

  test('is not read for a wake-up of another one', async ({ node, pipeline, appender }) => {
    await follow(node, pipeline)
    await appender.some(pipeline.id, pipeline.prospect, 1)
    node.store.reads = 0
    node.bus.publish('board:pip_other')
    node.bus.publish('setup')
    expect(node.store.reads).toBe(0)
  })

  test('gives pages from memory, and what is older from the table', async ({ node, pipeline, appender }) => {
    await appender.some(pipeline.id, pipeline.prospect, 5)
    const { board } = await follow(node, pipeline)
    for (let count = 0; count < 3; count++) await appender.some(pipeline.id, pipeline.prospect, 400)
    node.bus.publish(`board:${pipeline.id}`)
    await until('all is read', () => board.head === 1_205)
    node.store.reads = 0
    const recent = await board.page(205, 3)
    expect(recent).toMatchObject([{ seq: 206 }, { seq: 207 }, { seq: 208 }])
    expect(node.store.reads).toBe(0)
    expect(await board.page(204, 2)).toMatchObject([{ seq: 205 }, { seq: 206 }])
    expect(node.store.reads).toBe(1)
  })

  test('says so when what comes next is no longer kept', async ({ node, pipeline, appender, database: { pool } }) => {
    await appender.some(pipeline.id, pipeline.prospect, 10)
    const one = await follow(node, pipeline)
    await appender.some(pipeline.id, pipeline.prospect, 2)
    await pool.query('update board_feed set min_seq = 12 where pipeline_id = $1', [pipeline.id])
    await pool.query('delete from board_event where pipeline_id = $1 and seq < 12', [pipeline.id])
    expect(await one.board.page(3, 100)).toBe('gone')
    node.bus.publish(`board:${pipeline.id}`)
    await until('it breaks off', () => one.breaks.length > 0)
    expect(one.breaks).toEqual(['RETENTION'])
    // Whoever comes now begins at the head.
    const two = await follow(node, pipeline)
    expect(two.board.head).toBe(12)
    await appender.some(pipeline.id, pipeline.prospect, 1)
    node.bus.publish(`board:${pipeline.id}`)
    await until('there is news', () => two.news === 1)
  })

  test('breaks off in another life of the database', async ({ node, pipeline, appender, database: { pool } }) => {
    await appender.some(pipeline.id, pipeline.prospect, 1)
    const one = await follow(node, pipeline)
    const { epoch } = node.feed
    await pool.query('update feed_meta set epoch = $1', [randomUUID()])
    await until('it breaks off', () => one.breaks.length > 0, 2_000)
    expect(one.breaks).toEqual(['EPOCH'])
    expect(node.feed.epoch).not.toBe(epoch)
  })

  test('breaks off when its counter goes back', async ({ node, pipeline, appender, database: { pool } }) => {
    await appender.some(pipeline.id, pipeline.prospect, 3)
    const one = await follow(node, pipeline)
    await againstTheRules(pool, 'update board_feed set seq = 2 where pipeline_id = $1', [pipeline.id])
    await until('it breaks off', () => one.breaks.length > 0, 2_000)
    expect(one.breaks).toEqual(['EPOCH'])
  })
})

test("a feed tells the database's time, whatever the node's clock says", async ({ node }) => {
  vi.setSystemTime(Date.now() + 3_600_000)
  onTestFinished(() => void vi.useRealTimers())
  await until('the counters are polled again', () => Math.abs(node.feed.now() - Date.now()) > 3_500_000, 2_000)
  // The mocked clock stands still meanwhile.
  expect(Math.abs(node.feed.now() + 3_600_000 - Date.now())).toBeLessThan(3_000)
})

describe('totals at a position', () => {
  const scopes: Scope[] = [
    { kind: 'ALL', seesAmounts: true },
    { kind: 'TEAM', seesAmounts: true, userId: idOf('user', 1), teamIds: [idOf('team', 1)] },
    { kind: 'OWN', seesAmounts: true, userId: idOf('user', 2) },
  ]

  test('are those right after it, for each scope, whatever commits meanwhile', async ({ node, pipeline, appender }) => {
    const cards = Array.from({ length: 12 }, (_, at) =>
      makeOpportunity({
        id: idOf('opportunity', 1_000 + at),
        pipelineId: pipeline.id,
        stageId: at % 2 === 0 ? pipeline.prospect : pipeline.qualified,
        ownerId: at % 3 === 0 ? null : idOf('user', at % 3),
        teamId: at % 4 === 0 ? null : idOf('team', at % 4),
        currency: at % 5 === 0 ? 'USD' : 'VND',
        amount: at === 7 ? null : `${at}.5`,
      }),
    )
    const forward = new Map(scopes.map((scope) => [scope, [new Map()] as TotalsByStage[]]))
    const append = async (before: (typeof cards)[number] | null, after: (typeof cards)[number] | null) => {
      await appender.card(pipeline.id, before, after)
      const { deltas } = changeOf(pipeline.id, before, after)
      for (const [scope, moments] of forward) moments.push(withDeltas(moments.at(-1) ?? new Map(), deltas, scope))
    }
    for (const card of cards) await append(null, card)
    for (const card of cards) await append(card, { ...card, stageId: pipeline.won, probability: '1', status: 'WON' })
    const going = cards.slice(0, 4)

    const writing = (async () => {
      for (const card of going) await append({ ...card, stageId: pipeline.won, probability: '1', status: 'WON' }, null)
    })()
    for (const [scope, moments] of forward)
      for (const seq of [24, 0, 7, 13, 20]) {
        const totals = await node.store.totalsAt(pipeline.id, scope, seq)
        expect(plain(totals)).toEqual(plain(moments[seq] ?? new Map()))
      }
    await writing
    for (const [scope, moments] of forward)
      expect(plain(await node.store.totalsAt(pipeline.id, scope, 28))).toEqual(plain(moments[28] ?? new Map()))
  })

  const plain = (totals: TotalsByStage) =>
    [...totals].filter(([, { count }]) => count > 0).toSorted(([a], [b]) => (a < b ? -1 : 1))
})

describe('cleaning', () => {
  test('forgets events of more than 7 days and keys of more than 24 hours', async ({
    data,
    pipeline,
    appender,
    database: { pool },
  }) => {
    await appender.some(pipeline.id, pipeline.prospect, 5)
    await againstTheRules(
      pool,
      `update board_event set at = now() - interval '7 days 1 minute' where pipeline_id = $1 and seq <= 3`,
      [pipeline.id],
    )
    await pool.query(
      `insert into idempotency_key (actor_key, key, operation, request_hash, created_at)
       values ('k', 'old', 'o', 'h', now() - interval '25 hours'), ('k', 'young', 'o', 'h', now() - interval '23 hours')`,
    )
    await new Retention(poolOf(data), () => {}).run()
    const { rows } = await pool.query('select min_seq::integer, seq::integer from board_feed where pipeline_id = $1', [
      pipeline.id,
    ])
    expect(rows).toEqual([{ min_seq: 4, seq: 5 }])
    expect(await aCount(pool, `board_event where pipeline_id = '${pipeline.id}'`)).toBe(2)
    expect(await aCount(pool, `idempotency_key where actor_key = 'k'`)).toBe(1)
  })

  test('raises the lowest seq before anything is gone', async ({ data, pipeline, appender, database: { pool } }) => {
    await appender.some(pipeline.id, pipeline.prospect, 2)
    await againstTheRules(pool, `update board_event set at = now() - interval '8 days' where pipeline_id = $1`, [
      pipeline.id,
    ])
    // Whoever deletes below it would find it raised: here deleting fails, and it is raised all the same.
    await pool.query(`create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$`)
    await pool.query('create trigger refuse before delete on board_event for each row execute function refuse()')
    await expect(new Retention(poolOf(data), () => {}).run()).rejects.toThrow('no')
    const { rows } = await pool.query('select min_seq::integer from board_feed where pipeline_id = $1', [pipeline.id])
    expect(rows).toEqual([{ min_seq: 3 }])
    await pool.query('drop trigger refuse on board_event')
  })
})
