import { Field, InputType } from 'type-graphql'
import { IDFilter, StringFilter } from '../../graphql/comparators.ts'
import { column, compared, text, type FilterSpec } from '../../graphql/filter.ts'
import { describedOrder, orderInput } from '../../graphql/order.inputs.ts'
import type { OrderSpec } from '../../graphql/order.ts'
import { matchesAll } from '../../graphql/search.ts'

@InputType('TeamFilter', { description: 'Which teams; everything that is given must hold.' })
export class TeamFilter {
  @Field(() => [TeamFilter], { nullable: true, description: 'All of these hold.' })
  and?: TeamFilter[] | null

  @Field(() => [TeamFilter], {
    nullable: true,
    description: 'At least one of these holds; an empty list matches nothing.',
  })
  or?: TeamFilter[] | null

  @Field(() => TeamFilter, { nullable: true, description: 'This does not hold.' })
  not?: TeamFilter | null

  @Field(() => String, { nullable: true, description: 'Words of the name; case and accents do not count.' })
  search?: string | null

  @Field(() => IDFilter, { nullable: true, description: 'By id.' })
  id?: IDFilter | null

  @Field(() => StringFilter, { nullable: true, description: 'By name.' })
  name?: StringFilter | null
}

export const teamFilter: FilterSpec<TeamFilter> = {
  search: (search, { alias, params }) => matchesAll(`mekong_fold(${alias}.name)`, search, params),
  id: compared(column('id'), 'text'),
  name: text(column('name')),
}

export type TeamOrderField = 'NAME'
export const TeamOrderFieldEnum = describedOrder<TeamOrderField>('TeamOrderField', 'teams', {
  NAME: 'By name, as Vietnamese is sorted.',
})
export const TeamOrder = orderInput<TeamOrderField>('TeamOrder', 'teams', () => TeamOrderFieldEnum)
export const teamOrder: OrderSpec<TeamOrderField> = {
  NAME: { value: 't.name collate "vi-x-icu"', type: 'text', isNullable: false },
}
