import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arbFields,
  arbOpportunity,
  idOf,
  makeActor,
  makeOpportunity,
  makePerson,
  makePipeline,
  stageOf,
} from '../testing/index.ts'
import type { Actor } from '../team/actor.ts'
import { changesBetween, type FieldChange } from './change.ts'
import { decideEdit } from './decide-edit.ts'
import type { OpportunityFields } from './fields.ts'
import type { Opportunity } from './opportunity.ts'

const pipeline = makePipeline()
const stage = stageOf(pipeline, 'qualified')
const manager = makeActor({ role: 'MANAGER', visibility: 'ALL' })
const record = makeOpportunity({ stage, description: 'Cũ', tags: ['a'], version: 3 })

const stageOfRecord = (of: Opportunity) => pipeline.stages.find((s) => s.id === of.stageId) ?? stage
const edit = (before: Opportunity, fields: OpportunityFields, since?: readonly FieldChange[], actor: Actor = manager) =>
  decideEdit(actor, before, stageOfRecord(before), fields, {}, since)

const faultsOf = (decision: ReturnType<typeof edit>) =>
  decision.kind === 'refused' ? decision.faults.map(({ rule, field }) => `${rule} ${field.join('.')}`) : decision.kind

describe('an edit', () => {
  it.each<[string, OpportunityFields, Partial<Opportunity>]>([
    ['a title', { title: 'Mới' }, { title: 'Mới' }],
    ['an emptied description', { description: null }, { description: null }],
    ['a blank description', { description: ' \n' }, { description: null }],
    ['money', { amount: { amount: '12.50', currency: 'USD' } }, { amount: '12.5', currency: 'USD' }],
    ['no amount', { amount: null }, { amount: null, currency: 'VND' }],
    ['a currency alone', { currency: 'JPY' }, { currency: 'JPY' }],
    ['tags, trimmed and once each', { tags: [' b', 'b ', 'a'] }, { tags: ['b', 'a'] }],
    ['no tags', { tags: null }, { tags: [] }],
    ['an external id, trimmed', { externalId: ' X1 ' }, { externalId: 'X1' }],
    ['an owner', { ownerId: idOf('user', 3) }, { ownerId: idOf('user', 3) }],
    ['nobody', { ownerId: null, teamId: null }, { ownerId: null, teamId: null }],
    ['a day', { expectedCloseDate: '2026-12-24' }, { expectedCloseDate: '2026-12-24' }],
    ['a probability', { probability: '0.350' }, { probability: '0.35', probabilitySource: 'MANUAL' }],
    ['a probability of none', { probability: '0' }, { probability: '0', probabilitySource: 'MANUAL' }],
  ])('of %s', (_, fields, expected) => {
    expect(edit(record, fields)).toMatchObject({ kind: 'edited', after: { ...record, ...expected, version: 4 } })
  })

  it('withdraws a manual probability', () => {
    const manual = { ...record, probability: '0.9', probabilitySource: 'MANUAL' as const }
    expect(edit(manual, { probability: null })).toMatchObject({
      after: { probability: stage.probability, probabilitySource: 'STAGE' },
    })
    expect(edit(manual, { title: 'Mới' })).toMatchObject({ after: { probability: '0.9', probabilitySource: 'MANUAL' } })
  })

  it('tells the steps as text, in the order of the fields', () => {
    const decision = edit(record, { tags: ['a', 'b,c'], title: 'Mới', description: null })
    expect(decision.kind === 'edited' && decision.changes).toEqual([
      { field: 'title', before: 'Thi công nhà máy', after: 'Mới' },
      { field: 'description', before: 'Cũ', after: null },
      { field: 'tags', before: '["a"]', after: '["a","b,c"]' },
    ])
  })

  it.each<[string, OpportunityFields, string[]]>([
    ['no title', { title: null }, ['required title']],
    ['a blank title', { title: ' ' }, ['blank title']],
    ['10,001 characters', { title: 'x'.repeat(10_001) }, ['tooLong title']],
    ['half a surrogate', { description: '\ud800' }, ['notStorable description']],
    ['grouped money', { amount: { amount: '1,000', currency: 'VND' } }, ['notDecimal amount.amount']],
    ['too fine money', { amount: { amount: '0.5', currency: 'VND' } }, ['moneyDigits amount.amount']],
    ['an unknown currency', { amount: { amount: '1', currency: 'XXX' } }, ['unknownCurrency amount.currency']],
    ['no currency', { currency: null }, ['required currency']],
    ['two currencies', { amount: { amount: '1', currency: 'USD' }, currency: 'EUR' }, ['currencyMismatch currency']],
    ['no such day', { expectedCloseDate: '2026-02-30' }, ['notDay expectedCloseDate']],
    ['an empty day', { expectedCloseDate: '' }, ['notDay expectedCloseDate']],
    ['an empty probability', { probability: '' }, ['probabilityRange probability']],
    ['too many tags', { tags: Array.from({ length: 51 }, (_, n) => `t${n}`) }, ['tooMany tags']],
    ['a blank tag', { tags: ['a', ' '] }, ['blank tags.1']],
    ['a reason for what is not lost', { lostReasonId: idOf('lostReason', 1) }, ['lostReasonOnlyWhenLost lostReasonId']],
    ['a note for what is not lost', { lostNote: 'x' }, ['lostReasonOnlyWhenLost lostNote']],
  ])('refuses %s', (_, fields, expected) => {
    expect(faultsOf(edit(record, fields))).toEqual(expected)
  })

  it('refuses a currency that is too coarse for the amount that stands', () => {
    const dollars = { ...record, amount: '0.5', currency: 'USD' }
    expect(faultsOf(edit(dollars, { currency: 'VND' }))).toEqual(['moneyDigits amount.amount'])
  })
})

