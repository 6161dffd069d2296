import { describe, expect } from 'vitest'
import { expectTrueBoards } from './board-truth.ts'
import { test, type Desk, type Input, type MutationName, type Payload } from './desk.ts'

const times = <T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => make(n)))

describe('the same request', () => {
  const requests: Readonly<Record<MutationName, (desk: Desk) => Promise<Input>>> = {
    createOpportunity: async ({ a }) => ({ pipelineId: a.id, title: 'Một lần' }),
    updateOpportunity: async (desk) => ({ opportunityId: (await desk.create()).id, title: 'Một lần' }),
    moveOpportunity: async (desk) => ({ opportunityId: (await desk.create()).id, toStageId: desk.a.won }),
    reopenOpportunity: async (desk) => ({ opportunityId: (await desk.create({ stageId: desk.a.won })).id }),
    deleteOpportunity: async (desk) => ({ opportunityId: (await desk.create()).id }),
    restoreOpportunity: async (desk) => {
      const { id: opportunityId } = await desk.create()
      await desk.mutate(desk.an, 'deleteOpportunity', { opportunityId })
      return { opportunityId }
    },
  }

  for (const name of Object.keys(requests) as MutationName[])
    test(`${name}, ten times at once with one key, has one effect and ten equal answers`, async ({ desk }) => {
      const input = { ...(await requests[name](desk)), clientMutationId: `${name} once` }
      const before = await desk.written()
      const answers = await times(10, () => desk.mutate(desk.an, name, input))
      expect(answers[0]).toMatchObject({ userErrors: [], clientMutationId: `${name} once` })
      for (const answer of answers) expect(answer).toEqual(answers[0])
      const after = await desk.written()
      expect(after['opportunity_history']).toBe((before['opportunity_history'] ?? 0) + 1)
      expect(after['board_event']).toBe((before['board_event'] ?? 0) + 1)
      expect(after['idempotency_key']).toBe((before['idempotency_key'] ?? 0) + 1)
    })

  test('later gives the answer of then, whatever became of the card', async ({ desk }) => {
    const { id } = await desk.create()
    const input = { opportunityId: id, title: 'Lúc đó', clientMutationId: 'then' }
    const first = await desk.mutate(desk.an, 'updateOpportunity', input)
    await desk.done(desk.binh, 'updateOpportunity', { opportunityId: id, title: 'Sau này' })
    expect(await desk.mutate(desk.an, 'updateOpportunity', input)).toEqual(first)
    expect(await desk.read(desk.an, id)).toMatchObject({ title: 'Sau này', version: 3 })
  })

  test('with the key and other values is refused; of another person, or by a key of theirs, is another', async ({
    desk,
  }) => {
    const request = { pipelineId: desk.a.id, title: 'Một', clientMutationId: 'k' }
    const first = await desk.create(request)
    const other = await desk.mutate(desk.an, 'createOpportunity', { ...request, title: 'Hai' })
    expect(other).toMatchObject({
      opportunity: null,
      userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['clientMutationId'] }],
    })
    const elsewhere = await desk.mutate(desk.an, 'deleteOpportunity', {
      opportunityId: first.id,
      clientMutationId: 'k',
    })
    expect(elsewhere.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }])
    const apiKey = await desk.people.key(desk.an.id, ['WRITE_OPPORTUNITIES'])
    for (const who of [desk.binh, apiKey]) expect((await desk.create(request, who)).id).not.toBe(first.id)
  })

  test('is free to be tried again after a refusal', async ({ desk }) => {
    const { id } = await desk.create()
    const lose = (input: Input) =>
      desk.mutate(desk.an, 'moveOpportunity', {
        opportunityId: id,
        toStageId: desk.a.lost,
        clientMutationId: 'lose',
        ...input,
      })
    expect((await lose({})).userErrors).toMatchObject([{ code: 'LOST_REASON_REQUIRED' }])
    expect((await lose({ lostReasonId: desk.reason })).userErrors).toEqual([])
  })
})

