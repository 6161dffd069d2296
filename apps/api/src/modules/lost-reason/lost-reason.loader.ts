import { ById } from '../../data/batch.ts'
import type { Sql } from '../../data/sql.ts'
import { LostReasonStore } from './lost-reason.store.ts'

export function lostReasonLoaders(sql: Sql) {
  const store = new LostReasonStore(sql)
  /** Archived ones too: what was lost for them still is. */
  return { lostReasons: new ById((ids) => store.reasons(ids)) }
}
