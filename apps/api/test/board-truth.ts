import type { Pool } from 'pg'
import { expect } from 'vitest'

/** What must hold of boards at rest, whatever was done to them; asked of the database itself. */
export async function expectTrueBoards(pool: Pool, pipelineIds: readonly string[]): Promise<void> {
  await expectDenseFeeds(pool, pipelineIds)
  await expectTotalsAsCounted(pool, pipelineIds)
  await expectContiguousStays(pool, pipelineIds)
  await expectRanksApart(pool, pipelineIds)
}

/** Each counter says how many events its board has, and they are numbered without a gap. */
async function expectDenseFeeds(pool: Pool, pipelineIds: readonly string[]): Promise<void> {
  const { rows } = await pool.query(
    `select f.pipeline_id, f.seq::integer, count(e.seq)::integer as events, coalesce(max(e.seq), 0)::integer as last
     from board_feed f left join board_event e using (pipeline_id)
     where f.pipeline_id = any($1) group by f.pipeline_id, f.seq`,
    [pipelineIds],
  )
  for (const { seq, events, last } of rows) expect({ events, last }).toEqual({ events: seq, last: seq })
}

/** Kept totals equal a recount of the cards. */
async function expectTotalsAsCounted(pool: Pool, pipelineIds: readonly string[]): Promise<void> {
  const cells = `stage_id, team_id, owner_id, currency`
  const { rows: kept } = await pool.query(
    `select ${cells}, n, trim_scale(amount) as amount, trim_scale(weighted) as weighted
     from total_cell where pipeline_id = any($1) and (n <> 0 or amount <> 0 or weighted <> 0) order by ${cells}`,
    [pipelineIds],
  )
  const { rows: counted } = await pool.query(
    `select stage_id, coalesce(team_id, '') as team_id, coalesce(owner_id, '') as owner_id, currency,
       count(*)::integer as n, trim_scale(coalesce(sum(amount), 0)) as amount,
       trim_scale(coalesce(sum(amount * probability), 0)) as weighted
     from opportunity where pipeline_id = any($1) and deleted_at is null
     group by stage_id, coalesce(team_id, ''), coalesce(owner_id, ''), currency order by ${cells}`,
    [pipelineIds],
  )
  expect(kept).toEqual(counted)
}

/** Each stay ends where the next begins, the first begins with the card, and the last is where it stands. */
async function expectContiguousStays(pool: Pool, pipelineIds: readonly string[]): Promise<void> {
  const { rows } = await pool.query(
    `select o.id from opportunity o
     left join lateral (
       select bool_and(s.left_at is not distinct from s.next) as is_contiguous, min(s.entered_at) as first,
         (array_agg(s.stage_id order by s.entered_at desc, s.id desc))[1] as last_stage, max(s.entered_at) as last
       from (select stage_id, id, entered_at, left_at, lead(entered_at) over (order by entered_at, id) as next
             from stage_stay where opportunity_id = o.id) s
     ) s on true
     where o.pipeline_id = any($1)
       and (s.is_contiguous is not true or s.first <> o.created_at or s.last_stage <> o.stage_id or s.last <> o.stage_entered_at)`,
    [pipelineIds],
  )
  expect(rows).toEqual([])
}

async function expectRanksApart(pool: Pool, pipelineIds: readonly string[]): Promise<void> {
  const { rows } = await pool.query(
    `select stage_id, rank, count(*)::integer as n from opportunity
     where pipeline_id = any($1) and deleted_at is null group by stage_id, rank having count(*) > 1`,
    [pipelineIds],
  )
  expect(rows).toEqual([])
}
