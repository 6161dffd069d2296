import { presetStageNames, type StageKind } from '@mekong/domain'
import { Field, InputType } from 'type-graphql'
import { CurrencyCodeFilter, IDFilter, StageKindFilter, StringFilter } from '../../graphql/comparators.ts'
import { column, compared, text, type FilterSpec } from '../../graphql/filter.ts'
import { presetName } from '../../graphql/preset-name.ts'

@InputType('PipelineFilter', { description: 'Which pipelines; everything that is given must hold.' })
export class PipelineFilter {
  @Field(() => [PipelineFilter], { nullable: true, description: 'All of these hold.' })
  and?: PipelineFilter[] | null

  @Field(() => [PipelineFilter], {
    nullable: true,
    description: 'At least one of these holds; an empty list matches nothing.',
  })
  or?: PipelineFilter[] | null

  @Field(() => PipelineFilter, { nullable: true, description: 'This does not hold.' })
  not?: PipelineFilter | null

  @Field(() => IDFilter, { nullable: true, description: 'By id.' })
  id?: IDFilter | null

  @Field(() => StringFilter, { nullable: true, description: 'By name.' })
  name?: StringFilter | null

  @Field(() => CurrencyCodeFilter, { nullable: true, description: 'By currency.' })
  currency?: InstanceType<typeof CurrencyCodeFilter> | null
}

export const pipelineFilter: FilterSpec<PipelineFilter> = {
  id: compared(column('id'), 'text'),
  name: text(column('name')),
  currency: compared(column('currency'), 'text'),
}

@InputType('StageFilter', { description: 'Which stages; everything that is given must hold.' })
export class StageFilter {
  @Field(() => [StageFilter], { nullable: true, description: 'All of these hold.' })
  and?: StageFilter[] | null

  @Field(() => [StageFilter], {
    nullable: true,
    description: 'At least one of these holds; an empty list matches nothing.',
  })
  or?: StageFilter[] | null

  @Field(() => StageFilter, { nullable: true, description: 'This does not hold.' })
  not?: StageFilter | null

  @Field(() => IDFilter, { nullable: true, description: 'By id.' })
  id?: IDFilter | null

  @Field(() => StringFilter, { nullable: true, description: 'By name, as you read it in your language.' })
  name?: StringFilter | null

  @Field(() => StageKindFilter, { nullable: true, description: 'By what it means.' })
  kind?: InstanceType<typeof StageKindFilter> | null
}

export const stageFilter: FilterSpec<StageFilter> = {
  id: compared(column('id'), 'text'),
  name: text((alias, { locale }) => presetName(alias, presetStageNames, locale)),
  kind: compared<StageKind>(column('kind'), 'text'),
}
