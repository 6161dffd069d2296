import { ById } from '../../data/batch.ts'
import type { Sql } from '../../data/sql.ts'
import { ContactStore } from './contact.store.ts'

export function contactLoaders(sql: Sql) {
  const store = new ContactStore(sql)
  return { contacts: new ById((ids) => store.all(ids)) }
}
