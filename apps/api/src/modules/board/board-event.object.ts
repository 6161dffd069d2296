import type { BoardEventType, Ranked } from '@mekong/domain'
import { Field, ID, Int, ObjectType } from 'type-graphql'
import { describedEnum } from '../../graphql/enum.ts'
import { DateTimeScalar } from '../../graphql/scalars.ts'
import type { ToldEvent } from './board-message.ts'

export const BoardEventTypeEnum = describedEnum<BoardEventType>(
  'BoardEventType',
  'What happened on a board, as you see it.',
  {
    OPPORTUNITY_CREATED: 'A card was made: put `opportunity` in.',
    OPPORTUNITY_UPDATED: 'Fields of a card changed: replace it by `opportunity`.',
    OPPORTUNITY_MOVED: 'A card has a new place: take it out and put `opportunity` in.',
    OPPORTUNITY_DELETED: 'A card was deleted: take `opportunityId` out.',
    OPPORTUNITY_ENTERED:
      'A card that was not on your board is on it now: restored, transferred, or come into your sight. Put `opportunity` in.',
    OPPORTUNITY_LEFT:
      'A card is no longer on your board, by transfer or because you may not see it: take `opportunityId` out.',
    COLUMN_RERANKED: 'Cards got other ranks in the same order: `ranks`. No card changed its column.',
    COLUMNS_CHANGED: 'Totals changed though no card did: `columns`.',
    BULK_CHANGED:
      'An import or a bulk change of up to 500 cards: take `opportunityIds` out and read the columns named in `columns` again.',
    PIPELINE_CHANGED: 'Stages or settings of the pipeline changed: read them again.',
  },
)

/** The columns and ranks are parts of an event; their totals are in the currency of its pipeline. */
export type EventColumn = ToldEvent['columns'][number] & Pick<ToldEvent, 'pipelineId'>

@ObjectType('BoardColumnTotals', {
  description: "A column's new totals, as of the event that carries them.",
  simpleResolvers: true,
})
export class BoardColumnTotalsObject {
  @Field(() => ID, { description: 'The stage whose column it is.' })
  stageId!: string
}

@ObjectType('CardRank', {
  description: 'A new place of a card that moved aside.',
})
export class CardRankObject {
  @Field(() => ID, { name: 'opportunityId', description: 'The card.' })
  id!: string

  @Field(() => String, { description: 'Its new rank: an integer in decimal.' })
  rank!: string
}

@ObjectType('BoardEvent', {
  description:
    'One committed change of a board as you see it. Events of a board have numbers without gaps in the order of commits; numbers that you do not get are of changes that you may not see. Applying an event twice changes nothing.',
  simpleResolvers: true,
})
export class BoardEventObject implements Pick<
  ToldEvent,
  'seq' | 'at' | 'clientMutationId' | 'type' | 'opportunityId' | 'opportunityIds'
> {
  @Field(() => Int, { description: "Its number in the board's feed, from 1." })
  seq!: number

  @Field(() => DateTimeScalar, { description: "When it was written, by the database's clock." })
  at!: string

  @Field(() => String, {
    nullable: true,
    description: 'The `clientMutationId` of the mutation behind it: how a client recognises its own change.',
  })
  clientMutationId!: string | null

  @Field(() => BoardEventTypeEnum, { description: 'What happened.' })
  type!: BoardEventType

  @Field(() => ID, {
    nullable: true,
    description:
      'The card; null exactly on BULK_CHANGED, COLUMN_RERANKED, COLUMNS_CHANGED and PIPELINE_CHANGED. Set where the card itself is no longer yours to see.',
  })
  opportunityId!: string | null

  @Field(() => [CardRankObject], {
    description: 'New ranks of other cards that you see; apply them together with the change.',
  })
  ranks!: readonly Ranked[]

  @Field(() => [ID], { description: 'On BULK_CHANGED: the changed cards that you saw before or see after.' })
  opportunityIds!: readonly string[]
}
