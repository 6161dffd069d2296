import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql'
import { PageInfoObject } from '../../graphql/connection.object.ts'
import type { PageInfo } from '../../graphql/connection.ts'
import type { ToldEvent } from './board-message.ts'
import { BoardEventObject } from './board-event.object.ts'
import type { Change } from './read-changes.ts'

@ObjectType('ChangeEdge', { description: 'An event with its position.', simpleResolvers: true })
export class ChangeEdgeObject implements Change {
  @Field(() => String, { description: 'The position right after this event: a cursor of its board.' })
  cursor!: string

  @Field(() => BoardEventObject, { description: 'The event.' })
  node!: ToldEvent
}

@ObjectType('ChangeConnection', {
  description:
    'A page of the feed of a board. `pageInfo.endCursor` is always there and passes over events that you may not see, so a page may be empty and still lead on.',
  simpleResolvers: true,
})
export class ChangeConnectionObject {
  @Field(() => [ChangeEdgeObject], { description: 'The events of this page with their cursors.' })
  edges!: readonly Change[]

  @Field(() => [BoardEventObject], { description: 'The events of this page, without cursors.' })
  nodes!: readonly ToldEvent[]

  @Field(() => PageInfoObject, { description: 'How far this page reaches.' })
  pageInfo!: PageInfo
}

@ArgsType()
export class ChangesArgs {
  @Field(() => ID, { description: "The pipeline's id; an unknown one is the error NOT_FOUND." })
  pipelineId!: string

  @Field(() => String, {
    nullable: true,
    description:
      'Only what comes after this position: any cursor of this board. Without it from the oldest event that is kept. A cursor that can not be used is BAD_USER_INPUT, with a BoardResyncReason in `extensions.reason`: read the board anew.',
  })
  after?: string | null

  @Field(() => Int, { nullable: true, description: 'At most so many events, 0 to 100; 20 when not given.' })
  first?: number | null
}
