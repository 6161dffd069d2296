import { describe, expect } from 'vitest'
import { gql } from '../client.ts'
import { test } from '../desk.ts'
import { LiveClient } from './live-client.ts'

describe('at once', () => {
  test('two reps move one card: one wins, the other learns who, and both see one event', async ({ app, desk }) => {
    const card = await desk.create()
    await using an = await LiveClient.on(app, desk.an, desk.a.id)
    await using binh = await LiveClient.on(app, desk.binh, desk.a.id)
    const input = { opportunityId: card.id, expectedStageId: desk.a.prospect, expectedVersion: card.version }
    const [first, second] = await Promise.all([
      desk.mutate(desk.an, 'moveOpportunity', { ...input, toStageId: desk.a.qualified }),
      desk.mutate(desk.binh, 'moveOpportunity', { ...input, toStageId: desk.a.won }),
    ])
    const [won, lost] = first.opportunity ? [first, second] : [second, first]
    const winner = first.opportunity ? desk.an : desk.binh
    expect(won.userErrors).toEqual([])
    expect(lost).toMatchObject({
      opportunity: null,
      current: { stage: { id: won.opportunity?.stage.id } },
      movedBy: { id: winner.id },
      userErrors: [{ code: 'CONFLICT' }],
    })
    for (const client of [an, binh]) {
      await client.reaches(2)
      expect(client.applied.map(({ seq, type, actor }) => [seq, type, actor?.id])).toEqual([
        [2, 'OPPORTUNITY_MOVED', winner.id],
      ])
      expect(client.state).toEqual(await client.fresh())
    }
  })

  test('20 clients drop at one place: 20 places, one order for all', async ({ app, desk }) => {
    const target = await desk.create({ stageId: desk.a.qualified })
    const cards = await Promise.all(Array.from({ length: 20 }, () => desk.create()))
    const clients = await Promise.all(
      [desk.an, desk.leader, desk.manager].map((reader) => LiveClient.on(app, reader, desk.a.id)),
    )
    await Promise.all(cards.map((card) => desk.move(card, desk.a.qualified, { beforeId: target.id })))
    const head = (await desk.events(desk.a.id)).length
    const order = await desk.column(desk.a.qualified)
    for (const client of clients) {
      await client.reaches(head)
      const column = client.board?.columns.get(desk.a.qualified)?.cards ?? []
      expect(column.map(({ id }) => id)).toEqual(order)
      expect(new Set(column.map(({ rank }) => rank)).size).toBe(21)
      expect(client.state).toEqual(await client.fresh())
      await client[Symbol.asyncDispose]()
    }
  })

  test('a stage goes while cards fly into it: they land or are told, and nothing is lost', async ({ app, desk }) => {
    const admin = await desk.people.administrator()
    const cards = await Promise.all(Array.from({ length: 8 }, () => desk.create()))
    await using client = await LiveClient.on(app, desk.an, desk.a.id)
    const [deleted, ...moves] = await Promise.all([
      gql<{ deleteStage: { deletedId: string | null; userErrors: unknown[] } }>(
        app,
        admin,
        `mutation ($input: DeleteStageInput!) { deleteStage(input: $input) { deletedId userErrors { code } } }`,
        { input: { id: desk.a.qualified, moveToStageId: desk.a.prospect } },
      ),
      ...cards.map((card) =>
        desk.mutate(desk.an, 'moveOpportunity', { opportunityId: card.id, toStageId: desk.a.qualified }),
      ),
    ])
    expect(deleted.deleteStage).toEqual({ deletedId: desk.a.qualified, userErrors: [] })
    for (const move of moves)
      if (!move.opportunity) expect(move.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['toStageId'] }])
    const late = await desk.mutate(desk.an, 'moveOpportunity', {
      opportunityId: cards[0]?.id ?? '',
      toStageId: desk.a.qualified,
    })
    expect(late.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['toStageId'] }])
    expect(await desk.column(desk.a.qualified)).toEqual([])
    expect((await desk.column(desk.a.prospect)).toSorted()).toEqual(cards.map(({ id }) => id).toSorted())
    await client.reaches((await desk.events(desk.a.id)).length)
    expect(client.state).toEqual(await client.fresh())
  })
})
