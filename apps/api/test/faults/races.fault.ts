import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { ask } from '../client.ts'
import { aLostReason } from '../rows.ts'
import { FaultBoard, person } from './board.ts'
import { judge } from './judge.ts'
import { Rep, timesOf, type Answer } from './rep.ts'
import { size } from './size.ts'
import { test } from './test.ts'

const codesOf = (answer: Answer | undefined) => answer?.userErrors.map(({ code }) => code)
const pick = <T>(from: readonly T[]): T => {
  const one = from[Math.floor(Math.random() * from.length)]
  if (one === undefined) throw new Error('there is nothing to pick from')
  return one
}

test('C22 stages are renamed, moved and deleted while others drag into them', async ({ world, board, row }) => {
  const reps = await board.hire(size(20, 8))
  await board.follow(size(10, 4))
  const administrator = await person(world.pool, 'ADMINISTRATOR')
  const change = async (name: string, input: Record<string, unknown>) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code field } } }`
    for (;;) {
      const { data, errors } = await ask<Record<string, Answer>>(world.anyNode(), administrator, document, { input })
      // Nothing was written: those who drag were in the way for too long.
      if (errors?.[0]?.extensions?.['code'] === 'SERVICE_UNAVAILABLE') continue
      expect(errors).toBeUndefined()
      return data?.[name]?.userErrors.map(({ code }) => code)
    }
  }
  const [kept, ...going] = board.stages
  let gone = 0
  let isChanging = true
  const dragging = reps.map(async (rep) => {
    const [card] = board.cardsOf(rep)
    while (isChanging) {
      const answer = await rep.send(
        'moveOpportunity',
        { opportunityId: card, toStageId: pick(board.stages) },
        { isChange: false },
      )
      const codes = codesOf(answer) ?? []
      // A drop into a stage that is gone says so, by the field that named it.
      if (codes.length > 0) expect(answer?.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['toStageId'] }])
      gone += codes.length
    }
  })
  for (const [at, id] of going.slice(0, -1).entries()) {
    await change('updateStage', { id, name: `Renamed ${at}` })
    await change('moveStage', { id, beforeId: kept })
    expect(await change('deleteStage', { id, moveToStageId: kept })).toEqual([])
  }
  isChanging = false
  await Promise.all(dragging)
  await judge(board, row)
  const { rows } = await world.pool.query(
    `select o.id from opportunity o join stage s on s.id = o.stage_id where s.archived_at is not null and o.deleted_at is null`,
  )
  expect(rows).toEqual([])
  expect(gone).toBeGreaterThan(0)
  row.notes.push(`${going.length - 1} stages deleted, ${gone} drops refused`)
})

test('D1 two move one card at once', async ({ board, row }) => {
  const [an, binh] = await board.hire(2, 1)
  await board.follow(2)
  if (!an || !binh) throw new Error('nobody is here')
  const [first, second, third] = board.stages
  const rounds = size(200, 30)
  for (let at = 0; at < rounds; at++) {
    const card = await board.card(an, { stageId: first })
    const move = (rep: Rep, toStageId: string | undefined) =>
      rep.send('moveOpportunity', { opportunityId: card.id, toStageId, expectedStageId: first })
    const answers = await Promise.all([move(an, second), move(binh, third)])
    expect(answers.map((answer) => codesOf(answer)?.[0] ?? 'done').toSorted()).toEqual(['CONFLICT', 'done'])
    const loser = answers.find((answer) => codesOf(answer)?.[0] === 'CONFLICT')
    expect(loser?.current?.id).toBe(card.id)
  }
  await judge(board, row)
})

test('D2 many drop at the top of one column at once', async ({ world, board, row }) => {
  const reps = await board.hire(20, 1)
  await board.follow(3)
  const [, top] = board.stages
  const anchor = await board.card(reps[0] ?? new Rep(board.manager, world.anyNode), { stageId: top })
  for (let round = 0; round < size(20, 3); round++) {
    for (const rep of reps)
      await rep.send(
        'moveOpportunity',
        { opportunityId: board.cardsOf(rep)[0], toStageId: board.stages[0] },
        { isChange: false },
      )
    await Promise.all(
      reps.map((rep) =>
        rep.send('moveOpportunity', { opportunityId: board.cardsOf(rep)[0], toStageId: top, beforeId: anchor.id }),
      ),
    )
    const { rows } = await world.pool.query<{ ranks: number }>(
      `select count(distinct rank)::integer as ranks from opportunity where stage_id = $1`,
      [top],
    )
    expect(rows[0]?.ranks).toBe(reps.length + 1)
  }
  await judge(board, row)
})

test('D3 thousands of inserts into one gap', async ({ world, board, row }) => {
  const [rep] = await board.hire(1, 3)
  if (!rep) throw new Error('nobody is here')
  const [anchor, ...others] = board.cardsOf(rep)
  await board.follow(2)
  await board.everybodyIsHere()
  const inserts = size(5_000, 400)
  const times: number[] = []
  for (let at = 0; at < inserts; at++) {
    const began = performance.now()
    // By turns right behind the anchor, the one first that does not stand there: each time the gap is half as wide.
    const opportunityId = others[(at + 1) % 2]
    await rep.send('moveOpportunity', { opportunityId, toStageId: board.stages[0], afterId: anchor })
    times.push(performance.now() - began)
  }
  await judge(board, row)
  const { rows } = await world.pool.query<{ reranked: number }>(
    `select count(*)::integer as reranked from board_event where pipeline_id = $1 and jsonb_array_length(coalesce(payload -> 'ranks', '[]')) > 0`,
    [board.pipelineId],
  )
  const reranked = rows[0]?.reranked ?? 0
  // A gap of 2^20 takes twenty halvings.
  expect(reranked).toBeLessThan(inserts / 10)
  row.notes.push(`${reranked} with others put aside`, timesOf('a move', times))
})

test('D6 two edit one card', async ({ world, board, row }) => {
  const [an, leader] = await board.hire(2, 1)
  await board.follow(2)
  if (!an || !leader) throw new Error('nobody is here')
  const versions = new Map<string, number>()
  for (let at = 0; at < size(200, 25); at++) {
    const { id: opportunityId } = await board.card(an)
    const amount = { amount: String(at + 1), currency: 'VND' }
    // Different fields, both from version 1: both are kept.
    const both = await Promise.all([
      an.send('updateOpportunity', { opportunityId, title: `Tên ${at}`, expectedVersion: 1 }),
      leader.send('updateOpportunity', { opportunityId, amount, expectedVersion: 1 }),
    ])
    expect(both.flatMap((answer) => codesOf(answer))).toEqual([])
    // One field, both from the version that was current: the second learns of the first.
    const stale = await Promise.all(
      [an, leader].map((rep) =>
        rep.send('updateOpportunity', { opportunityId, title: randomUUID(), expectedVersion: 3 }),
      ),
    )
    expect(stale.map((answer) => codesOf(answer)?.[0] ?? 'done').toSorted()).toEqual(['CONFLICT', 'done'])
    const { rows } = await world.pool.query('select amount::integer, version from opportunity where id = $1', [
      opportunityId,
    ])
    expect(rows).toEqual([{ amount: at + 1, version: 4 }])
    versions.set(opportunityId, 4)
  }
  await judge(board, row)
})

test('D7 won twice, won and lost at once, reopened by two', async ({ world, board, row }) => {
  const [an, binh] = await board.hire(2, 1)
  await board.follow(2)
  if (!an || !binh) throw new Error('nobody is here')
  const lostReasonId = await aLostReason(world.pool)
  for (let at = 0; at < size(150, 20); at++) {
    const card = await board.card(an)
    const close = (rep: Rep, how: 'won' | 'lost') =>
      rep.send('moveOpportunity', {
        opportunityId: card.id,
        toStageId: board[how],
        expectedStageId: card.stageId,
        ...(how === 'lost' && { lostReasonId }),
      })
    const second = at % 2 === 0 ? 'won' : 'lost'
    const closed = await Promise.all([close(an, 'won'), close(binh, second)])
    expect(closed.filter((answer) => codesOf(answer)?.length === 0)).toHaveLength(1)
    const { rows } = await world.pool.query(
      `select o.status, count(h.id)::integer as closings from opportunity o
       join opportunity_history h on h.opportunity_id = o.id and h.kind in ('WON', 'LOST') where o.id = $1 group by o.status`,
      [card.id],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.closings).toBe(1)
    const reopened = await Promise.all(
      [an, binh].map((rep) => rep.send('reopenOpportunity', { opportunityId: card.id }, { isChange: false })),
    )
    expect(reopened.some((answer) => codesOf(answer)?.length === 0)).toBe(true)
  }
  await judge(board, row)
})

test('D10 moves between two boards, both ways', async ({ world, board, row }) => {
  await using other = await FaultBoard.make(world)
  const reps = await board.hire(16, 2)
  await Promise.all([board.follow(3), other.follow(3)])
  await Promise.all(
    reps.map(async (rep) => {
      for (let at = 0; at < size(100, 10); at++)
        await rep.send(
          'moveOpportunity',
          {
            opportunityId: pick(board.cardsOf(rep)),
            toStageId: pick(at % 2 === 0 ? other.stages : board.stages),
          },
          { isChange: false },
        )
    }),
  )
  await judge(board, row)
  await judge(other, row)
  expect(reps.flatMap(({ refusals }) => [...refusals.keys()])).toEqual([])
})