describe('an edit of a closed one', () => {
  const won = makeOpportunity({ stage: stageOf(pipeline, 'won') })
  const lost = makeOpportunity({ stage: stageOf(pipeline, 'lost'), lostNote: 'Giá' })

  it('can amend the loss but not take its reason away', () => {
    const other = idOf('lostReason', 9)
    expect(edit(lost, { lostReasonId: other, lostNote: null })).toMatchObject({
      after: { lostReasonId: other, lostNote: null },
    })
    expect(faultsOf(edit(lost, { lostReasonId: null }))).toEqual(['lostReasonRequired lostReasonId'])
    expect(faultsOf(edit(lost, { lostNote: 'x'.repeat(5_001) }))).toEqual(['tooLong lostNote'])
  })

  it('has a fixed probability', () => {
    expect(faultsOf(edit(won, { probability: '0.5' }))).toEqual(['probabilityClosed probability'])
    expect(edit(won, { probability: null })).toEqual({ kind: 'unchanged' })
  })

  it('leaves the owner to managers', () => {
    const fields = { ownerId: idOf('user', 3) }
    const leader = makeActor({ role: 'TEAM_LEADER' })
    expect(faultsOf(edit(won, fields, [], leader))).toEqual(['closedOwner ownerId'])
    expect(edit(won, fields, [], manager).kind).toBe('edited')
    expect(edit(won, { ownerId: won.ownerId, title: 'Mới' }, [], leader).kind).toBe('edited')
  })
})

describe('what an edit names', () => {
  const rep = makeActor()
  const stranger = makePerson({ id: idOf('user', 9), teamIds: [idOf('team', 9)], isActive: false })

  it('must exist, and be the actor’s to give to', () => {
    const fields = { ownerId: stranger.id, teamId: idOf('team', 9), companyId: 'x', contactId: 'y' }
    const named = {
      owner: { ...stranger, isActive: true },
      team: { id: idOf('team', 9) },
      company: null,
      contact: null,
    }
    expect(decideEdit(rep, record, stage, fields, named)).toMatchObject({
      kind: 'refused',
      faults: [
        { code: 'FORBIDDEN', rule: 'notYourPerson', field: ['ownerId'] },
        { code: 'FORBIDDEN', rule: 'notYourTeam', field: ['teamId'] },
        { code: 'NOT_FOUND', field: ['companyId'] },
        { code: 'NOT_FOUND', field: ['contactId'] },
      ],
    })
    expect(decideEdit(manager, record, stage, fields, { owner: stranger })).toMatchObject({
      faults: [{ code: 'INVALID', rule: 'inactivePerson' }],
    })
    expect(decideEdit(manager, record, stage, fields, { owner: null, team: null, lostReason: null })).toMatchObject({
      faults: [{ code: 'NOT_FOUND' }, { code: 'NOT_FOUND' }, { code: 'NOT_FOUND', field: ['lostReasonId'] }],
    })
  })

  it('is not judged where it stands already', () => {
    const theirs = { ...record, ownerId: stranger.id, teamId: idOf('team', 9) }
    const fields = { title: 'Mới', ownerId: stranger.id, teamId: idOf('team', 9) }
    const named = { owner: stranger, team: { id: idOf('team', 9) } }
    expect(decideEdit(rep, theirs, stage, fields, named).kind).toBe('edited')
  })
})

