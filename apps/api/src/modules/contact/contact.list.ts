import type { Contact, Locale } from '@mekong/domain'
import { compileFilter } from '../../graphql/filter.ts'
import type { Listing } from '../../graphql/list-reading.ts'
import { compileOrder, type OrderBy } from '../../graphql/order.ts'
import { score, wordsOf } from '../../graphql/search.ts'
import { contactFilter, contactOrder, type ContactFilter, type ContactOrderField } from './contact.filter.ts'
import { contactColumns, contactOf, type ContactRow } from './contact.store.ts'

interface Asked {
  readonly locale: Locale
  readonly filter: ContactFilter | null
  readonly orderBy: readonly OrderBy<ContactOrderField>[] | null
}

/** Contacts as everybody may read them, by name unless one searches. */
export function contactList({ locale, filter, orderBy }: Asked): Listing<ContactRow, Contact> {
  const search = filter?.search ?? ''
  const isSearch = wordsOf(search).length > 0
  return {
    name: 'contacts',
    boundTo: [filter, orderBy],
    columns: contactColumns('c'),
    from: 'contact c',
    id: 'c.id',
    where: (params) =>
      `c.deleted_at is null and ${compileFilter(contactFilter, filter, { alias: 'c', params, locale })}`,
    order: compileOrder(contactOrder, 'c.id', orderBy, { field: 'NAME', direction: 'ASC' }, isSearch),
    ranking: (params) => score('c.name', 'c.name_folded', search, params),
    toNode: contactOf,
  }
}
