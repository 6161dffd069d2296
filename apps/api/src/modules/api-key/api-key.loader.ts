import { ById } from '../../data/batch.ts'
import type { Sql } from '../../data/sql.ts'
import { ApiKeyStore } from './api-key.store.ts'

/** Ended ones too: what was done by them still is. */
export function apiKeyLoaders(sql: Sql) {
  const store = new ApiKeyStore(sql)
  return { apiKeys: new ById((ids) => store.keys(ids)) }
}
