import type { Locale } from '@mekong/domain'
import { compileFilter } from '../../graphql/filter.ts'
import type { Listing } from '../../graphql/list-reading.ts'
import { compileOrder, type OrderBy } from '../../graphql/order.ts'
import type { Team, User } from './person.ts'
import { teamFilter, teamOrder, type TeamFilter, type TeamOrderField } from './team.filter.ts'
import { teamColumns, userColumns, userOf, type UserRow } from './team.store.ts'
import { userFilter, userOrder, type UserFilter, type UserOrderField } from './user.filter.ts'

interface Asked<Filter, Field extends string> {
  readonly locale: Locale
  readonly filter: Filter | null
  readonly orderBy: readonly OrderBy<Field>[] | null
}

export const userList = ({ locale, filter, orderBy }: Asked<UserFilter, UserOrderField>): Listing<UserRow, User> => ({
  name: 'users',
  boundTo: [filter, orderBy],
  columns: userColumns('u'),
  from: 'app_user u',
  id: 'u.id',
  where: (params) => compileFilter(userFilter, filter, { alias: 'u', params, locale }),
  order: compileOrder(userOrder, 'u.id', orderBy, { field: 'NAME', direction: 'ASC' }),
  toNode: userOf,
})

export const teamList = ({ locale, filter, orderBy }: Asked<TeamFilter, TeamOrderField>): Listing<Team, Team> => ({
  name: 'teams',
  boundTo: [filter, orderBy],
  columns: teamColumns('t'),
  from: 'team t',
  id: 't.id',
  where: (params) => compileFilter(teamFilter, filter, { alias: 't', params, locale }),
  order: compileOrder(teamOrder, 't.id', orderBy, { field: 'NAME', direction: 'ASC' }),
  toNode: ({ id, name }) => ({ id, name }),
})
