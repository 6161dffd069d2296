import { Client, type ClientBase, type Pool, type QueryResultRow } from 'pg'
import { nameOf } from './statement-names.ts'

/** Statements as text with `$1` parameters: on the pool for reading, on one connection inside a write. */
export interface Sql {
  rows<R extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>
  /** How many rows a statement touched. */
  count(text: string, values?: readonly unknown[]): Promise<number>
}

export const sqlOn = (on: Pool | ClientBase): Sql => asking(on, () => undefined)

/**
 * The same, with the statements that come often prepared: for what is asked in the same words again and again. PostgreSQL
 * may plan such a statement without looking at its values. So it is neither for the texts that filters make, since a plan
 * for just any pattern folds it anew for every row; nor for what is cut to a reader's owner or team: of somebody who has
 * thousands of cards in a column all would be sorted for the first fifty.
 */
export const preparedOn = (on: Pool | ClientBase): Sql => asking(on, nameOf)

const asking = (on: Pool | ClientBase, nameFor: (text: string) => string | undefined): Sql => ({
  rows: async <R extends QueryResultRow>(text: string, values: readonly unknown[] = []) =>
    (await on.query<R>({ name: nameFor(text), text, values: [...values] })).rows,
  count: async (text, values = []) =>
    (await on.query({ name: nameFor(text), text, values: [...values] })).rowCount ?? 0,
})

/**
 * The statements of one transaction. They are prepared once they come often, and they do not wait for each other's
 * answers: what is asked for in one go, without an `await` between, is one trip to the database and back.
 */
export class TransactionSql implements Sql {
  #isOver = false
  #isGathering = false

  constructor(private readonly client: ClientBase) {}

  async rows<R extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    return (await this.#run<R>(text, values)).rows
  }

  async count(text: string, values: readonly unknown[] = []): Promise<number> {
    return (await this.#run(text, values)).rowCount ?? 0
  }

  /** Nothing may follow: it would be written outside of the transaction. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    this.#isOver = true
    this.#gather()
    await this.client.query(how)
  }

  /** What is asked for in one go leaves in one piece: each piece is a call of the system, and wakes PostgreSQL. */
  #gather(): void {
    if (this.#isGathering || !(this.client instanceof Client)) return
    this.#isGathering = true
    const { stream } = this.client.connection
    stream.cork()
    process.nextTick(() => {
      this.#isGathering = false
      stream.uncork()
    })
  }

  #run<R extends QueryResultRow>(text: string, values: readonly unknown[]) {
    if (this.#isOver) throw new Error('The transaction is over.')
    this.#gather()
    return this.client.query<R>({ name: nameOf(text), text, values: [...values] })
  }
}

/** The values of a statement in the making: `add` gives the `$n` under which one can be named. */
export interface Params {
  add(value: unknown): string
  readonly values: readonly unknown[]
}

export function paramsFrom(...first: unknown[]): Params {
  const values = [...first]
  return { values, add: (value) => `$${values.push(value)}` }
}
