import type { StageId } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'

/**
 * Holds columns until the end of the transaction, before any card is locked. Whoever gives a card a place in a column
 * holds it, so that two drops at one place get two ranks; so does whoever closes a column, so that nothing falls into a
 * stage that is being deleted. Read what the lock protects in a later statement: this one's snapshot is older than it.
 */
export async function lockColumns(sql: Sql, stageIds: readonly StageId[]): Promise<void> {
  const names = [...new Set(stageIds)].toSorted().map((id) => `column ${id}`)
  // A list is taken apart in its order, so everybody takes columns in the same one.
  await sql.rows(`select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest($1::text[]) as name`, [names])
}
