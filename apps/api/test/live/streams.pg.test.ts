import { describe, expect } from 'vitest'
import { test } from '../desk.ts'
import { EventStream } from './event-stream.ts'
import { until } from './until.ts'

describe('a board over server-sent events', () => {
  test('begins with a snapshot and goes on without a gap', async ({ app, desk }) => {
    await desk.create()
    await using stream = await EventStream.on(app, desk.an, desk.a.id)
    await until('a snapshot comes', () => stream.messages.length === 1)
    expect(stream.last).toMatchObject({ __typename: 'BoardSnapshot', seq: 1 })
    const card = await desk.create()
    await until('the card comes', () => stream.last?.['toSeq'] === 2)
    await desk.move(card, desk.a.won)
    await until('both come', () => stream.last?.['toSeq'] === 3)
    expect(stream.messages[1]).toMatchObject({
      fromSeq: 2,
      events: [{ seq: 2, type: 'OPPORTUNITY_CREATED', columns: [{ totals: { count: 2 } }] }],
    })
    expect(stream.last).toMatchObject({
      fromSeq: 3,
      events: [{ seq: 3, type: 'OPPORTUNITY_MOVED', opportunityId: card.id }],
    })
  })

  test('resumes by any cursor of that board', async ({ app, desk }) => {
    const { cursor } = await desk.mutate(desk.an, 'createOpportunity', { pipelineId: desk.a.id, title: 'Một' })
    await desk.create()
    await desk.create()
    await using stream = await EventStream.on(app, desk.an, desk.a.id, cursor)
    await until('it comes', () => stream.last?.['toSeq'] === 3)
    expect(stream.messages[0]).toMatchObject({ __typename: 'BoardEvents', fromSeq: 2 })
  })

  test('tells names as they are now, not as they were when it began', async ({ app, desk }) => {
    const made = 'mutation { createCompany(input: { name: "Cũ" }) { company { id } } }'
    const { createCompany } = await desk.query<{ createCompany: { company: { id: string } } }>(desk.an, made)
    const { id } = createCompany.company
    const card = await desk.create({ companyId: id })
    await using stream = await EventStream.on(app, desk.an, desk.a.id)
    await until('a snapshot comes', () => stream.messages.length === 1)
    expect(JSON.stringify(stream.last)).toContain('"Cũ"')
    const renamed = 'mutation ($id: ID!) { updateCompany(input: { id: $id, name: "Mới" }) { userErrors { code } } }'
    await desk.query(desk.an, renamed, { id })
    await desk.move(card, desk.a.won)
    await until('the move comes', () => stream.last?.['toSeq'] === 3)
    const moved = expect.objectContaining({ seq: 3, opportunity: { company: { name: 'Mới' } } })
    expect(stream.last).toMatchObject({ events: expect.arrayContaining([moved]) })
  })

  test('answers a cursor that is not good by its reason, and completes', async ({ app, desk }) => {
    await using stream = await EventStream.on(app, desk.an, desk.a.id, 'nonsense')
    await until('it is over', () => stream.isComplete)
    expect(stream.messages).toEqual([{ __typename: 'BoardResync', reason: 'INVALID_CURSOR' }])
  })

  test('of an unknown board is refused before it begins', async ({ app, desk }) => {
    await expect(EventStream.on(app, desk.an, 'pip_01h2xcejqtf2nbrexx3vqjhp41')).rejects.toThrow('NOT_FOUND')
  })

  test('is resynchronised by a change of rights, and ended by their end', async ({ app, desk }) => {
    await using changed = await EventStream.on(app, desk.an, desk.a.id)
    await using ended = await EventStream.on(app, desk.binh, desk.a.id)
    await until('both began', () => changed.messages.length === 1 && ended.messages.length === 1)
    await desk.pool.query(`update app_user set visibility = 'OWN' where id = $1`, [desk.an.id])
    await desk.pool.query('delete from app_session where user_id = $1', [desk.binh.id])
    await until('both are over', () => changed.isComplete && ended.isOver, 3_000)
    expect(changed.last).toEqual({ __typename: 'BoardResync', reason: 'ACL_CHANGED' })
    expect(ended.messages).toHaveLength(1)
  })

  test('is let go of when the client leaves', async ({ app, desk }) => {
    const stream = await EventStream.on(app, desk.an, desk.a.id)
    await until('it began', () => app.services.hub.measure().boards === 1)
    await stream[Symbol.asyncDispose]()
    await until('nobody is left', () => app.services.hub.measure().boards === 0)
  })
})
