import type { ClientBase } from 'pg'
import type { BackupTable } from './format.ts'

/** Written by migrating, not by us. */
const migrations = 'migrations'

/**
 * Every table that is kept, those that others refer to first: the rows can be put back in this order with all foreign
 * keys in force. Unlogged tables hold what may be lost.
 */
export async function keptTables(client: ClientBase): Promise<BackupTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; refers_to: string[] }>(
    `select c.relname as name,
       array(select a.attname::text from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
       array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
         where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as refers_to
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p' and c.relname <> $1
     order by c.relname`,
    [migrations],
  )
  const left = new Map(rows.map((row) => [row.name, row]))
  const inOrder: BackupTable[] = []
  while (left.size > 0) {
    const ready = [...left.values()].filter(({ refers_to }) => !refers_to.some((name) => left.has(name)))
    if (ready.length === 0) throw new Error(`Tables refer to each other in a circle: ${[...left.keys()].join(', ')}`)
    for (const { name, columns } of ready) {
      left.delete(name)
      inOrder.push({ name, columns })
    }
  }
  return inOrder
}

export async function appliedMigrations(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ has_any: boolean }>(
    `select to_regclass('public.migrations') is not null as has_any`,
  )
  if (rows[0]?.has_any !== true) return []
  return (await client.query<{ name: string }>('select name from migrations order by id')).rows.map(({ name }) => name)
}
