import { describe, expect } from 'vitest'
import { test } from './database.ts'
import { aCount, aLostReason, anOpportunityRow, aPerson, aPipeline, aTeam } from './rows.ts'

const refused = (constraint: string) => expect.objectContaining({ constraint })

describe('an opportunity', () => {
  test('is in a stage of its own pipeline', async ({ database: { pool } }) => {
    const [ours, theirs] = [await aPipeline(pool), await aPipeline(pool)]
    await expect(anOpportunityRow(pool, ours, { stage_id: theirs.prospect })).rejects.toEqual(
      refused('opportunity_stage'),
    )
    await expect(anOpportunityRow(pool, ours)).resolves.toEqual(expect.any(String))
  })

  test('has the status that the kind of its stage says', async ({ database: { pool } }) => {
    const pipeline = await aPipeline(pool)
    const closed = { status: 'WON', probability: '1', closed_at: new Date() }
    await expect(anOpportunityRow(pool, pipeline, closed)).rejects.toEqual(refused('opportunity_stage'))
    await expect(anOpportunityRow(pool, pipeline, { ...closed, stage_id: pipeline.won })).resolves.toBeDefined()
  })

  test('has an amount that is a number, within the limit', async ({ database: { pool } }) => {
    const pipeline = await aPipeline(pool)
    for (const amount of ['NaN', 'Infinity', '-1', '1000000000000000', '0.00001'])
      await expect(anOpportunityRow(pool, pipeline, { amount }), amount).rejects.toEqual(refused('opportunity_amount'))
    await expect(anOpportunityRow(pool, pipeline, { amount: '999999999999999.9999' })).resolves.toBeDefined()
  })

  test('has a probability from 0 to 1 with four digits', async ({ database: { pool } }) => {
    const pipeline = await aPipeline(pool)
    for (const probability of ['NaN', '1.1', '-0.1', '0.12345'])
      await expect(anOpportunityRow(pool, pipeline, { probability }), probability).rejects.toEqual(
        refused('opportunity_probability'),
      )
  })

  test('is closed with a date, and lost with a reason', async ({ database: { pool } }) => {
    const pipeline = await aPipeline(pool)
    const lost = { stage_id: pipeline.lost, status: 'LOST', probability: '0', closed_at: new Date() }
    await expect(anOpportunityRow(pool, pipeline, lost)).rejects.toEqual(refused('opportunity_lost'))
    const reason = await aLostReason(pool)
    await expect(anOpportunityRow(pool, pipeline, { ...lost, lost_reason_id: reason })).resolves.toBeDefined()
    await expect(anOpportunityRow(pool, pipeline, { closed_at: new Date() })).rejects.toEqual(
      refused('opportunity_closed'),
    )
  })

  test('has an external id of its own', async ({ database: { pool } }) => {
    const pipeline = await aPipeline(pool)
    await anOpportunityRow(pool, pipeline, { external_id: 'K-1' })
    await expect(anOpportunityRow(pool, pipeline, { external_id: 'K-1' })).rejects.toEqual(
      refused('opportunity_external_id'),
    )
  })

  test('never goes back to an earlier version', async ({ database: { pool } }) => {
    const id = await anOpportunityRow(pool, await aPipeline(pool), { version: 3 })
    await expect(pool.query(`update opportunity set version = 2 where id = $1`, [id])).rejects.toThrow(
      'goes back from version 3 to 2',
    )
    await pool.query(`update opportunity set version = 4 where id = $1`, [id])
  })

  test('is found by its folded title, company and contact, whatever their accents', async ({ database: { pool } }) => {
    await pool.query(`insert into company (id, name) values ('com_x', 'Đường Sắt  Việt')`)
    const id = await anOpportunityRow(pool, await aPipeline(pool), { title: 'Thi  công Nhà', company_id: 'com_x' })
    const text = async () =>
      (await pool.query(`select title_folded, search_text from opportunity where id = $1`, [id])).rows[0]
    expect(await text()).toEqual({ title_folded: 'thi cong nha', search_text: 'thi cong nha · duong sat viet' })
    await pool.query(`update company set name = 'Hoà Phát' where id = 'com_x'`)
    expect(await text()).toEqual({ title_folded: 'thi cong nha', search_text: 'thi cong nha · hoa phat' })
  })
})

describe('history', () => {
  test('is never rewritten', async ({ database: { pool } }) => {
    const id = await anOpportunityRow(pool, await aPipeline(pool))
    await pool.query(
      `insert into opportunity_history (id, opportunity_id, version, kind, road, valid_at, changes)
       values ('his_1', $1, 1, 'CREATED', 'UI', now(), '[]')`,
      [id],
    )
    for (const statement of [
      `update opportunity_history set version = 2`,
      `delete from opportunity_history`,
      `truncate opportunity_history`,
    ])
      await expect(pool.query(statement), statement).rejects.toThrow('opportunity_history is append-only')
  })

  test('has one running stay at most, which is left after it was entered', async ({ database: { pool } }) => {
    const pipeline = await aPipeline(pool)
    const id = await anOpportunityRow(pool, pipeline)
    const stay = (stayId: string, leftAt: string | null) =>
      pool.query(
        `insert into stage_stay (id, opportunity_id, pipeline_id, stage_id, entered_at, left_at)
         values ($1, $2, $3, $4, '2026-01-02', $5)`,
        [stayId, id, pipeline.id, pipeline.prospect, leftAt],
      )
    await stay('sty_1', null)
    await expect(stay('sty_2', null)).rejects.toEqual(refused('stage_stay_open'))
    await expect(stay('sty_3', '2026-01-01')).rejects.toEqual(refused('stage_stay_order'))
  })
})

describe('the feed', () => {
  test('is begun with its pipeline', async ({ database: { pool } }) => {
    const pipeline = await aPipeline(pool)
    const { rows } = await pool.query(`select seq, min_seq from board_feed where pipeline_id = $1`, [pipeline.id])
    expect(rows).toEqual([{ seq: '0', min_seq: '1' }])
  })

  test('takes numbers and events from the tail of a write only', async ({ database: { pool } }) => {
    const pipeline = await aPipeline(pool)
    await expect(
      pool.query(`update board_feed set seq = seq + 1 where pipeline_id = $1`, [pipeline.id]),
    ).rejects.toThrow('only the tail of a write')
    await expect(
      pool.query(
        `insert into board_event (pipeline_id, seq, type, deltas, payload) values ($1, 1, 'PIPELINE_CHANGED', '[]', '{}')`,
        [pipeline.id],
      ),
    ).rejects.toThrow('only the tail of a write')
    // What retention does is still allowed.
    await pool.query(`update board_feed set min_seq = 1 where pipeline_id = $1`, [pipeline.id])
    await pool.query(`delete from board_event where pipeline_id = $1`, [pipeline.id])
    expect(await aCount(pool, 'board_event')).toBe(0)
  })
})

test('teams are one by their folded name', async ({ database: { pool } }) => {
  await aTeam(pool, 'Miền Đông')
  await expect(aTeam(pool, 'mien  dong')).rejects.toEqual(refused('team_name'))
})

test('a person has a role and a visibility that the policy knows', async ({ database: { pool } }) => {
  const { userId } = await aPerson(pool)
  await expect(pool.query(`update app_user set role = 'OWNER' where id = $1`, [userId])).rejects.toEqual(
    refused('app_user_role'),
  )
})
