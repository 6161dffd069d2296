import { indexAt, type Actor } from '@mekong/domain'
import { idOf } from '@mekong/domain/testing'
import { describe, expect } from 'vitest'
import { viaServer } from '../src/data/audit/via.ts'
import type { Writer } from '../src/data/write.ts'
import { moveOpportunity, type MoveOpportunity } from '../src/modules/opportunity/move-opportunity.ts'
import { expectTrueBoards } from './board-truth.ts'
import { test as withDesk, type Desk } from './desk.ts'
import { aPerson, aPipeline, type PipelineRows } from './rows.ts'

/** Moves that are asked for in one moment: the first goes at once, all others gather and go together behind it. */
interface Table {
  readonly board: PipelineRows
  readonly actor: Actor
  /** So many new cards at the end of the first column. */
  cards(count: number): Promise<string[]>
  move(input: MoveOpportunity): ReturnType<typeof moveOpportunity>
  /** Which transaction wrote the event of each card that moved last, in the order of the feed. */
  transactions(): Promise<{ readonly card: string; readonly transaction: string }[]>
}

const test = withDesk.extend<{ table: Table }>({
  table: async ({ app, desk, database: { pool } }, use) => {
    const [board, actor] = [await aPipeline(pool), await aPerson(pool)]
    const writer: Writer = { actor, road: 'UI', actorKey: actor.userId, via: viaServer }
    const table: Table = {
      board,
      actor,
      cards: async (count) => {
        const made: string[] = []
        for (let n = 0; n < count; n++)
          made.push((await desk.create({ pipelineId: board.id, title: `Thẻ ${n}` }, desk.manager)).id)
        return made
      },
      move: (input) => moveOpportunity(app.services.writes, writer, input),
      transactions: async () => {
        const { rows } = await pool.query<{ card: string; transaction: string }>(
          `select opportunity_id as card, xmin::text as transaction from board_event
           where pipeline_id = $1 and type = 'OPPORTUNITY_MOVED' order by seq`,
          [board.id],
        )
        return rows
      },
    }
    // A board is known as the board of its stages once something has moved there.
    const [first] = await table.cards(1)
    for (const stage of [board.qualified, board.lost, board.won, board.prospect])
      await table.move({
        opportunityId: first ?? '',
        toStageId: stage,
        ...(stage === board.lost && { lostReasonId: desk.reason }),
      })
    await use(table)
    await expectTrueBoards(pool, [board.id])
  },
})

const kinds = (answers: readonly { readonly kind: string }[]) => answers.map(({ kind }) => kind)

