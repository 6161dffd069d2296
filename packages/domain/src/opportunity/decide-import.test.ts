import { describe, expect, it } from 'vitest'
import { idOf, makeActor, makeOpportunity, makePipeline, someInstant, stageOf } from '../testing/index.ts'
import { decideImport, type ImportRequest } from './decide-import.ts'
import type { Opportunity } from './opportunity.ts'

const pipeline = makePipeline({ currency: 'USD' })
const [open, won, lost] = (['qualified', 'won', 'lost'] as const).map((key) => stageOf(pipeline, key))
const administrator = makeActor({ role: 'ADMINISTRATOR', visibility: 'ALL' })
const now = '2026-12-01T09:00:00.000Z'
const [made, entered, closed] = ['2017-01-02', '2017-02-03', '2017-03-04'].map((day) => `${day}T00:00:00.000Z`)
const reason = idOf('lostReason', 1)

const row = (request: Partial<ImportRequest>, before: Opportunity | null = null, actor = administrator) =>
  decideImport(
    actor,
    pipeline,
    before,
    { fields: {}, dates: {}, ...request },
    {},
    { id: idOf('opportunity', 1), rank: '1', now },
  )

const known = makeOpportunity({ stage: open, version: 3, externalId: 'X1', currency: 'USD' })

describe('a new row', () => {
  it('keeps the dates of the past', () => {
    const dates = { createdAt: made, stageEnteredAt: entered, closedAt: closed }
    expect(row({ fields: { title: 'GTX' }, stage: won, dates })).toMatchObject({
      kind: 'created',
      after: { status: 'WON', version: 1, ...dates },
    })
  })

  it('dates what is not told: made and entered now, closed when it entered', () => {
    expect(row({ fields: { title: 'GTX' } })).toMatchObject({
      after: { createdAt: now, stageEnteredAt: now, closedAt: null },
    })
    expect(row({ fields: { title: 'GTX' }, stage: won, dates: { stageEnteredAt: entered } })).toMatchObject({
      after: { createdAt: now, stageEnteredAt: entered, closedAt: entered },
    })
  })

  it('takes the reason that a file gives to all rows for the lost ones alone', () => {
    const fields = { title: 'GTX', lostReasonId: reason }
    expect(row({ fields, stage: lost })).toMatchObject({ after: { lostReasonId: reason } })
    expect(row({ fields, stage: open })).toMatchObject({ kind: 'created', after: { lostReasonId: null } })
    expect(row({ fields })).toMatchObject({ kind: 'created', after: { status: 'OPEN' } })
  })

  it('meets the rules of a creation by hand', () => {
    expect(row({ fields: {} })).toMatchObject({ kind: 'refused', faults: [{ rule: 'blank', field: ['title'] }] })
    expect(row({ fields: { title: 'GTX' }, stage: lost })).toMatchObject({ faults: [{ code: 'LOST_REASON_REQUIRED' }] })
    expect(row({ fields: { title: 'GTX' }, dates: { closedAt: closed } })).toMatchObject({
      faults: [{ rule: 'notClosed', field: ['closedAt'] }],
    })
  })
})

describe('a known row', () => {
  it('is unchanged when nothing is new', () => {
    expect(row({ fields: { title: known.title }, stage: open }, known)).toEqual({ kind: 'unchanged' })
    expect(row({ fields: { lostReasonId: reason } }, known)).toEqual({ kind: 'unchanged' })
    const dates = { createdAt: known.createdAt, stageEnteredAt: known.stageEnteredAt }
    expect(row({ dates }, known)).toEqual({ kind: 'unchanged' })
  })

  it('moves and is edited as one version', () => {
    expect(row({ fields: { title: 'Mới' }, stage: won, dates: { closedAt: closed } }, known)).toMatchObject({
      kind: 'updated',
      after: { title: 'Mới', status: 'WON', closedAt: closed, version: 4, createdAt: someInstant },
    })
  })

  it('closed by the file without a day is closed when it entered its stage', () => {
    expect(row({ stage: won, dates: { stageEnteredAt: entered } }, known)).toMatchObject({
      after: { stageEnteredAt: entered, closedAt: entered },
    })
    expect(row({ stage: won }, known)).toMatchObject({ after: { stageEnteredAt: now, closedAt: now } })
  })

  it('closed before keeps its day', () => {
    const before = makeOpportunity({ stage: won, currency: 'USD', closedAt: closed ?? null })
    expect(row({ fields: { title: 'Mới' }, stage: won }, before)).toMatchObject({ after: { closedAt: closed } })
  })

  it('may get other dates alone', () => {
    expect(row({ dates: { createdAt: made } }, known)).toMatchObject({
      kind: 'updated',
      after: { createdAt: made, version: 4 },
    })
  })

  it('is not touched where its id is out of sight, deleted or on another board', () => {
    const taken = { kind: 'refused', faults: [{ code: 'INVALID', rule: 'taken', field: ['externalId'] }] }
    const stranger = makeActor({ userId: idOf('user', 9), teamIds: [] })
    expect(row({}, known, stranger)).toMatchObject(taken)
    expect(row({}, { ...known, deletedAt: now })).toMatchObject(taken)
    expect(row({}, { ...known, pipelineId: idOf('pipeline', 9) })).toMatchObject(taken)
  })
})
