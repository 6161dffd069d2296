import { expect } from 'vitest'
import { poolOf } from '../src/data/data-source.ts'
import { Recount } from '../src/live/recount.ts'
import { expectTrueBoards } from './board-truth.ts'
import { test } from './desk.ts'

test('a recount finds nothing where totals are right, and puts right by an event what is not', async ({
  desk,
  app,
}) => {
  const woken: string[] = []
  const pool = poolOf(app.services.data)
  const recount = new Recount(pool, { publish: (topic) => woken.push(topic) }, (error) =>
    expect.unreachable(String(error)),
  )
  await desk.create({ amount: { amount: '100', currency: 'VND' } })
  await desk.create({ pipelineId: desk.b.id })
  expect(await recount.run()).toEqual(new Map())
  expect(woken).toEqual([])

  await pool.query(`update total_cell set n = 5, amount = 7 where pipeline_id = $1`, [desk.a.id])
  await pool.query(`update opportunity set team_id = null where pipeline_id = $1`, [desk.a.id])
  expect(await recount.run()).toEqual(new Map([[desk.a.id, 2]]))
  expect(woken).toEqual([`board:${desk.a.id}`])
  await expectTrueBoards(pool, [desk.a.id, desk.b.id])
  const acl = { ownerId: desk.an.id, currency: 'VND', stageId: desk.a.prospect }
  expect((await desk.events(desk.a.id)).at(-1)).toMatchObject({
    type: 'COLUMNS_CHANGED',
    actor_id: null,
    opportunity_id: null,
    deltas: expect.arrayContaining([
      { ...acl, teamId: desk.north, n: -5, amount: '-7', weighted: '-10' },
      { ...acl, teamId: null, n: 1, amount: '100', weighted: '10' },
    ]),
    payload: { touchedStageIds: [desk.a.prospect] },
  })
  expect(await recount.run()).toEqual(new Map())
})
