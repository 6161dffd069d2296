import { describe, expect } from 'vitest'
import { sqlOn } from '../src/data/sql.ts'
import { transactionsOn } from '../src/data/transaction.ts'
import { seedDemo } from '../src/demo/seed.ts'
import { test } from './database.ts'

const now = new Date('2026-11-25T02:00:00Z')

describe('the demo organisation', () => {
  test('is made once, believable and in order', async ({ database }) => {
    const inTransaction = transactionsOn(database.pool)
    const sql = sqlOn(database.pool)
    expect(await Promise.all([seedDemo(inTransaction, now), seedDemo(inTransaction, now)])).toContain(true)
    expect(await seedDemo(inTransaction, now)).toBe(false)

    const [counted] = await sql.rows<Record<string, number>>(
      `select count(*)::int as all, count(*) filter (where status = 'WON')::int as won,
         count(*) filter (where status = 'LOST')::int as lost, count(*) filter (where created_at > $1)::int as future,
         count(distinct owner_id)::int as owners, count(distinct team_id)::int as teams
       from opportunity`,
      [now],
    )
    expect(counted).toMatchObject({ all: 300, future: 0, teams: 3 })
    expect(counted?.['won']).toBeGreaterThan(20)
    expect(counted?.['lost']).toBeGreaterThan(20)
    expect(counted?.['owners']).toBeGreaterThan(7)
  })

  test('keeps totals that a recount agrees with, and stays without gaps', async ({ database }) => {
    const sql = sqlOn(database.pool)
    await seedDemo(transactionsOn(database.pool), now)
    const kept = await sql.rows(
      `select stage_id, sum(n)::int as n, trim_scale(sum(amount)) as amount, trim_scale(sum(weighted)) as weighted
       from total_cell group by 1 order by 1`,
    )
    const counted = await sql.rows(
      `select stage_id, count(*)::int as n, trim_scale(sum(coalesce(amount, 0))) as amount,
         trim_scale(sum(coalesce(amount, 0) * probability)) as weighted
       from opportunity where deleted_at is null group by 1 order by 1`,
    )
    expect(kept).toEqual(counted)
    const broken = await sql.rows(
      `select 1 from (select s.*, lead(entered_at) over (partition by opportunity_id order by entered_at, left_at nulls last) as next
         from stage_stay s) s where left_at is distinct from next`,
    )
    expect(broken).toEqual([])
  })
})
