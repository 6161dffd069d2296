import { setTimeout as wait } from 'node:timers/promises'
import type { Acl, CellDelta } from '@mekong/domain'
import type { Pool } from 'pg'
import { describe, expect } from 'vitest'
import { viaServer } from '../src/data/audit/via.ts'
import { poolOf } from '../src/data/data-source.ts'
import { Writes, type Writer, type WriteTx } from '../src/data/write.ts'
import type { PendingEvent } from '../src/live/outbox.ts'
import { test as base } from './database.ts'
import { aCount, anOpportunityRow, aPerson, aPipeline, type PipelineRows } from './rows.ts'

interface Desk {
  readonly writes: Writes
  readonly woken: string[]
  readonly caller: Writer
}

const test = base.extend<{ desk: Desk }>({
  desk: async ({ data, database: { pool } }, use) => {
    const woken: string[] = []
    const actor = await aPerson(pool)
    await use({
      woken,
      writes: new Writes(data, { publish: (topic) => woken.push(topic) }),
      caller: { actor, road: 'UI', actorKey: actor.userId, via: viaServer },
    })
  },
})

const nobody: Acl = { ownerId: null, teamId: null }

const event = (pipeline: PipelineRows, delta: Partial<CellDelta> = {}): PendingEvent => ({
  pipelineId: pipeline.id,
  type: 'OPPORTUNITY_CREATED',
  opportunityId: 'opp_x',
  opportunityVersion: 1,
  clientMutationId: null,
  before: null,
  after: nobody,
  deltas: [{ stageId: pipeline.prospect, ...nobody, currency: 'VND', n: 1, amount: '1.5', weighted: '0.15', ...delta }],
  payload: { touchedStageIds: [pipeline.prospect] },
})

const ask = (desk: Desk, clientMutationId: string | null = null, input: unknown = {}) => ({
  caller: desk.caller,
  operation: 'test',
  clientMutationId,
  input,
})

