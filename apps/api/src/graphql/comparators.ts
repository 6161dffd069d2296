import type { OpportunityStatus, ProbabilitySource, Role, StageKind, UserState } from '@mekong/domain'
import { Field, Float, ID, InputType, type ClassType } from 'type-graphql'
import { OpportunityStatusEnum, ProbabilitySourceEnum, RoleEnum, StageKindEnum, UserStateEnum } from './enums.ts'
import { CurrencyCodeScalar, DateScalar, DateTimeScalar, DecimalScalar } from './scalars.ts'

type Type = Parameters<typeof Field>[0] & (() => unknown)

/** Equality. Several comparators of one field must all hold; a comparator of null counts as not given. */
export interface EqualityFilter<V> {
  eq?: V | null
  ne?: V | null
  in?: V[] | null
  notIn?: V[] | null
}

export interface RangeFilter<V> extends EqualityFilter<V> {
  lt?: V | null
  lte?: V | null
  gt?: V | null
  gte?: V | null
  isNull?: boolean | null
}

const says = {
  eq: 'Is this.',
  ne: 'Is not this; an empty value is not either.',
  in: 'Is one of these; an empty list matches nothing.',
  notIn: 'Is none of these; an empty value is none either.',
  lt: 'Is less than this; an empty value is not.',
  lte: 'Is this or less.',
  gt: 'Is more than this; an empty value is not.',
  gte: 'Is this or more.',
  isNull: 'Is empty, or with false: is not.',
}

const optional = (description: string) => ({ nullable: true, description })

export function equalityFilter<V>(name: string, what: string, type: Type): ClassType<EqualityFilter<V>> {
  @InputType(name, { description: `Conditions on ${what}; all that are given must hold.` })
  class Comparators implements EqualityFilter<V> {
    @Field(type, optional(says.eq))
    eq?: V | null

    @Field(type, optional(says.ne))
    ne?: V | null;

    @Field(() => [type()], optional(says.in))
    in?: V[] | null

    @Field(() => [type()], optional(says.notIn))
    notIn?: V[] | null
  }
  return Comparators
}

function rangeFilter<V>(name: string, what: string, type: Type): ClassType<RangeFilter<V>> {
  @InputType(name, { description: `Conditions on ${what}; all that are given must hold.` })
  class Comparators implements RangeFilter<V> {
    @Field(type, optional(says.eq))
    eq?: V | null

    @Field(type, optional(says.ne))
    ne?: V | null;

    @Field(() => [type()], optional(says.in))
    in?: V[] | null

    @Field(() => [type()], optional(says.notIn))
    notIn?: V[] | null

    @Field(type, optional(says.lt))
    lt?: V | null

    @Field(type, optional(says.lte))
    lte?: V | null

    @Field(type, optional(says.gt))
    gt?: V | null

    @Field(type, optional(says.gte))
    gte?: V | null

    @Field(() => Boolean, optional(says.isNull))
    isNull?: boolean | null
  }
  return Comparators
}

export const DecimalFilter = rangeFilter<string>('DecimalFilter', 'an exact number', () => DecimalScalar)
export const FloatFilter = rangeFilter<number>('FloatFilter', 'a number', () => Float)
export const DateFilter = rangeFilter<string>('DateFilter', 'a day', () => DateScalar)
export const DateTimeFilter = rangeFilter<string>('DateTimeFilter', 'a moment', () => DateTimeScalar)
export const CurrencyCodeFilter = equalityFilter<string>('CurrencyCodeFilter', 'a currency', () => CurrencyCodeScalar)
export const OpportunityStatusFilter = equalityFilter<OpportunityStatus>(
  'OpportunityStatusFilter',
  'a status',
  () => OpportunityStatusEnum,
)
export const ProbabilitySourceFilter = equalityFilter<ProbabilitySource>(
  'ProbabilitySourceFilter',
  'where a probability comes from',
  () => ProbabilitySourceEnum,
)
export const RoleFilter = equalityFilter<Role>('RoleFilter', 'a role', () => RoleEnum)
export const UserStateFilter = equalityFilter<UserState>(
  'UserStateFilter',
  'where somebody stands',
  () => UserStateEnum,
)
export const StageKindFilter = equalityFilter<StageKind>('StageKindFilter', 'the kind of a stage', () => StageKindEnum)

@InputType('IDFilter', {
  description: 'Conditions on an id; all that are given must hold. An unknown id matches nothing.',
})
export class IDFilter implements EqualityFilter<string> {
  @Field(() => ID, optional(says.eq))
  eq?: string | null

  @Field(() => ID, optional(says.ne))
  ne?: string | null;

  @Field(() => [ID], optional(says.in))
  in?: string[] | null

  @Field(() => [ID], optional(says.notIn))
  notIn?: string[] | null

  @Field(() => Boolean, optional(says.isNull))
  isNull?: boolean | null
}

@InputType('StringFilter', { description: 'Conditions on a text; all that are given must hold.' })
export class StringFilter implements EqualityFilter<string> {
  @Field(() => String, optional('Is exactly this, letter by letter.'))
  eq?: string | null

  @Field(() => String, optional(says.ne))
  ne?: string | null;

  @Field(() => [String], optional(says.in))
  in?: string[] | null

  @Field(() => [String], optional(says.notIn))
  notIn?: string[] | null

  @Field(
    () => String,
    optional('Has this in it. Case, accents, đ and runs of spaces do not count; `%` and `_` stand for themselves.'),
  )
  contains?: string | null

  @Field(() => String, optional('Begins with this; compared as `contains` does.'))
  startsWith?: string | null

  @Field(() => Boolean, optional(says.isNull))
  isNull?: boolean | null
}

@InputType('BooleanFilter', { description: 'Conditions on a yes or no.' })
export class BooleanFilter {
  @Field(() => Boolean, optional(says.eq))
  eq?: boolean | null

  @Field(() => Boolean, optional('Is not this.'))
  ne?: boolean | null
}

@InputType('TagsFilter', { description: 'Conditions on a set of words, each compared as a whole.' })
export class TagsFilter {
  @Field(() => [String], optional('Has at least one of these; an empty list matches nothing.'))
  hasAny?: string[] | null

  @Field(() => [String], optional('Has every one of these; an empty list matches all.'))
  hasAll?: string[] | null

  @Field(() => Boolean, optional('Has none at all, or with false: has some.'))
  isEmpty?: boolean | null
}
