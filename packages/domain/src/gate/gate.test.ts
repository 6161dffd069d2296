import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idOf } from '../testing/ids.ts'
import { makeOpportunity } from '../testing/records.ts'
import { faultsOfAnswer, type Question } from './answer.ts'
import { bant } from './bant.ts'
import { fillableFields, partsOf, type Criterion, type CriterionPart, type Demand } from './criterion.ts'
import { faultsOfCriterion } from './decide-criterion.ts'
import { decideEntry, decideStay, isOverridable } from './decide-passage.ts'
import { unmetOf, type Facts } from './unmet.ts'

const facts = (over: Partial<Facts> = {}): Facts => ({
  opportunity: makeOpportunity(),
  pipelineCurrency: 'VND',
  answers: new Map(),
  doneActivities: new Map(),
  quotations: new Set(),
  ...over,
})

let made = 0
const part = (demand: Demand): CriterionPart => ({
  ...demand,
  id: idOf('criterion', (made += 1)),
  name: { vi: 'Tiêu chí', en: 'Criterion' },
  help: { vi: null, en: null },
})
const criterion = (demand: Demand, over: Partial<Pick<Criterion, 'holds' | 'isOverridable'>> = {}): Criterion => ({
  ...part(demand),
  stageId: idOf('stage', 1),
  holds: 'ENTERING',
  isOverridable: true,
  ...over,
})
const question = (answerType: Question['answerType'], choices: Question['choices'] = []): Question => ({
  kind: 'QUESTION',
  answerType,
  choices,
})

const shortfalls = (demand: Demand, over: Partial<Facts> = {}) =>
  unmetOf([criterion(demand)], facts(over)).map(({ shortfall }) => shortfall)

describe('a criterion', () => {
  it('asks for a field, and blank is not filled', () => {
    const empty = makeOpportunity({ companyId: null, tags: [] })
    const full = makeOpportunity({ companyId: idOf('company', 1), tags: ['kho'] })
    for (const field of ['company', 'tags'] as const) {
      expect(shortfalls({ kind: 'FIELD_FILLED', field }, { opportunity: empty })).toEqual(['fieldEmpty'])
      expect(shortfalls({ kind: 'FIELD_FILLED', field }, { opportunity: full })).toEqual([])
    }
  })

  it('asks a question; of yes and no only yes will do', () => {
    const asked = criterion(question('YES_NO'))
    const said = (answer?: string) =>
      unmetOf([asked], facts({ answers: new Map(answer === undefined ? [] : [[asked.id, answer]]) }))[0]?.shortfall
    expect([said(), said('NO'), said('UNSURE'), said('YES')]).toEqual([
      'notAnswered',
      'answeredOtherwise',
      'answeredOtherwise',
      undefined,
    ])
  })

  it('counts what was done', () => {
    const demand: Demand = { kind: 'ACTIVITY_DONE', activityTypeId: 'demo', atLeast: 2 }
    expect(shortfalls(demand)).toEqual(['activityMissing'])
    expect(shortfalls(demand, { doneActivities: new Map([['demo', 1]]) })).toEqual(['activityMissing'])
    expect(shortfalls(demand, { doneActivities: new Map([['demo', 2]]) })).toEqual([])
  })

  it('knows that an accepted quotation was sent', () => {
    const accepted: Partial<Facts> = { quotations: new Set(['ACCEPTED']) }
    expect(shortfalls({ kind: 'QUOTATION', state: 'SENT' }, accepted)).toEqual([])
    expect(shortfalls({ kind: 'QUOTATION', state: 'ACCEPTED' }, { quotations: new Set(['SENT']) })).toEqual([
      'quotationMissing',
    ])
  })

  it('compares exactly, and amounts only in one currency', () => {
    const least: Demand = { kind: 'NUMBER_AT_LEAST', field: 'amount', value: '100000000000000000.01' }
    const of = (amount: string | null, currency = 'VND') =>
      shortfalls(least, { opportunity: makeOpportunity({ amount, currency }) })
    expect(of(null)).toEqual(['numberMissing'])
    expect(of('100000000000000000')).toEqual(['numberTooSmall'])
    expect(of('100000000000000000.01')).toEqual([])
    expect(of('100000000000000000.01', 'USD')).toEqual(['otherCurrency'])
  })
})

