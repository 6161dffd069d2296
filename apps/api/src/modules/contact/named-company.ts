import { isId, type ContactFields } from '@mekong/domain'
import type { Sql } from '../../data/sql.ts'
import { CompanyStore } from '../company/company.store.ts'

/** The company that a write names: null where nothing has that id, absent where none is named. */
export async function namedCompany(sql: Sql, { companyId }: ContactFields): Promise<{ id: string } | null | undefined> {
  if (typeof companyId !== 'string') return undefined
  if (!isId('company', companyId)) return null
  return (await new CompanyStore(sql).living([companyId]))[0] ?? null
}