describe('moves that wait for one board', () => {
  test('share a transaction, and each is answered for itself', async ({ table, desk }) => {
    const { board, move } = table
    const [ahead = '', a = '', stale = '', b = '', c = ''] = await table.cards(5)
    const before = (await table.transactions()).length
    const answers = await Promise.all([
      move({ opportunityId: ahead, toStageId: board.qualified }),
      move({ opportunityId: a, toStageId: board.qualified, clientMutationId: 'a' }),
      move({ opportunityId: stale, toStageId: board.won, expectedStageId: board.qualified, clientMutationId: 'stale' }),
      move({ opportunityId: b, toStageId: board.lost, clientMutationId: 'b' }),
      move({ opportunityId: idOf('opportunity', 9_999), toStageId: board.won }),
      move({ opportunityId: 'nonsense', toStageId: board.won }),
      move({ opportunityId: c, toStageId: board.qualified, clientMutationId: 'c' }),
    ])
    expect(kinds(answers)).toEqual(['saved', 'saved', 'stale', 'refused', 'refused', 'refused', 'saved'])
    const events = (await table.transactions()).slice(before)
    expect(events.map(({ card }) => card)).toEqual([ahead, a, c])
    expect(events[1]?.transaction).toBe(events[2]?.transaction)
    expect(events[0]?.transaction).not.toBe(events[1]?.transaction)
    // Each has its own position, and stands where the one before it left it room.
    const seqs = answers.flatMap((answer) => (answer.kind === 'saved' ? [answer.seq] : []))
    expect(seqs).toEqual(seqs.map((_, at) => (seqs[0] ?? 0) + at))
    expect(await desk.column(board.qualified)).toEqual([ahead, a, c])
    // What was refused has left its key to be used again.
    const { rows } = await desk.pool.query<{ key: string }>(
      'select key from idempotency_key where actor_key = $1 order by key',
      [table.actor.userId],
    )
    expect(rows.map(({ key }) => key)).toEqual(['a', 'c'])
    const again = { opportunityId: b, toStageId: board.lost, lostReasonId: desk.reason, clientMutationId: 'b' }
    expect(await move(again)).toMatchObject({ kind: 'saved' })
  })

  test('under one key have one effect and equal answers', async ({ table }) => {
    const { board, move } = table
    const [ahead = '', once = ''] = await table.cards(2)
    const before = (await table.transactions()).length
    const request = { opportunityId: once, toStageId: board.qualified, clientMutationId: 'once' }
    const [, first, ...others] = await Promise.all([
      move({ opportunityId: ahead, toStageId: board.qualified }),
      ...Array.from({ length: 5 }, () => move(request)),
      move({ ...request, toStageId: board.won }),
    ])
    const refused = others.pop()
    expect(first).toMatchObject({ kind: 'saved', opportunity: { stageId: board.qualified } })
    for (const other of others) expect(other).toEqual(first)
    expect(refused).toMatchObject({ kind: 'refused', faults: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] })
    expect((await table.transactions()).slice(before).map(({ card }) => card)).toEqual([ahead, once])
    // So it is later, when another shares the transaction in which the key is found.
    const [, replayed, fresh] = await Promise.all([
      move({ opportunityId: ahead, toStageId: board.prospect }),
      move(request),
      move({ opportunityId: once, toStageId: board.prospect, clientMutationId: 'fresh' }),
    ])
    expect(replayed).toEqual(first)
    expect(fresh).toMatchObject({ kind: 'saved', opportunity: { stageId: board.prospect, version: 3 } })
  })

  test('of one card follow each other, and the later sees what the earlier did', async ({ table }) => {
    const { board, move } = table
    const [ahead = '', card = ''] = await table.cards(2)
    const answers = await Promise.all([
      move({ opportunityId: ahead, toStageId: board.qualified }),
      move({ opportunityId: card, toStageId: board.qualified, expectedVersion: 1 }),
      move({ opportunityId: card, toStageId: board.won, expectedVersion: 1 }),
      move({ opportunityId: card, toStageId: board.won }),
    ])
    expect(kinds(answers)).toEqual(['saved', 'saved', 'stale', 'saved'])
    expect(answers[2]).toMatchObject({
      movedById: table.actor.userId,
      current: { stageId: board.qualified, version: 2 },
    })
    expect(answers[3]).toMatchObject({ opportunity: { stageId: board.won, version: 3 } })
  })

  test('stand as if they had gone one after the other, whatever they name as neighbours', async ({ table, desk }) => {
    const { board, move } = table
    const ids = await table.cards(80)
    const random = seeded(7)
    const pick = () => ids[Math.floor(random() * ids.length)] ?? ''
    const columns = new Map([
      [board.prospect, await desk.column(board.prospect)],
      [board.qualified, await desk.column(board.qualified)],
    ])
    for (let round = 0; round < 12; round++) {
      const size = [33, 20, 5, 2][round % 4] ?? 2
      const moving = ids.toSorted(() => random() - 0.5).slice(0, size)
      // Neighbours are those that move in the same moment as often as others.
      const asked = moving.map((opportunityId) => ({
        opportunityId,
        toStageId: random() < 0.5 ? board.prospect : board.qualified,
        ...(random() < 0.7 && { afterId: random() < 0.5 ? pick() : moving[Math.floor(random() * size)] }),
        ...(random() < 0.4 && { beforeId: pick() }),
      }))
      for (const answer of await Promise.all(asked.map(move))) expect(answer).toMatchObject({ kind: 'saved' })
      for (const { opportunityId, toStageId, ...hint } of asked) {
        for (const [id, column] of columns)
          columns.set(
            id,
            column.filter((card) => card !== opportunityId),
          )
        const column = columns.get(toStageId) ?? []
        const at = indexAt(
          column.map((id) => ({ id })),
          hint,
        )
        columns.set(toStageId, column.toSpliced(at, 0, opportunityId))
      }
      for (const [id, column] of columns) expect(await desk.column(id)).toEqual(column)
    }
  })

  test('leave the one behind whose card somebody holds, and it is moved when it is free', async ({ table, desk }) => {
    const { board, move } = table
    const [ahead = '', held = '', ...others] = await table.cards(6)
    let isMoved = false
    const { waiting } = await holding(desk, `select 1 from opportunity where id = $1 for update`, held, async () => {
      const first = move({ opportunityId: ahead, toStageId: board.qualified })
      const waiting = move({ opportunityId: held, toStageId: board.qualified })
      void waiting.then(() => (isMoved = true))
      const together = others.map((opportunityId) => move({ opportunityId, toStageId: board.qualified }))
      for (const answer of await Promise.all([first, ...together])) expect(answer).toMatchObject({ kind: 'saved' })
      // Nobody was made to wait until the patience of the group was at an end: they went together.
      const events = (await table.transactions()).filter(({ card }) => others.includes(card))
      expect(new Set(events.map(({ transaction }) => transaction)).size).toBe(1)
      // Nor do those wait that come later, for it holds no column while it waits for its card.
      for (const toStageId of [board.prospect, board.qualified])
        expect(await move({ opportunityId: ahead, toStageId })).toMatchObject({ kind: 'saved' })
      expect(isMoved).toBe(false)
      return { waiting }
    })
    expect(await waiting).toMatchObject({ kind: 'saved' })
  })

  test('run again one by one when one of them makes all of them fail', async ({ table, desk }) => {
    const { board, move } = table
    const [ahead = '', good = '', broken = '', another = ''] = await table.cards(4)
    // What no rule foresees: the database itself says no to one card.
    await desk.pool.query(
      `create function breaks() returns trigger language plpgsql as $$ begin raise 'broken'; end $$;
       create trigger breaks before update on opportunity for each row when (old.id = '${broken}') execute function breaks()`,
    )
    const answers = await Promise.allSettled(
      [ahead, good, broken, another].map((opportunityId) =>
        move({ opportunityId, toStageId: board.qualified, clientMutationId: opportunityId }),
      ),
    ).finally(() => desk.pool.query('drop trigger breaks on opportunity; drop function breaks()'))
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    expect((await desk.column(board.qualified)).toSorted()).toEqual([ahead, good, another].toSorted())
    const again = { opportunityId: broken, toStageId: board.qualified, clientMutationId: broken }
    expect(await move(again)).toMatchObject({ kind: 'saved' })
  })

  test('are lost together with their connection, and written once when they are asked for again', async ({
    table,
    desk,
  }) => {
    const { board, move } = table
    const ids = await table.cards(5)
    const request = (opportunityId: string) => ({
      opportunityId,
      toStageId: board.qualified,
      clientMutationId: `lost ${opportunityId}`,
    })
    const hold = `select pg_advisory_xact_lock(hashtextextended($1, 0))`
    await holding(desk, hold, `column ${board.qualified}`, async () => {
      const ahead = move({ opportunityId: ids[0] ?? '', toStageId: board.won })
      const together = Promise.allSettled(ids.slice(1).map((id) => move(request(id))))
      expect(await ahead).toMatchObject({ kind: 'saved' })
      await expect.poll(() => endWaiting(desk)).toBe(1)
      expect((await together).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected'])
    })
    const answers = await Promise.all(ids.slice(1).map((id) => move(request(id))))
    for (const answer of answers) expect(answer).toMatchObject({ kind: 'saved', opportunity: { version: 2 } })
    expect(await desk.column(board.qualified)).toEqual(ids.slice(1))
  })
})

/** Does something while another transaction holds what a statement locks, and lets it go however that ends. */
async function holding<T>({ pool }: Desk, lock: string, value: string, during: () => Promise<T>): Promise<T> {
  const holder = await pool.connect()
  try {
    await holder.query('begin')
    await holder.query(lock, [value])
    return await during()
  } finally {
    await holder.query('rollback')
    holder.release()
  }
}

/** Ends the one connection that waits for a column; gives how many there were. */
async function endWaiting({ pool }: Desk): Promise<number> {
  const { rowCount } = await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'`,
  )
  return rowCount ?? 0
}

/** Random numbers that are the same at every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
