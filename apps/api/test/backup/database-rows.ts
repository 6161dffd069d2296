import type { ClientBase } from 'pg'
import { keptTables } from '../../src/data/backup/tables.ts'

/** Every row of every table as text, in an order that is the same wherever it stands. */
export async function rowsOf(client: ClientBase): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  for (const { name } of await keptTables(client)) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from "${name}" t order by 1`)
    all[name] = rows.map(({ row }) => row)
  }
  return all
}
