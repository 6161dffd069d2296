import type { Params } from '../data/sql.ts'
import type { OrderDirection } from './enums.ts'
import type { Position } from './cursor.ts'

/** One column of a list's order. Empty values come last in both directions. */
export interface OrderColumn {
  /** SQL for the value by which the list is sorted. */
  readonly value: string
  /** Its type in SQL: cursors hold values as text and are read back by it. */
  readonly type: 'text' | 'numeric' | 'timestamptz' | 'date' | 'bigint'
  readonly direction: OrderDirection
  readonly isNullable: boolean
}

/** `order by` for reading from the front, or from the end towards it. */
export function orderBy(columns: readonly OrderColumn[], from: 'front' | 'end'): string {
  return columns
    .map(({ value, direction, isNullable }) => {
      const isAscending = (direction === 'ASC') === (from === 'front')
      const nulls = isNullable ? ` nulls ${from === 'front' ? 'last' : 'first'}` : ''
      return `${value} ${isAscending ? 'asc' : 'desc'}${nulls}`
    })
    .join(', ')
}

/** The rows on one side of a position, nearest first when read in turn. */
export type Side = 'after' | 'before'

/** A condition in the making: it names its values as it is written, so that a statement has only those that it uses. */
export type Part = (params: Params) => string

/**
 * Conditions that hold for exactly the rows after (or before) a position, as parts that follow one another in reading
 * direction. A list by one column and id needs two parts at most, and each is a plain range of its index: with empty
 * values at the end, `or ... is null` in one condition would make the database walk from the start.
 */
export function partsBeyond(columns: readonly OrderColumn[], position: Position, side: Side): readonly Part[] {
  const [first, id] = columns
  if (first && id && columns.length === 2 && first.direction === id.direction)
    return partsByIndex(first, id, position, side)
  return [(params) => anyOf(columns, position, side, params)]
}

function partsByIndex(column: OrderColumn, id: OrderColumn, [value, lastId]: Position, side: Side): readonly Part[] {
  const sign = signOf(column, side)
  const idParam = (params: Params) => `${params.add(lastId ?? '')}::${id.type}`
  if (value === null || value === undefined) {
    const amongEmpty: Part = (params) => `(${column.value} is null and ${id.value} ${sign} ${idParam(params)})`
    return side === 'after' ? [amongEmpty] : [amongEmpty, () => `${column.value} is not null`]
  }
  const amongGiven: Part = (params) =>
    `(${column.value}, ${id.value}) ${sign} (${params.add(value)}::${column.type}, ${idParam(params)})`
  return side === 'after' && column.isNullable ? [amongGiven, () => `${column.value} is null`] : [amongGiven]
}

/** The general form: equal in the first columns and beyond in the next one, for each of them. */
function anyOf(columns: readonly OrderColumn[], position: Position, side: Side, params: Params): string {
  const equal: string[] = []
  const cases = columns.map((column, at) => {
    const value = position[at] ?? null
    const parameter = value === null ? 'null' : `${params.add(value)}::${column.type}`
    const condition = [...equal, beyond(column, value, parameter, side)].join(' and ')
    equal.push(value === null ? `${column.value} is null` : `${column.value} = ${parameter}`)
    return `(${condition})`
  })
  return `(${cases.join(' or ')})`
}

function beyond(column: OrderColumn, value: string | null, parameter: string, side: Side): string {
  if (value === null) return side === 'after' ? 'false' : `${column.value} is not null`
  const given = `${column.value} ${signOf(column, side)} ${parameter}`
  return side === 'after' && column.isNullable ? `(${given} or ${column.value} is null)` : given
}

const signOf = (column: OrderColumn, side: Side): '<' | '>' =>
  (column.direction === 'ASC') === (side === 'after') ? '>' : '<'

/** The order values of a row, as text for a cursor. */
export const positionColumns = (columns: readonly OrderColumn[]): string =>
  `array[${columns.map((column) => `(${column.value})::text`).join(', ')}] as position`
