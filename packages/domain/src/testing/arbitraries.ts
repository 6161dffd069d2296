import fc from 'fast-check'
import type { Acl, Scope } from '../access/scope.ts'
import type { Day } from '../kernel/clock.ts'
import { minorDigitsOf, parseDecimal, type Decimal, type Money } from '../kernel/money.ts'
import type { OpportunityFields } from '../opportunity/fields.ts'
import type { Opportunity } from '../opportunity/opportunity.ts'
import type { Pipeline, Stage } from '../pipeline/stage.ts'
import { roles, visibilities, type Actor } from '../team/actor.ts'
import { idOf } from './ids.ts'
import { makeActor, makeOpportunity } from './records.ts'

const canonical = (text: string): Decimal => parseDecimal(text) ?? '0'

/** Whole units and minor ones put together as text: no float in between. */
const decimalOf = (units: bigint, digits: number): Decimal => {
  const sign = units < 0n ? '-' : ''
  const text = String(units < 0n ? -units : units).padStart(digits + 1, '0')
  return canonical(digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`)
}

/** Exact decimals of either sign, in canonical form. */
export const arbDecimal = (maxDigits = 6): fc.Arbitrary<Decimal> =>
  fc
    .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: maxDigits }))
    .map(([units, digits]) => decimalOf(units, digits))

/** Currencies with no, two, three and four minor digits. */
export const arbCurrency = fc.constantFrom('VND', 'USD', 'JPY', 'BHD', 'CLF')

/** Amounts that a field takes: 0 to 10^15 exclusive, no more digits than the currency has. */
export const arbMoney: fc.Arbitrary<Money> = arbCurrency.chain((currency) => {
  const digits = minorDigitsOf(currency)
  return fc
    .bigInt({ min: 0n, max: 10n ** BigInt(15 + digits) - 1n })
    .map((units) => ({ amount: decimalOf(units, digits), currency }))
})

export const arbProbability: fc.Arbitrary<Decimal> = fc
  .integer({ min: 0, max: 10_000 })
  .map((n) => decimalOf(BigInt(n), 4))

export const arbDay: fc.Arbitrary<Day> = fc
  .integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) })
  .map((at) => new Date(at).toISOString().slice(0, 10))

const orNull = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { freq: 4 })
const oneOf = (kind: 'user' | 'team', most: number) => fc.integer({ min: 1, max: most }).map((n) => idOf(kind, n))

/** Four people in three teams: few, so that they meet. */
export const arbAcl: fc.Arbitrary<Acl> = fc.record({
  ownerId: orNull(oneOf('user', 4)),
  teamId: orNull(oneOf('team', 3)),
})

export const arbScope: fc.Arbitrary<Scope> = fc.oneof(
  fc.boolean().map((seesAmounts): Scope => ({ kind: 'ALL', seesAmounts })),
  fc.record({ kind: fc.constant('OWN' as const), seesAmounts: fc.boolean(), userId: oneOf('user', 4) }),
  fc.record({
    kind: fc.constant('TEAM' as const),
    seesAmounts: fc.boolean(),
    userId: oneOf('user', 4),
    teamIds: fc.uniqueArray(oneOf('team', 3)).map((ids) => ids.toSorted()),
  }),
)

export const arbActor: fc.Arbitrary<Actor> = fc
  .record({
    userId: oneOf('user', 4),
    role: fc.constantFrom(...roles),
    visibility: fc.constantFrom(...visibilities),
    seesAmounts: fc.boolean(),
    teamIds: fc.uniqueArray(oneOf('team', 3)).map((ids) => ids.toSorted()),
    leads: fc.boolean(),
  })
  .map(({ leads, ...actor }) =>
    makeActor({ ...actor, ledTeamIds: leads ? actor.teamIds : [], mainTeamId: actor.teamIds[0] ?? null }),
  )

const word = fc.stringMatching(/^[a-zà-ỹ0-9][a-zà-ỹ0-9 ]{0,12}$/)

/** Edits that no field by itself refuses; an opportunity may still do so. Few values, so that edits meet. */
export const arbFields: fc.Arbitrary<OpportunityFields> = fc.record(
  {
    title: word,
    description: orNull(word),
    amount: orNull(arbMoney),
    probability: orNull(arbProbability),
    ownerId: orNull(oneOf('user', 4)),
    teamId: orNull(oneOf('team', 3)),
    source: orNull(fc.constantFrom('web', 'fair')),
    tags: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
    expectedCloseDate: orNull(arbDay),
    externalId: orNull(word),
  },
  { requiredKeys: [] },
)

/** A record that a decision could have left, in one of a pipeline's stages. */
export const arbOpportunity = (pipeline: Pipeline): fc.Arbitrary<Opportunity> => {
  const open = pipeline.stages.filter((stage) => stage.kind === 'OPEN').map((stage) => stage.id)
  return fc
    .record({
      stage: fc.constantFrom(...pipeline.stages),
      money: orNull(arbMoney),
      manual: orNull(arbProbability),
      acl: arbAcl,
      version: fc.integer({ min: 1, max: 9 }),
      left: orNull(fc.constantFrom(...open)),
      note: orNull(word),
    })
    .map(({ stage, money, manual, acl, version, left, note }) =>
      makeOpportunity({
        stage,
        ...acl,
        version,
        amount: money?.amount ?? null,
        currency: money?.currency ?? pipeline.currency,
        ...(manual !== null && stage.kind === 'OPEN' ? { probability: manual, probabilitySource: 'MANUAL' } : {}),
        reopenStageId: stage.kind === 'OPEN' ? null : left,
        lostNote: stage.kind === 'LOST' ? note : null,
      }),
    )
}

export const arbStageOf = (pipeline: Pipeline): fc.Arbitrary<Stage> => fc.constantFrom(...pipeline.stages)