describe('a write', () => {
  test('counts, tells and wakes once it is committed', async ({ desk, database: { pool } }) => {
    const pipeline = await aPipeline(pool)
    const seen: number[] = []
    const written = await desk.writes.run(ask(desk), async (tx) => {
      tx.emit(event(pipeline))
      tx.emit(event(pipeline, { amount: '2.5' }))
      tx.afterCommit(() => seen.push(desk.woken.length))
      expect(desk.woken).toEqual([])
      return { commit: 'done' }
    })
    expect(written).toEqual({ kind: 'written', outcome: 'done', positions: { [pipeline.id]: 2 }, isReplay: false })
    expect(desk.woken).toEqual([`board:${pipeline.id}`])
    expect(seen).toEqual([1])
    const { rows: events } = await pool.query(
      `select seq, type, actor_id, acl_before, acl_after from board_event where pipeline_id = $1 order by seq`,
      [pipeline.id],
    )
    const told = {
      type: 'OPPORTUNITY_CREATED',
      actor_id: desk.caller.actor.userId,
      acl_before: null,
      acl_after: nobody,
    }
    expect(events).toEqual([
      { seq: '1', ...told },
      { seq: '2', ...told },
    ])
    const { rows: cells } = await pool.query(
      `select team_id, owner_id, currency, n, amount::text, weighted::text from total_cell where stage_id = $1`,
      [pipeline.prospect],
    )
    expect(cells).toEqual([{ team_id: '', owner_id: '', currency: 'VND', n: 2, amount: '4', weighted: '0.3' }])
  })

  test('leaves nothing when it is refused or fails', async ({ desk, database: { pool } }) => {
    const pipeline = await aPipeline(pool)
    const work = async (tx: WriteTx) => {
      await tx.sql.rows(`insert into tag (id, name) values ('tag_1', 'gone')`)
      tx.emit(event(pipeline))
      tx.afterCommit(() => desk.woken.push('never'))
    }
    const refused = await desk.writes.run(ask(desk, 'key-1'), async (tx) => {
      await work(tx)
      return { refuse: 'no' }
    })
    expect(refused).toEqual({ kind: 'refused', refusal: 'no' })
    await expect(
      desk.writes.run(ask(desk, 'key-1'), async (tx) => {
        await work(tx)
        throw new Error('broken')
      }),
    ).rejects.toThrow('broken')
    for (const table of ['tag', 'idempotency_key']) expect(await aCount(pool, table), table).toBe(0)
    const { rows } = await pool.query(`select seq from board_feed where pipeline_id = $1`, [pipeline.id])
    expect(rows).toEqual([{ seq: '0' }])
    expect(desk.woken).toEqual([])
  })

  test('can tell nothing after it has ended', async ({ desk, database: { pool } }) => {
    const pipeline = await aPipeline(pool)
    let kept: WriteTx | undefined
    await desk.writes.run(ask(desk), async (tx) => {
      kept = tx
      return { commit: null }
    })
    expect(() => kept?.emit(event(pipeline))).toThrow('The write is over')
  })

  test('takes the counters of several boards by their ids: two writes never wait for each other', async ({
    desk,
    data,
    database: { pool },
  }) => {
    const boards: PipelineRows[] = []
    for (let n = 0; n < 8; n++) boards.push(await aPipeline(pool))
    const ids = boards.map(({ id }) => id).toSorted()
    const holder = await poolOf(data).connect()
    await holder.query('begin')
    await holder.query(`select 1 from board_feed where pipeline_id = $1 for update`, [ids[0]])
    let runs = 0
    const written = desk.writes.run(ask(desk), async (tx) => {
      runs++
      for (const board of boards.toReversed()) tx.emit(event(board))
      return { commit: null }
    })
    await untilWaiting(pool)
    // It waits for the first one and holds none of the others.
    const free = await pool.query(`select 1 from board_feed where pipeline_id = any($1) for update skip locked`, [ids])
    expect(free.rowCount).toBe(ids.length - 1)
    await holder.query('rollback')
    holder.release()
    expect(await written).toMatchObject({ positions: Object.fromEntries(ids.map((id) => [id, 1])) })
    expect(runs).toBe(1)
  })

  test('numbers events densely, however many write at once', async ({ desk, database: { pool } }) => {
    const [a, b] = [await aPipeline(pool), await aPipeline(pool)]
    const told = (boards: readonly PipelineRows[]) =>
      desk.writes.run(ask(desk), async (tx) => {
        for (const board of boards) tx.emit(event(board))
        return { commit: null }
      })
    await Promise.all(Array.from({ length: 40 }, (_, n) => told(n % 2 === 0 ? [a, b] : [b, a, b])))
    const { rows } = await pool.query(
      `select f.seq::integer, (select array_agg(e.seq::integer order by e.seq) from board_event e where e.pipeline_id = f.pipeline_id) as seqs
       from board_feed f where pipeline_id = any($1) order by seq`,
      [[a.id, b.id]],
    )
    const dense = (last: number) => ({ seq: last, seqs: Array.from({ length: last }, (_, n) => n + 1) })
    expect(rows).toEqual([dense(40), dense(60)])
  })
})