describe('an edit of something that others edited meanwhile', () => {
  const step = (field: FieldChange['field'], before: string | null, after: string | null) => ({ field, before, after })

  it('merges other fields', () => {
    expect(edit(record, { title: 'Mới' }, [step('amount', '500', '1000')])).toMatchObject({
      kind: 'edited',
      after: { title: 'Mới', amount: '1000' },
    })
  })

  it('conflicts in the same field, with the value that the writer saw', () => {
    const since = [step('title', 'A', 'B'), step('title', 'B', 'Thi công nhà máy'), step('amount', '1', '1000')]
    expect(edit(record, { title: 'Của tôi', description: 'Mới' }, since)).toEqual({
      kind: 'conflict',
      conflicts: [{ field: 'title', mine: 'Của tôi', theirs: 'Thi công nhà máy', before: 'A' }],
    })
  })

  it('agrees when both wrote the same', () => {
    expect(edit(record, { title: record.title }, [step('title', 'A', record.title)])).toEqual({ kind: 'unchanged' })
  })

  it('takes amount and currency for one value', () => {
    expect(edit(record, { currency: 'JPY' }, [step('amount', '500', '1000')])).toEqual({
      kind: 'conflict',
      conflicts: [{ field: 'currency', mine: 'JPY', theirs: 'VND', before: 'VND' }],
    })
    expect(
      edit(record, { amount: { amount: '2000', currency: 'VND' } }, [step('currency', 'USD', 'VND')]),
    ).toMatchObject({
      kind: 'conflict',
      conflicts: [{ field: 'amount', mine: '2000', theirs: '1000' }],
    })
  })

  const fields = fc.tuple(arbOpportunity(pipeline), arbFields, arbFields)
  const openFields = ({ status }: Opportunity, { probability, ...rest }: OpportunityFields): OpportunityFields =>
    status === 'OPEN' && probability !== undefined ? { ...rest, probability } : rest

  it('of disjoint fields gives the same in either order', () => {
    fc.assert(
      fc.property(fields, ([before, a, b]) => {
        const mine = openFields(before, a)
        const theirs = Object.fromEntries(Object.entries(openFields(before, b)).filter(([key]) => !(key in mine)))
        const both = (one: OpportunityFields, other: OpportunityFields) => {
          const first = edit(before, one)
          const middle = first.kind === 'edited' ? first.after : before
          const second = edit(middle, other, changesBetween(before, middle))
          expect(second.kind).not.toBe('conflict')
          return second.kind === 'edited' ? second.after : middle
        }
        expect(both(mine, theirs)).toEqual(both(theirs, mine))
      }),
    )
  })

  it('says unchanged exactly when nothing is, and then for every second time', () => {
    fc.assert(
      fc.property(arbOpportunity(pipeline), arbFields, (before, fields) => {
        const first = edit(before, openFields(before, fields))
        expect(first.kind).toMatch(/^(edited|unchanged)$/)
        if (first.kind !== 'edited') return
        expect(first.changes.length).toBeGreaterThan(0)
        expect(first.changes).toEqual(changesBetween(before, first.after))
        expect(edit(first.after, openFields(before, fields))).toEqual({ kind: 'unchanged' })
      }),
    )
  })
})
