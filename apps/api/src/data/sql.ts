import type { ClientBase, Pool, QueryResultRow } from 'pg'

/** Statements as text with `$1` parameters: on the pool for reading, on one connection inside a write. */
export interface Sql {
  rows<R extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>
  /** How many rows a statement touched. */
  count(text: string, values?: readonly unknown[]): Promise<number>
}

export const sqlOn = (on: Pool | ClientBase): Sql => ({
  rows: async <R extends QueryResultRow>(text: string, values: readonly unknown[] = []) =>
    (await on.query<R>(text, [...values])).rows,
  count: async (text, values = []) => (await on.query(text, [...values])).rowCount ?? 0,
})

/** The values of a statement in the making: `add` gives the `$n` under which one can be named. */
export interface Params {
  add(value: unknown): string
  readonly values: readonly unknown[]
}

export function paramsFrom(...first: unknown[]): Params {
  const values = [...first]
  return { values, add: (value) => `$${values.push(value)}` }
}