const arbLeaf: fc.Arbitrary<Demand> = fc.oneof(
  fc.constantFrom(...fillableFields).map((field): Demand => ({ kind: 'FIELD_FILLED', field })),
  fc.constantFrom('YES_NO' as const, 'TEXT' as const).map((type): Demand => question(type)),
  fc
    .record({ activityTypeId: fc.constantFrom('call', 'demo'), atLeast: fc.integer({ min: 1, max: 3 }) })
    .map((rest): Demand => ({ kind: 'ACTIVITY_DONE', ...rest })),
  fc.constantFrom('SENT' as const, 'ACCEPTED' as const).map((state): Demand => ({ kind: 'QUOTATION', state })),
  fc.nat(5).map((n): Demand => ({ kind: 'NUMBER_AT_LEAST', field: 'amount', value: String(n) })),
)
const { demand: arbDemand } = fc.letrec<{ demand: Demand }>((tie) => ({
  demand: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    arbLeaf,
    fc
      .record({
        mode: fc.constantFrom('ALL' as const, 'ANY' as const),
        members: fc.array(tie('demand').map(part), { minLength: 1, maxLength: 3 }),
      })
      .map((group): Demand => ({ kind: 'GROUP', ...group })),
  ),
}))
const arbCriteria = fc.array(
  fc
    .tuple(arbDemand, fc.constantFrom('ENTERING' as const, 'WHILE_IN' as const), fc.boolean())
    .map(([demand, holds, isOver]) => criterion(demand, { holds, isOverridable: isOver })),
  { maxLength: 4 },
)
/** Facts about these criteria: some answered, some done. */
const arbFacts = (criteria: readonly Criterion[]): fc.Arbitrary<Facts> =>
  fc
    .record({
      amount: fc.option(fc.nat(5).map(String)),
      companyId: fc.option(fc.constant(idOf('company', 1))),
      answers: fc.array(fc.constantFrom(null, 'YES', 'NO'), { minLength: 60, maxLength: 60 }),
      calls: fc.nat(3),
      quotations: fc.subarray(['SENT' as const, 'ACCEPTED' as const]),
    })
    .map(({ amount, companyId, answers, calls, quotations }) =>
      facts({
        opportunity: makeOpportunity({ amount, companyId }),
        answers: new Map(
          criteria.flatMap(partsOf).flatMap(({ id }, at) => {
            const answer = answers[at % answers.length]
            return answer ? [[id, answer] as const] : []
          }),
        ),
        doneActivities: new Map([['call', calls]]),
        quotations: new Set(quotations),
      }),
    )
const arbCase = arbCriteria.chain((criteria) =>
  fc.record({ criteria: fc.constant(criteria), before: arbFacts(criteria), after: arbFacts(criteria) }),
)

/** Said once more in other words: what a criterion means, without what is missing. */
function isMet(demand: CriterionPart, known: Facts): boolean {
  if (demand.kind !== 'GROUP') return unmetOf([{ ...criterion(demand), id: demand.id }], known).length === 0
  const met = demand.members.map((member) => isMet(member, known))
  return demand.mode === 'ALL' ? met.every(Boolean) : met.some(Boolean)
}

describe('groups', () => {
  it('are met by all or by any of theirs, however deep', () => {
    fc.assert(
      fc.property(arbCase, ({ criteria, before }) => {
        const unmet = new Set(unmetOf(criteria, before).map((one) => one.criterion.id))
        for (const one of criteria) expect(unmet.has(one.id)).toBe(!isMet(one, before))
      }),
    )
  })

  it('tell what is missing within them', () => {
    const [call, demo] = ['call', 'demo'].map((activityTypeId) =>
      part({ kind: 'ACTIVITY_DONE', activityTypeId, atLeast: 1 }),
    )
    const group = criterion({ kind: 'GROUP', mode: 'ALL', members: [call, demo].filter((one) => one !== undefined) })
    const [unmet] = unmetOf([group], facts({ doneActivities: new Map([['call', 1]]) }))
    expect(unmet?.parts.map((one) => one.criterion.id)).toEqual([demo?.id])
  })
})

describe('entering a stage', () => {
  it('needs every criterion, or an override of ones that may be, by who may and with a reason', () => {
    const override = fc.option(fc.record({ reason: fc.constantFrom('', '  ', 'Khách quen') }))
    fc.assert(
      fc.property(arbCase, override, fc.boolean(), ({ criteria, before }, given, mayOverride) => {
        const unmet = unmetOf(criteria, before)
        const passage = decideEntry(criteria, before, { override: given, mayOverride })
        if (unmet.length === 0) expect(passage).toEqual({ kind: 'open' })
        else if (!given) expect(passage).toEqual({ kind: 'unmet', unmet })
        else if (given.reason.trim() === '')
          expect(passage).toMatchObject({
            kind: 'refused',
            faults: [{ code: 'INVALID', field: ['override', 'reason'] }],
          })
        else if (!mayOverride) expect(passage).toMatchObject({ kind: 'refused', faults: [{ code: 'FORBIDDEN' }] })
        else expect(passage.kind).toBe(isOverridable(unmet) ? 'overridden' : 'unmet')
      }),
    )
  })
})

