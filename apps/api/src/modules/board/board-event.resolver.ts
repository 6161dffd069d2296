import type { Opportunity, Stage } from '@mekong/domain'
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Context } from '../../http/context.ts'
import type { ToldEvent } from './board-message.ts'
import { OpportunityObject } from '../opportunity/opportunity.object.ts'
import { StageObject } from '../pipeline/stage.object.ts'
import type { User } from '../team/person.ts'
import { UserObject } from '../team/user.object.ts'
import { BoardColumnTotalsObject, BoardEventObject, type EventColumn } from './board-event.object.ts'
import { ColumnTotalsObject, type TotalsOfPipeline } from './column-totals.object.ts'

@Resolver(() => BoardEventObject)
export class BoardEventResolver {
  @FieldResolver(() => UserObject, { nullable: true, description: 'Who did it; null when the server did.' })
  async actor(@Root() { actorId }: ToldEvent, @Ctx() { loaders }: Context): Promise<User | null> {
    return actorId === null ? null : loaders.users.load(actorId)
  }

  @FieldResolver(() => OpportunityObject, {
    nullable: true,
    description: 'The card right after the change; null when it was deleted or left your sight.',
  })
  opportunity(@Root() { card }: ToldEvent): Opportunity | null {
    return card
  }

  @FieldResolver(() => StageObject, {
    nullable: true,
    description: 'The stage that the card left, if you saw it there.',
  })
  async fromStage(@Root() { fromStageId }: ToldEvent, @Ctx() { loaders }: Context): Promise<Stage | null> {
    return fromStageId === null ? null : loaders.stages.load(fromStageId)
  }

  @FieldResolver(() => StageObject, {
    nullable: true,
    description: 'The stage that the card entered, if you see it there.',
  })
  async toStage(@Root() { toStageId }: ToldEvent, @Ctx() { loaders }: Context): Promise<Stage | null> {
    return toStageId === null ? null : loaders.stages.load(toStageId)
  }

  @FieldResolver(() => [BoardColumnTotalsObject], {
    description:
      'The columns whose totals changed for you, with the totals right after this event: over everything that you see, unfiltered.',
  })
  columns(@Root() { columns, pipelineId }: ToldEvent): EventColumn[] {
    return columns.map((column) => ({ ...column, pipelineId }))
  }
}

@Resolver(() => BoardColumnTotalsObject)
export class BoardColumnTotalsResolver {
  @FieldResolver(() => ColumnTotalsObject, { description: 'What the column holds after the event.' })
  async totals(@Root() { pipelineId, totals }: EventColumn, @Ctx() { loaders }: Context): Promise<TotalsOfPipeline> {
    const pipeline = await loaders.pipelines.load(pipelineId)
    if (!pipeline) throw new Error(`An event of no pipeline: ${pipelineId}`)
    return { ...totals, currency: pipeline.currency }
  }
}
