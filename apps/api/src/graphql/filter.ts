import { isStorable, type Locale } from '@mekong/domain'
import type { Params } from '../data/sql.ts'
import { badInput } from './bad-input.ts'
import type { BooleanFilter, EqualityFilter, IDFilter, RangeFilter, StringFilter, TagsFilter } from './comparators.ts'
import { escapedFold } from './search.ts'

/** What a filter may ask for at most, so that no caller can make the database think for minutes. */
const most = { levels: 8, conditions: 100, listEntries: 1_000 }

/** Where a condition stands: in which row, in which statement, for which reader. */
export interface FilterPlace {
  /** The row's name in SQL. */
  readonly alias: string
  readonly params: Params
  readonly locale: Locale
  readonly level: number
  /** Shared by the whole filter. */
  readonly spent: { conditions: number }
}

/** SQL for one condition. It may be unknown (null) for an empty value; `not` takes that as false. */
export type Condition<V> = (value: V, place: FilterPlace) => string

interface Combined<F> {
  and?: F[] | null
  or?: F[] | null
  not?: F | null
}

/** A condition for every field of a filter: a field without one does not compile. */
export type FilterSpec<F extends Combined<F>> = {
  readonly [K in Exclude<keyof F, keyof Combined<F>>]-?: Condition<NonNullable<F[K]>>
}

/** SQL that holds for exactly the rows that a filter lets through. Values are parameters, never text. */
export function compileFilter<F extends Combined<F>>(
  spec: FilterSpec<F>,
  filter: F | null | undefined,
  at: { alias: string; params: Params; locale: Locale },
): string {
  return filter ? compile(spec, filter, { ...at, level: 1, spent: { conditions: 0 } }) : 'true'
}

function compile<F extends Combined<F>>(spec: FilterSpec<F>, filter: F, place: FilterPlace): string {
  if (place.level > most.levels) throw badInput('filterTooDeep', { max: most.levels })
  const inner = (part: F) => compile(spec, part, { ...place, level: place.level + 1 })
  const parts = [
    ...(filter.and ?? []).map(inner),
    ...(filter.or ? [filter.or.length === 0 ? 'false' : `(${filter.or.map(inner).join(' or ')})`] : []),
    ...(filter.not ? [`(${inner(filter.not)}) is not true`] : []),
  ]
  for (const field of Object.keys(spec) as (keyof FilterSpec<F>)[]) {
    const value = filter[field]
    if (value === null || value === undefined) continue
    spend(place)
    parts.push(spec[field](value, place))
  }
  const asked = parts.filter((part) => part !== everything)
  return asked.length === 0 ? everything : `(${asked.join(' and ')})`
}

/** What a filter that asks nothing lets through. */
const everything = 'true'

function spend({ spent }: FilterPlace): void {
  spent.conditions += 1
  if (spent.conditions > most.conditions) throw badInput('filterTooLarge', { max: most.conditions })
}

/** SQL for a column of the row named by the alias. */
export type ColumnOf = (alias: string, place: FilterPlace) => string
export const column =
  (name: string): ColumnOf =>
  (alias) =>
    `${alias}.${name}`

type ValueType = 'text' | 'numeric' | 'timestamptz' | 'date' | 'boolean'

/** Text that the database can't hold is in no row, and would be an error of its own. */
function storable<V>(value: V): V {
  if (typeof value === 'string' && !isStorable(value)) throw badInput('notStorable')
  return value
}

function listOf<V>(values: readonly V[]): readonly V[] {
  if (values.length > most.listEntries) throw badInput('listTooLong', { max: most.listEntries })
  return values.map(storable)
}

/** Comparators of a value with a type in SQL. */
export function compared<V>(
  of: ColumnOf,
  type: ValueType,
): Condition<EqualityFilter<V> & Pick<RangeFilter<V>, 'isNull'> & Partial<RangeFilter<V>>> {
  return (filter, place) => {
    const sql = of(place.alias, place)
    const value = (v: V) => `${place.params.add(storable(v))}::${type}`
    const list = (v: readonly V[]) => `${sql} = any(${place.params.add(listOf(v))}::${type}[])`
    return all(place, [
      [filter.eq, (v) => `${sql} = ${value(v)}`],
      [filter.ne, (v) => `${sql} is distinct from ${value(v)}`],
      [filter.lt, (v) => `${sql} < ${value(v)}`],
      [filter.lte, (v) => `${sql} <= ${value(v)}`],
      [filter.gt, (v) => `${sql} > ${value(v)}`],
      [filter.gte, (v) => `${sql} >= ${value(v)}`],
      ...lists(filter, list),
      ...emptiness(filter.isNull, sql),
    ])
  }
}