describe('an idempotency key', () => {
  test('gives ten requests at once one effect and ten equal answers', async ({ desk, database: { pool } }) => {
    const pipeline = await aPipeline(pool)
    let runs = 0
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        desk.writes.run(ask(desk, 'same', { title: 'a', amount: null }), async (tx) => {
          runs++
          tx.emit(event(pipeline))
          return { commit: { id: 'opp_x', amount: '1.50' } }
        }),
      ),
    )
    expect(runs).toBe(1)
    expect(answers.filter((answer) => answer.kind === 'written' && !answer.isReplay)).toHaveLength(1)
    for (const answer of answers)
      expect(answer).toMatchObject({
        kind: 'written',
        outcome: { id: 'opp_x', amount: '1.50' },
        positions: { [pipeline.id]: 1 },
      })
  })

  test('is for one request: the same fields in another order are it, other values are not', async ({ desk }) => {
    const commit = async () => ({ commit: 1 })
    await desk.writes.run(ask(desk, 'one', { a: 1, b: { c: 2, d: 3 } }), commit)
    const again = await desk.writes.run(ask(desk, 'one', { b: { d: 3, c: 2 }, a: 1 }), commit)
    expect(again).toMatchObject({ kind: 'written', isReplay: true })
    const other = await desk.writes.run(ask(desk, 'one', { a: 2, b: { c: 2, d: 3 } }), commit)
    expect(other).toMatchObject({ kind: 'key-refused', fault: { code: 'IDEMPOTENCY_KEY_REUSED' } })
    const elsewhere = await desk.writes.run(
      { ...ask(desk, 'one', { a: 1, b: { c: 2, d: 3 } }), operation: 'x' },
      commit,
    )
    expect(elsewhere).toMatchObject({ kind: 'key-refused' })
  })

  test("is one person's own", async ({ desk, database: { pool } }) => {
    const actor = await aPerson(pool)
    const other = { ...desk, caller: { actor, road: 'UI', actorKey: actor.userId, via: viaServer } as const }
    await desk.writes.run(ask(desk, 'shared'), async () => ({ commit: 'first' }))
    const second = await other.writes.run(ask(other, 'shared'), async () => ({ commit: 'second' }))
    expect(second).toMatchObject({ outcome: 'second', isReplay: false })
  })

  test('is free again after a refusal, and after a day', async ({ desk, database: { pool } }) => {
    await desk.writes.run(ask(desk, 'again'), async () => ({ refuse: 'no' }))
    expect(await desk.writes.run(ask(desk, 'again'), async () => ({ commit: 1 }))).toMatchObject({ isReplay: false })
    await pool.query(`update idempotency_key set created_at = now() - interval '25 hours'`)
    expect(await desk.writes.run(ask(desk, 'again', { other: 1 }), async () => ({ commit: 2 }))).toMatchObject({
      outcome: 2,
      isReplay: false,
    })
  })

  test('is storable text of a sane length', async ({ desk }) => {
    for (const key of ['a\0b', '\ud800', ' ', 'x'.repeat(201)])
      expect(await desk.writes.run(ask(desk, key), async () => ({ commit: 1 }))).toMatchObject({
        kind: 'key-refused',
        fault: { code: 'INVALID', field: ['clientMutationId'] },
      })
  })
})

describe('a write that meets others', () => {
  test('is run again when it was the one to yield in a deadlock', async ({ desk, database: { pool } }) => {
    const pipeline = await aPipeline(pool)
    const [a, b] = [await anOpportunityRow(pool, pipeline), await anOpportunityRow(pool, pipeline)]
    let runs = 0
    const crossed = (ids: readonly string[]) =>
      desk.writes.run(ask(desk), async (tx) => {
        runs++
        for (const id of ids) {
          await tx.sql.rows(`select 1 from opportunity where id = $1 for update`, [id])
          await wait(runs <= 2 ? 100 : 0) // holds the first row until the other holds theirs
        }
        return { commit: null }
      })
    const answers = await Promise.all([crossed([a, b]), crossed([b, a])])
    expect(answers.map((answer) => answer.kind)).toEqual(['written', 'written'])
    expect(runs).toBe(3)
  })

  test(
    'says that the server is busy when a row stays locked',
    { timeout: 20_000 },
    async ({ desk, data, database }) => {
      const id = await anOpportunityRow(database.pool, await aPipeline(database.pool))
      const holder = await poolOf(data).connect()
      await holder.query('begin')
      await holder.query(`select 1 from opportunity where id = $1 for update`, [id])
      const blocked = desk.writes.run(ask(desk), async (tx) => {
        await tx.sql.rows(`select 1 from opportunity where id = $1 for update`, [id])
        return { commit: null }
      })
      await expect(blocked).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', extensions: { retryable: true } })
      await holder.query('rollback')
      holder.release()
    },
  )
})

test('a connection that is lost in the middle loses the write and nothing else', async ({
  desk,
  database: { pool },
}) => {
  const pipeline = await aPipeline(pool)
  const lost = desk.writes.run(ask(desk, 'lost'), async (tx) => {
    tx.emit(event(pipeline))
    const [row] = await tx.sql.rows<{ pid: number }>(`select pg_backend_pid() as pid`)
    await pool.query(`select pg_terminate_backend($1)`, [row?.pid])
    await tx.sql.rows(`select 1`)
    return { commit: null }
  })
  await expect(lost).rejects.toThrow()
  const again = await desk.writes.run(ask(desk, 'lost'), async (tx) => {
    tx.emit(event(pipeline))
    return { commit: null }
  })
  expect(again).toMatchObject({ positions: { [pipeline.id]: 1 }, isReplay: false })
})

/** Until some connection of this database waits for a lock of another. */
async function untilWaiting(pool: Pick<Pool, 'query'>): Promise<void> {
  await expect
    .poll(async () => {
      const { rows } = await pool.query(
        `select count(*)::integer as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      return rows[0].n
    })
    .toBeGreaterThan(0)
}
