import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect } from 'vitest'
import { FaultBoard, person } from './board.ts'
import { eventsOf, judge } from './judge.ts'
import { runWork, workOfThree } from './random-work.ts'
import { Rep, type Answer } from './rep.ts'
import { size } from './size.ts'
import { test } from './test.ts'

test('D4 one key ten times at once, on two nodes', async ({ world, board, row }) => {
  const [rep] = await board.hire(1)
  const other = new Rep(await person(world.pool), world.anyNode)
  if (!rep) throw new Error('nobody is here')
  board.reps.push(other)
  const input = { pipelineId: board.pipelineId, title: 'Kho lạnh' }
  for (let round = 0; round < size(100, 10); round++) {
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 10 }, () => rep.send('createOpportunity', input, { key })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)

    await world.pool.query(`update idempotency_key set created_at = created_at - interval '1 hour' where key = $1`, [
      key,
    ])
    const later = await rep.send('createOpportunity', input, { key, isChange: false })
    expect(later).toEqual(answers[0])

    const reused = await rep.send('createOpportunity', { ...input, title: 'Khác' }, { key, isChange: false })
    expect(codesOf(reused)).toEqual(['IDEMPOTENCY_KEY_REUSED'])

    const theirs = await other.send('createOpportunity', input, { key, isChange: false })
    expect(theirs?.opportunity?.id).not.toBe(answers[0]?.opportunity?.id)
    const events = await eventsOf(world.pool, board.pipelineId)
    row.doubled += events.filter((event) => event.key === key).length - 2
    row.tries += 1
  }
  expect(row.doubled).toBe(0)
})

test('D5 the answer is lost after the commit, and the client asks again', async ({ world, board, row }) => {
  const [rep] = await board.hire(1, 2, () => world.n1)
  await board.follow(2, () => world.n2)
  if (!rep) throw new Error('nobody is here')
  const rounds = size(100, 10)
  for (let round = 0; round < rounds; round++) {
    const before = (await eventsOf(world.pool, board.pipelineId)).length
    world.n1.clients.mode = 'halfopen'
    const moving = board.moveOne(rep)
    while ((await eventsOf(world.pool, board.pipelineId)).length === before);
    world.n1.clients.heal()
    await moving
  }
  expect(rep.refusals.get('NETWORK') ?? 0).toBeGreaterThanOrEqual(rounds)
  await judge(board, row)
  row.notes.push(`${rounds} answers lost`)
})

test('D9 random changes by three clients, with drops of every kind', async ({ world, row }) => {
  const runs = size(200, 10)
  await fc.assert(
    fc.asyncProperty(workOfThree, async (work) => {
      await world.heal()
      await using board = await FaultBoard.make(world, 3)
      await runWork(board, work)
      for (const { clients } of world.nodes) clients.heal()
      await judge(board, row)
    }),
    { numRuns: runs, endOnFailure: true },
  )
  row.notes.push(`${runs} runs`)
})

const codesOf = (answer: Answer | undefined) => answer?.userErrors.map(({ code }) => code)
