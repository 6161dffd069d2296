import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql'
import type { Pipeline, Stage } from '@mekong/domain'
import { PipelineObject } from '../pipeline/pipeline.object.ts'
import { StageObject } from '../pipeline/stage.object.ts'
import type { CardsArgs, ColumnsArgs } from './column-page.ts'

/** What a board has, be it asked for or sent as the first message of its feed. */
@ObjectType({ description: 'A board at one moment.', simpleResolvers: true })
export abstract class BoardFields {
  @Field(() => String, {
    description: 'The position of its feed, to go on from with `boardEvents(after:)` or `changes(after:)`. Opaque.',
  })
  cursor!: string

  @Field(() => Int, {
    description:
      'The number of the last change that is in it. A page joins a board that is kept live only at the same seq: hold one that is ahead, read one that is behind again.',
  })
  seq!: number

  @Field(() => PipelineObject, { description: 'Its pipeline, as of the same moment.' })
  pipeline!: Pipeline
}

@ObjectType('Board', {
  description: 'A pipeline as columns of cards. All of it is of one moment: `seq`.',
  simpleResolvers: true,
})
export class BoardObject extends BoardFields {}

@ObjectType('BoardColumn', { description: 'One stage of a board with what is in it.', simpleResolvers: true })
export class BoardColumnObject {
  @Field(() => StageObject, { description: 'The stage.' })
  stage!: Stage
}

@ArgsType()
export class BoardColumnsArgs implements ColumnsArgs {
  @Field(() => [ID], {
    nullable: true,
    description:
      'Only these columns, for instance to read on in a single one; unknown stages are left out. All by default.',
  })
  stageIds?: string[] | null
}

@ArgsType()
export class ColumnCardsArgs implements CardsArgs {
  @Field(() => Int, { nullable: true, defaultValue: 50, description: 'How many cards from the top, 0 to 100.' })
  first?: number | null

  @Field(() => String, {
    nullable: true,
    description: 'Only what comes below this cursor, which is of this very column: name it alone in `stageIds`.',
  })
  after?: string | null
}