describe('an edit of what is in a stage', () => {
  it('is stopped by exactly what it breaks, never by what was broken or only asked on entering', () => {
    fc.assert(
      fc.property(arbCase, ({ criteria, before, after }) => {
        const broken = criteria.filter((one) => one.holds === 'WHILE_IN' && isMet(one, before) && !isMet(one, after))
        const passage = decideStay(criteria, before, after, { mayOverride: false })
        expect(passage.kind === 'unmet' ? passage.unmet.map((one) => one.criterion.id) : []).toEqual(
          broken.map(({ id }) => id),
        )
        expect(passage.kind).toBe(broken.length > 0 ? 'unmet' : 'open')
      }),
    )
  })

  it('that changes nothing always passes', () => {
    fc.assert(
      fc.property(arbCase, ({ criteria, before }) => {
        expect(decideStay(criteria, before, before, { mayOverride: false })).toEqual({ kind: 'open' })
      }),
    )
  })
})

describe('an answer', () => {
  const rules = (to: Question, answer: string | null) => faultsOfAnswer(to, { answer }).map(({ rule }) => rule)
  it('is one to its question', () => {
    const choice = question('CHOICE', [
      { key: 'a', name: { vi: 'A', en: 'A' } },
      { key: 'b', name: { vi: 'B', en: 'B' } },
    ])
    expect([rules(question('YES_NO'), 'MAYBE'), rules(question('YES_NO'), 'UNSURE')]).toEqual([['notAnAnswer'], []])
    expect([rules(choice, 'c'), rules(choice, 'b')]).toEqual([['notAnAnswer'], []])
    expect([rules(question('NUMBER'), '1,5'), rules(question('NUMBER'), '1.5')]).toEqual([['notDecimal'], []])
    expect([rules(question('DATE'), '2026-02-30'), rules(question('DATE'), '2026-02-28')]).toEqual([['notDay'], []])
    expect([rules(question('TEXT'), ' '), rules(question('TEXT'), 'có')]).toEqual([['blank'], []])
  })

  it('can always be withdrawn', () => {
    for (const type of ['YES_NO', 'CHOICE', 'NUMBER', 'DATE', 'TEXT'] as const)
      expect(rules(question(type), null)).toEqual([])
  })
})

describe('a new criterion', () => {
  const faults = (demand: Demand, kind: 'OPEN' | 'LOST' = 'OPEN', others = 0) =>
    faultsOfCriterion(part(demand), kind, others).map(({ rule, field }) => [rule, field.join('.')])
  it('is refused where it says nothing', () => {
    expect(faults({ kind: 'FIELD_FILLED', field: 'company' })).toEqual([])
    expect(faults({ kind: 'FIELD_FILLED', field: 'company' }, 'LOST')).toEqual([['noCriteriaWhenLost', 'stageId']])
    expect(faults({ kind: 'FIELD_FILLED', field: 'company' }, 'OPEN', 50)).toEqual([['tooMany', '']])
    expect(faults({ kind: 'GROUP', mode: 'ANY', members: [] })).toEqual([['outOfRange', 'members']])
    expect(faults({ kind: 'ACTIVITY_DONE', activityTypeId: 'call', atLeast: 0 })).toEqual([['outOfRange', 'atLeast']])
    expect(faults({ kind: 'NUMBER_AT_LEAST', field: 'probability', value: '2' })).toEqual([
      ['probabilityRange', 'value'],
    ])
    const same = { key: 'a', name: { vi: 'A', en: 'A' } }
    expect(faults(question('CHOICE', [same, same]))).toEqual([['taken', 'choices.1.key']])
  })

  it('may be a group of groups, three deep', () => {
    const deep = (levels: number): Demand =>
      levels === 0
        ? { kind: 'FIELD_FILLED', field: 'owner' }
        : { kind: 'GROUP', mode: 'ALL', members: [part(deep(levels - 1))] }
    expect(faults(deep(3))).toEqual([])
    expect(faults(deep(4))).toEqual([['outOfRange', 'members.0.members.0.members.0.members']])
  })
})

it('asks for need, budget, timing and authority in both languages', () => {
  expect(bant.map(({ key }) => key)).toEqual(['need', 'budget', 'timing', 'authority'])
  for (const { name, help } of bant)
    for (const text of [name.vi, name.en, help.vi, help.en]) expect(text.trim()).not.toBe('')
})