describe('at once', () => {
  test('two who move one card to different stages: one does, the other is told who did', async ({ desk }) => {
    for (let round = 0; round < 5; round++) {
      const { id } = await desk.create()
      const payloads = await Promise.all(
        (
          [
            [desk.an, desk.a.qualified],
            [desk.binh, desk.a.won],
          ] as const
        ).map(([who, toStageId]) =>
          desk.mutate(who, 'moveOpportunity', { opportunityId: id, toStageId, expectedStageId: desk.a.prospect }),
        ),
      )
      const [done] = payloads.filter(({ opportunity }) => opportunity)
      const [told] = payloads.filter(({ current }) => current)
      expect(told?.userErrors).toMatchObject([{ code: 'CONFLICT' }])
      expect(told?.current).toEqual(done?.opportunity)
      const mover = done === payloads[0] ? desk.an : desk.binh
      expect(told?.movedBy).toEqual({ id: mover.id })
    }
    await expectTrueBoards(desk.pool, [desk.a.id])
  })

  test('20 who drop at the top of one column get 20 places, in one order', async ({ desk }) => {
    const top = await desk.create({ stageId: desk.a.qualified })
    const cards = await times(20, () => desk.create())
    const payloads = await times(20, (n) =>
      desk.mutate(n % 2 ? desk.an : desk.binh, 'moveOpportunity', {
        opportunityId: cards[n]?.id,
        toStageId: desk.a.qualified,
        beforeId: top.id,
      }),
    )
    expect(payloads.flatMap(({ userErrors }) => userErrors)).toEqual([])
    const order = await desk.column(desk.a.qualified)
    expect(order.at(-1)).toBe(top.id)
    // Every answer had the rank that stands, and the order is that in which the board was told.
    const told = (await desk.events(desk.a.id)).filter(({ type }) => type === 'OPPORTUNITY_MOVED')
    expect(order.slice(0, 20)).toEqual(told.map(({ opportunity_id }) => opportunity_id))
    await expectTrueBoards(desk.pool, [desk.a.id])
  })

  test('drops into one gap until it is full and beyond keep their order', async ({ desk }) => {
    const [above, below] = [await desk.create(), await desk.create()]
    const order = [below.id]
    for (let n = 0; n < 60; n++)
      order.unshift((await desk.create({ afterId: above.id }, n % 2 ? desk.an : desk.binh)).id)
    expect(await desk.column(desk.a.prospect)).toEqual([above.id, ...order])
    const events = await desk.events(desk.a.id)
    expect(events.some(({ payload }) => payload.ranks !== undefined)).toBe(true)
    await expectTrueBoards(desk.pool, [desk.a.id])
  })

  test('16 who move cards to and fro between two boards all succeed', { timeout: 60_000 }, async ({ desk }) => {
    const cards = await times(16, (n) => desk.create({ pipelineId: n % 2 ? desk.a.id : desk.b.id }))
    const places = [desk.a.prospect, desk.b.prospect, desk.a.qualified, desk.b.qualified]
    const payloads = await times(16, async (n) => {
      const done: Payload[] = []
      for (let step = 0; step < 10; step++)
        done.push(
          await desk.mutate(desk.manager, 'moveOpportunity', {
            opportunityId: cards[(n + step) % cards.length]?.id,
            toStageId: places[(n + step * 3) % places.length],
          }),
        )
      return done
    })
    expect(payloads.flat().flatMap(({ userErrors }) => userErrors)).toEqual([])
    await expectTrueBoards(desk.pool, [desk.a.id, desk.b.id])
  })

  test('a stage closes while cards are in the air: each lands, or is told that the stage is gone', async ({ desk }) => {
    const cards = await times(10, () => desk.create())
    const landing = times(10, (n) =>
      desk.mutate(desk.an, 'moveOpportunity', { opportunityId: cards[n]?.id, toStageId: desk.a.qualified }),
    )
    const administrator = await desk.people.administrator()
    const { deleteStage } = await desk.query<{ deleteStage: { deletedId: string | null; userErrors: object[] } }>(
      administrator,
      `mutation ($input: DeleteStageInput!) { deleteStage(input: $input) { deletedId userErrors { code } } }`,
      { input: { id: desk.a.qualified, moveToStageId: desk.a.prospect } },
    )
    expect(deleteStage).toEqual({ deletedId: desk.a.qualified, userErrors: [] })
    for (const { userErrors } of await landing)
      if (userErrors.length > 0) expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['toStageId'] }])
    expect((await desk.column(desk.a.prospect)).toSorted()).toEqual(cards.map(({ id }) => id).toSorted())
    await expectTrueBoards(desk.pool, [desk.a.id])
  })
})

test(
  'after a random run everything that is kept equals what can be counted',
  { timeout: 120_000 },
  async ({ desk }) => {
    const random = seeded(20_261_125)
    const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]
    const cards = (await times(12, () => desk.create({ amount: { amount: '100', currency: 'VND' } }))).map(
      ({ id }) => id,
    )
    const stages = [...desk.a.stages, ...desk.b.stages]
    const people = [desk.an, desk.binh, desk.leader, desk.manager]
    const acts: readonly ((id: string | undefined) => readonly [MutationName, Input])[] = [
      (id) => {
        const stage = pick(stages)
        return [
          'moveOpportunity',
          {
            opportunityId: id,
            toStageId: stage?.id,
            ...(random() < 0.5 && { afterId: pick(cards) }),
            ...(random() < 0.3 && { beforeId: pick(cards) }),
            ...(stage?.kind === 'LOST' && { lostReasonId: desk.reason }),
          },
        ]
      },
      (id) => [
        'updateOpportunity',
        {
          opportunityId: id,
          amount: pick([
            null,
            { amount: `${Math.floor(random() * 1e6)}`, currency: 'VND' },
            { amount: '7.25', currency: 'USD' },
          ]),
        },
      ],
      (id) => [
        'updateOpportunity',
        { opportunityId: id, probability: pick([null, 0.25, 0.9999]), title: `T${random()}` },
      ],
      (id) => [
        'updateOpportunity',
        { opportunityId: id, ownerId: pick([desk.an.id, desk.binh.id, null]), teamId: pick([desk.north, null]) },
      ],
      (id) => ['reopenOpportunity', { opportunityId: id }],
      (id) => ['deleteOpportunity', { opportunityId: id }],
      (id) => ['restoreOpportunity', { opportunityId: id }],
      () => [
        'createOpportunity',
        { pipelineId: pick([desk.a, desk.b])?.id, title: 'Mới', ownerId: pick([desk.an.id, null]) },
      ],
    ]
    await times(8, async () => {
      for (let step = 0; step < 30; step++) {
        const [name, input] = (pick([...acts, acts[0]]) ?? acts[0])?.(pick(cards)) ?? []
        if (!name || !input) continue
        const { errors } = await desk.answer(pick(people) ?? desk.an, name, input)
        expect(errors).toBeUndefined()
      }
    })
    await expectTrueBoards(desk.pool, [desk.a.id, desk.b.id])
  },
)

/** Random numbers that are the same at every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
