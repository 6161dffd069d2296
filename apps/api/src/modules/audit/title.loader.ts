import { ById } from '../../data/batch.ts'
import type { Sql } from '../../data/sql.ts'

interface Titled {
  readonly id: string
  readonly title: string
}

/** Titles of opportunities for the audit log, deleted ones among them, whoever reads: the log is for administrators alone. */
export const titleLoaders = (sql: Sql) => ({
  titles: new ById((ids) =>
    sql.rows<Titled & Record<string, unknown>>('select id, title from opportunity where id = any($1)', [ids]),
  ),
})
