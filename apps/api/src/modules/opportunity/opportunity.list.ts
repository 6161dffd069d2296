import { restorableDays, type Locale, type Opportunity, type Scope } from '@mekong/domain'
import { amountsHidden } from '../../graphql/amounts.ts'
import { compileFilter } from '../../graphql/filter.ts'
import type { Listing } from '../../graphql/list-reading.ts'
import { compileOrder, type OrderBy } from '../../graphql/order.ts'
import { score, wordsOf } from '../../graphql/search.ts'
import { opportunityFilterFor, type OpportunityFilter } from './opportunity.filter.ts'
import { opportunityOrder, type OpportunityOrderField } from './opportunity.order.ts'
import { opportunityColumns, opportunityOf, type OpportunityRow } from './opportunity.row.ts'
import { visibleTo } from './visibility.ts'

interface Asked {
  readonly scope: Scope
  readonly locale: Locale
  readonly filter: OpportunityFilter | null
  readonly orderBy: readonly OrderBy<OpportunityOrderField>[] | null
}

/** What a search compares accents with: all that people see of what it goes over. */
const plainText = `concat_ws(' ', o.title, o.external_id, (select c.name from company c where c.id = o.company_id),
  (select c.name from contact c where c.id = o.contact_id))`

/** The opportunities that a reader sees and a filter lets through, the newest first unless one searches or sorts. */
export function opportunityList({ scope, locale, filter, orderBy }: Asked): Listing<OpportunityRow, Opportunity> {
  if (!scope.seesAmounts && orderBy?.some(({ field }) => field === 'AMOUNT'))
    throw amountsHidden('OpportunityOrderField.AMOUNT')
  const search = filter?.search ?? ''
  const isSearch = wordsOf(search).length > 0
  const state = filter?.isDeleted ? `o.deleted_at > now() - interval '${restorableDays} days'` : 'o.deleted_at is null'
  return {
    name: 'opportunities',
    boundTo: [filter, orderBy],
    columns: opportunityColumns('o'),
    from: 'opportunity o',
    id: 'o.id',
    where: (params) =>
      [
        state,
        visibleTo(scope, 'o', params),
        compileFilter(opportunityFilterFor(scope), filter, { alias: 'o', params, locale }),
      ].join(' and '),
    order: compileOrder(opportunityOrder, 'o.id', orderBy, { field: 'CREATED_AT', direction: 'DESC' }, isSearch),
    ranking: (params) => score(plainText, 'o.title_folded', search, params),
    toNode: opportunityOf,
  }
}
