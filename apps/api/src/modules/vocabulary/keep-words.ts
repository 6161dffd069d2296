import { typeidUnboxed } from 'typeid-js'
import type { Sql } from '../../data/sql.ts'

/** Words are kept when somebody first writes them, to be offered to the next one. In one order, so that two can't cross. */
export async function keepWords(sql: Sql, source: string | null, tags: readonly string[]): Promise<void> {
  if (source !== null)
    await sql.rows(`insert into source (id, name) values ($1, $2) on conflict (name) do nothing`, [
      typeidUnboxed('src'),
      source,
    ])
  if (tags.length === 0) return
  const names = tags.toSorted()
  await sql.rows(
    `insert into tag (id, name) select * from unnest($1::text[], $2::text[]) on conflict (name) do nothing`,
    [names.map(() => typeidUnboxed('tag')), names],
  )
}
