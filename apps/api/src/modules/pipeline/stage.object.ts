import type { Stage, StageColor, StageKind } from '@mekong/domain'
import { Field, Int, ObjectType } from 'type-graphql'
import { StageColorEnum, StageKindEnum } from '../../graphql/enums.ts'
import { NodeObject } from '../../graphql/node.object.ts'

@ObjectType('Stage', {
  implements: NodeObject,
  description: 'A step of a pipeline, a column of its board.',
  simpleResolvers: true,
})
export class StageObject
  extends NodeObject
  implements Pick<Stage, 'id' | 'kind' | 'color' | 'position' | 'isFolded' | 'rottenAfterDays'>
{
  @Field(() => StageKindEnum, { description: 'What it means: it decides the status of what is in it.' })
  kind!: StageKind

  @Field(() => StageColorEnum, { description: 'The colour that marks it.' })
  color!: StageColor

  @Field(() => Int, { description: 'Its place from the left, from 0, without gaps.' })
  position!: number

  @Field(() => Boolean, { description: 'Whether boards begin with its column folded.' })
  isFolded!: boolean

  @Field(() => Int, {
    nullable: true,
    description: 'Days in this stage after which an opportunity counts as too old; null: never.',
  })
  rottenAfterDays!: number | null
}
