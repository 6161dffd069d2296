import type { Role, UserState } from '@mekong/domain'
import { Field, InputType } from 'type-graphql'
import { BooleanFilter, IDFilter, RoleFilter, StringFilter, UserStateFilter } from '../../graphql/comparators.ts'
import { column, compared, flag, ofSet, text, type FilterSpec } from '../../graphql/filter.ts'
import { orderInput, describedOrder } from '../../graphql/order.inputs.ts'
import type { OrderSpec } from '../../graphql/order.ts'
import { matchesAll } from '../../graphql/search.ts'
import { emailOf, stateOf } from './team.store.ts'

@InputType('UserFilter', { description: 'Which people; everything that is given must hold.' })
export class UserFilter {
  @Field(() => [UserFilter], { nullable: true, description: 'All of these hold.' })
  and?: UserFilter[] | null

  @Field(() => [UserFilter], {
    nullable: true,
    description: 'At least one of these holds; an empty list matches nothing.',
  })
  or?: UserFilter[] | null

  @Field(() => UserFilter, { nullable: true, description: 'This does not hold.' })
  not?: UserFilter | null

  @Field(() => String, { nullable: true, description: 'Words of the name or address; case and accents do not count.' })
  search?: string | null

  @Field(() => IDFilter, { nullable: true, description: 'By id.' })
  id?: IDFilter | null

  @Field(() => StringFilter, { nullable: true, description: 'By name.' })
  name?: StringFilter | null

  @Field(() => StringFilter, { nullable: true, description: 'By address.' })
  email?: StringFilter | null

  @Field(() => RoleFilter, { nullable: true, description: 'By role.' })
  role?: InstanceType<typeof RoleFilter> | null

  @Field(() => BooleanFilter, { nullable: true, description: 'Whether they still work here.' })
  isActive?: BooleanFilter | null

  @Field(() => UserStateFilter, { nullable: true, description: 'By where they stand.' })
  state?: InstanceType<typeof UserStateFilter> | null

  @Field(() => IDFilter, { nullable: true, description: 'By a team that they belong to.' })
  teamId?: IDFilter | null
}

export const userFilter: FilterSpec<UserFilter> = {
  search: (search, { alias, params }) =>
    matchesAll(`mekong_fold(concat_ws(' ', ${alias}.name, ${emailOf(alias)}))`, search, params),
  id: compared(column('id'), 'text'),
  name: text(column('name')),
  email: text(emailOf),
  role: compared<Role>(column('role'), 'text'),
  isActive: flag(column('is_active')),
  state: compared<UserState>((alias) => `(${stateOf(alias)})`, 'text'),
  teamId: ofSet(({ alias }) => `array(select m.team_id from team_member m where m.user_id = ${alias}.id)`),
}

export type UserOrderField = 'NAME'
export const UserOrderFieldEnum = describedOrder<UserOrderField>('UserOrderField', 'people', {
  NAME: 'By name, as Vietnamese is sorted.',
})
export const UserOrder = orderInput<UserOrderField>('UserOrder', 'people', () => UserOrderFieldEnum)
export const userOrder: OrderSpec<UserOrderField> = {
  NAME: { value: 'u.name collate "vi-x-icu"', type: 'text', isNullable: false },
}
