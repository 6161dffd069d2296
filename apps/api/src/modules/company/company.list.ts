import type { Company, Locale } from '@mekong/domain'
import { compileFilter } from '../../graphql/filter.ts'
import type { Listing } from '../../graphql/list-reading.ts'
import { compileOrder, type OrderBy } from '../../graphql/order.ts'
import { score, wordsOf } from '../../graphql/search.ts'
import { companyFilter, companyOrder, type CompanyFilter, type CompanyOrderField } from './company.filter.ts'
import { companyColumns, companyOf, type CompanyRow } from './company.store.ts'

interface Asked {
  readonly locale: Locale
  readonly filter: CompanyFilter | null
  readonly orderBy: readonly OrderBy<CompanyOrderField>[] | null
}

/** Companies as everybody may read them, by name unless one searches. */
export function companyList({ locale, filter, orderBy }: Asked): Listing<CompanyRow, Company> {
  const search = filter?.search ?? ''
  const isSearch = wordsOf(search).length > 0
  return {
    name: 'companies',
    boundTo: [filter, orderBy],
    columns: companyColumns('c'),
    from: 'company c',
    id: 'c.id',
    where: (params) =>
      `c.deleted_at is null and ${compileFilter(companyFilter, filter, { alias: 'c', params, locale })}`,
    order: compileOrder(companyOrder, 'c.id', orderBy, { field: 'NAME', direction: 'ASC' }, isSearch),
    ranking: (params) => score('c.name', 'c.name_folded', search, params),
    toNode: companyOf,
  }
}
