import { ById } from '../../data/batch.ts'
import type { Sql } from '../../data/sql.ts'
import { CompanyStore } from './company.store.ts'

export function companyLoaders(sql: Sql) {
  const store = new CompanyStore(sql)
  return { companies: new ById((ids) => store.all(ids)) }
}
