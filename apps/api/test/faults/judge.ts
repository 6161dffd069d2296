import type { Pool } from 'pg'
import { expect } from 'vitest'
import { expectTrueBoards } from '../board-truth.ts'
import { until } from '../live/until.ts'
import type { FaultBoard } from './board.ts'
import type { Follower } from './follower.ts'
import type { Row } from './table.ts'

/** A client may be in the longest of its waits between two attempts, and then has to catch up. */
const restMs = 45_000

interface Stored {
  readonly seq: number
  readonly key: string | null
}

export interface Judging {
  /** When the fault was over, by `performance.now()`; without one, now. */
  readonly since?: number
  /** Some followers may have begun anew: they are told of what came after their last snapshot. */
  readonly followers?: readonly Follower[]
}

/**
 * Waits until everybody has everything, and compares all with all: what was acknowledged, what the feed holds, what each
 * follower was told, and what each board shows against the rows. Adds what it finds to the case's row.
 */
export async function judge(board: FaultBoard, row: Row, judging: Judging = {}): Promise<void> {
  const { world, pipelineId, reps } = board
  const { since = performance.now(), followers = board.followers } = judging
  const stored = await eventsOf(world.pool, pipelineId)
  const head = stored.at(-1)?.seq ?? 0
  const late: string[] = []
  for (const [at, follower] of followers.entries())
    await until(`follower ${at} has ${head}`, () => follower.seq >= head && follower.isWhole, restMs).catch(
      (error: unknown) => late.push(`${String(error)} (now ${follower.seq})`),
    )
  row.worstMs = Math.max(row.worstMs, performance.now() - since)

  const truth = await boardInSql(world.pool, pipelineId)
  const boards = followers.map((follower) => [boardSeenBy(follower), asLoaded(truth, follower)] as const)
  row.diverged += boards.filter(([seen, wanted]) => JSON.stringify(seen) !== JSON.stringify(wanted)).length

  const acked = reps.flatMap((rep) => rep.acked)
  const times = countKeys(stored)
  row.tries += board.takeAnswered()
  row.lost += acked.filter((key) => !times.has(key)).length
  row.doubled += [...times.values()].filter((n) => n > 1).length
  for (const follower of followers) {
    const told = countKeys(follower.applied.map(({ seq, clientMutationId }) => ({ seq, key: clientMutationId })))
    const from = follower.seq - follower.applied.length
    row.lost += stored.filter(({ seq, key }) => seq > from && key !== null && !told.has(key)).length
    row.doubled += [...told.values()].filter((n) => n > 1).length
  }

  // With the reasons, where a number alone would not help.
  expect(late).toEqual([])
  expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, at) => at + 1))
  for (const { applied, seq } of followers)
    expect(applied.map((event) => event.seq)).toEqual(
      Array.from({ length: applied.length }, (_, at) => seq - applied.length + 1 + at),
    )
  for (const [seen, wanted] of boards) expect(seen).toEqual(wanted)
  expect(followers.flatMap(({ faults }) => faults)).toEqual([])
  expect(reps.flatMap(({ surprises }) => surprises)).toEqual([])
  await expectTrueBoards(world.pool, [pipelineId])
  const [first] = followers
  // To the last field; of a long column a client may hold fewer cards than a fresh page does.
  const isLong = [...(first?.board?.columns.values() ?? [])].some(({ totals }) => totals.count > 100)
  if (first && !isLong) expect(first.state).toEqual(await first.fresh())
  expect({ lost: row.lost, doubled: row.doubled, diverged: row.diverged }).toEqual({ lost: 0, doubled: 0, diverged: 0 })
}

const countKeys = (events: readonly Stored[]): Map<string, number> => {
  const times = new Map<string, number>()
  for (const { key } of events) if (key !== null) times.set(key, (times.get(key) ?? 0) + 1)
  return times
}

export async function eventsOf(pool: Pool, pipelineId: string): Promise<Stored[]> {
  const { rows } = await pool.query<Stored>(
    `select seq::integer, client_mutation_id as key from board_event where pipeline_id = $1 order by seq`,
    [pipelineId],
  )
  return rows
}

interface Column {
  readonly cards: readonly string[]
  readonly count: number
  readonly amount: string
}

type Columns = Readonly<Record<string, Column>>

/** What a manager should see, from the rows themselves: cards in order, and sums counted anew. */
async function boardInSql(pool: Pool, pipelineId: string): Promise<Columns> {
  const { rows } = await pool.query<Column & { id: string; cards: string[] | null }>(
    `select s.id, count(o.id)::integer as count, trim_scale(coalesce(sum(o.amount), 0))::text as amount,
       json_agg(concat_ws(' ', o.id, o.rank, o.version) order by o.rank, o.id) filter (where o.id is not null) as cards
     from stage s left join opportunity o on o.stage_id = s.id and o.deleted_at is null
     where s.pipeline_id = $1 and s.archived_at is null group by s.id order by s.id`,
    [pipelineId],
  )
  return Object.fromEntries(rows.map(({ id, cards, count, amount }) => [id, { cards: cards ?? [], count, amount }]))
}

/** Of a long column a client has the first cards, and the totals of all. */
const asLoaded = (truth: Columns, { board }: Follower): Columns =>
  Object.fromEntries(
    Object.entries(truth).map(([stageId, column]) => {
      const loaded = board?.columns.get(stageId)
      return [stageId, loaded?.hasMore ? { ...column, cards: column.cards.slice(0, loaded.cards.length) } : column]
    }),
  )

function boardSeenBy({ board }: Follower): Columns | null {
  if (board === null) return null
  const columns = [...board.columns.values()].toSorted((a, b) => (a.stageId < b.stageId ? -1 : 1))
  return Object.fromEntries(
    columns.map(({ stageId, cards, totals }) => [
      stageId,
      {
        cards: cards.map(({ id, rank, version }) => `${id} ${rank} ${version}`),
        count: totals.count,
        amount: String(totals.byCurrency.find(({ currency }) => currency === 'VND')?.amount ?? '0'),
      },
    ]),
  )
}
