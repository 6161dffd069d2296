import { byId } from '../../data/batch.ts'
import type { Sql } from '../../data/sql.ts'
import { CompanyStore } from './company.store.ts'

export function companyLoaders(sql: Sql) {
  const store = new CompanyStore(sql)
  return { companies: byId((ids) => store.all(ids)) }
}