/** Comparators of a text; `folded` names a stored column with the folded text, where there is one. */
export function text(of: ColumnOf, folded?: ColumnOf): Condition<StringFilter> {
  return (filter, place) => {
    const sql = of(place.alias, place)
    const value = (v: string) => `${place.params.add(storable(v))}::text`
    const foldedSql = folded ? folded(place.alias, place) : `mekong_fold(${sql})`
    return all(place, [
      [filter.eq, (v: string) => `${sql} = ${value(v)}`],
      [filter.ne, (v: string) => `${sql} is distinct from ${value(v)}`],
      [filter.contains, (v: string) => `${foldedSql} like '%' || ${escapedFold(value(v))} || '%'`],
      [filter.startsWith, (v: string) => `${foldedSql} like ${escapedFold(value(v))} || '%'`],
      ...lists(filter, (v: readonly string[]) => `${sql} = any(${place.params.add(listOf(v))}::text[])`),
      ...emptiness(filter.isNull, sql),
    ])
  }
}

export const flag =
  (of: ColumnOf): Condition<BooleanFilter> =>
  (filter, place) =>
    compared<boolean>(of, 'boolean')(filter, place)

export const words =
  (of: ColumnOf): Condition<TagsFilter> =>
  (filter, place) => {
    const sql = of(place.alias, place)
    const list = (v: readonly string[]) => `${place.params.add(listOf(v))}::text[]`
    return all(place, [
      [filter.hasAny, (v: readonly string[]) => `${sql} && ${list(v)}`],
      [filter.hasAll, (v: readonly string[]) => `${sql} @> ${list(v)}`],
      [filter.isEmpty, (v: boolean) => `cardinality(${sql}) ${v ? '=' : '>'} 0`],
    ])
  }

/** Comparators of an id that must be among several of the row's own. `of` is SQL for their array. */
export const ofSet =
  (of: (place: FilterPlace) => string): Condition<IDFilter> =>
  (filter, place) => {
    const sql = of(place)
    const holds = (ids: readonly string[]) => `${sql} && ${place.params.add(listOf(ids))}::text[]`
    return all(place, [
      [filter.eq, (v: string) => holds([v])],
      [filter.ne, (v: string) => `not (${holds([v])})`],
      [filter.in, holds],
      [filter.notIn, (v: readonly string[]) => `not (${holds(v)})`],
      [filter.isNull, (v: boolean) => `cardinality(${sql}) ${v ? '=' : '>'} 0`],
    ])
  }

/** Conditions on what the row refers to: a row that refers to nothing does not pass, unless nothing is asked. */
export function related<F extends Combined<F>>(
  table: string,
  reference: string,
  spec: () => FilterSpec<F>,
): Condition<F> {
  return (filter, place) => {
    const alias = `${place.alias}_${reference.replace(/_id$/, '')}`
    const inner = compile(spec(), filter, { ...place, alias, level: place.level + 1 })
    if (inner === everything) return everything
    return `exists (select 1 from ${table} ${alias} where ${alias}.id = ${place.alias}.${reference} and ${inner})`
  }
}

type Comparison = readonly [value: unknown, sql: (value: never) => string]

function all(place: FilterPlace, comparisons: readonly Comparison[]): string {
  const given = comparisons.filter(([value]) => value !== null && value !== undefined)
  if (given.length === 0) return everything
  // Each pair was made of one value and what compares it: the types meet where the pair was written.
  return `(${given.map(([value, sql]) => (spend(place), sql(value as never))).join(' and ')})`
}

const lists = <V>(filter: EqualityFilter<V>, isIn: (values: readonly V[]) => string): Comparison[] => [
  [filter.in, isIn],
  [filter.notIn, (values: readonly V[]) => `(${isIn(values)}) is not true`],
]

const emptiness = (isNull: boolean | null | undefined, sql: string): Comparison[] => [
  [isNull, (wanted: boolean) => `${sql} is ${wanted ? '' : 'not '}null`],
]
