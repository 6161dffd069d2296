import { presetLostReasons } from '@mekong/domain'
import { Field, InputType } from 'type-graphql'
import { BooleanFilter, IDFilter, StringFilter } from '../../graphql/comparators.ts'
import { column, compared, flag, text, type FilterSpec } from '../../graphql/filter.ts'
import { presetName } from '../../graphql/preset-name.ts'

@InputType('LostReasonFilter', { description: 'Which lost reasons; everything that is given must hold.' })
export class LostReasonFilter {
  @Field(() => [LostReasonFilter], { nullable: true, description: 'All of these hold.' })
  and?: LostReasonFilter[] | null

  @Field(() => [LostReasonFilter], {
    nullable: true,
    description: 'At least one of these holds; an empty list matches nothing.',
  })
  or?: LostReasonFilter[] | null

  @Field(() => LostReasonFilter, { nullable: true, description: 'This does not hold.' })
  not?: LostReasonFilter | null

  @Field(() => IDFilter, { nullable: true, description: 'By id.' })
  id?: IDFilter | null

  @Field(() => StringFilter, { nullable: true, description: 'By name, as you read it in your language.' })
  name?: StringFilter | null

  @Field(() => BooleanFilter, { nullable: true, description: 'Whether it is no longer offered.' })
  isArchived?: BooleanFilter | null
}

export const lostReasonFilter: FilterSpec<LostReasonFilter> = {
  id: compared(column('id'), 'text'),
  name: text((alias, { locale }) => presetName(alias, presetLostReasons, locale)),
  isArchived: flag((alias) => `(${alias}.archived_at is not null)`),
}
