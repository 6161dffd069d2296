import type { Instant } from '@mekong/domain'
import { Field, ObjectType } from 'type-graphql'
import { connectionOf } from '../../graphql/connection.object.ts'
import { NodeObject } from '../../graphql/node.object.ts'
import { CurrencyCodeScalar, DateTimeScalar } from '../../graphql/scalars.ts'
import type { StoredPipeline } from './pipeline.store.ts'

@ObjectType('Pipeline', {
  implements: NodeObject,
  description: 'A way of selling, as stages from the left to the right. Each has its board.',
  simpleResolvers: true,
})
export class PipelineObject extends NodeObject implements Omit<StoredPipeline, 'stages'> {
  @Field(() => String, { description: 'Its name.' })
  name!: string

  @Field(() => CurrencyCodeScalar, {
    description: 'What its opportunities are in unless they say otherwise, and what its totals are in.',
  })
  currency!: string

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Instant
}

export const PipelineConnection = connectionOf('Pipeline', () => PipelineObject, 'pipelines')
