import type { Opportunity, OpportunityStatus, ProbabilitySource } from '@mekong/domain'
import { Field, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../graphql/connection.object.ts'
import { OpportunityStatusEnum, ProbabilitySourceEnum } from '../../graphql/enums.ts'
import { NodeObject } from '../../graphql/node.object.ts'
import { CurrencyCodeScalar, DateScalar, DateTimeScalar } from '../../graphql/scalars.ts'

/** The fields that a record has as they are; the resolver adds those that lead elsewhere or are computed. */
type Plain = Pick<
  Opportunity,
  | 'id'
  | 'title'
  | 'description'
  | 'status'
  | 'currency'
  | 'probabilitySource'
  | 'source'
  | 'medium'
  | 'campaign'
  | 'tags'
  | 'expectedCloseDate'
  | 'stageEnteredAt'
  | 'createdAt'
  | 'closedAt'
  | 'deletedAt'
  | 'lostNote'
  | 'externalId'
  | 'rank'
  | 'version'
>

@ObjectType('Opportunity', {
  implements: NodeObject,
  description: 'One possible sale: a card on a board.',
  simpleResolvers: true,
})
export class OpportunityObject extends NodeObject implements Plain {
  @Field(() => String, { description: 'What it is about, at most 500 characters.' })
  title!: string

  @Field(() => String, { nullable: true, description: 'More about it, in plain text of at most 50,000 characters.' })
  description!: string | null

  @Field(() => OpportunityStatusEnum, { description: 'Open, won or lost, as the kind of its stage says.' })
  status!: OpportunityStatus

  @Field(() => CurrencyCodeScalar, {
    description: "The currency of its amount, there without an amount too; the pipeline's unless another was written.",
  })
  currency!: string

  @Field(() => ProbabilitySourceEnum, {
    description: 'Whether the probability is the default of its stage or set by hand.',
  })
  probabilitySource!: ProbabilitySource

  @Field(() => String, {
    nullable: true,
    description: 'Where it came from, in a word: a fair, the website, a referral.',
  })
  source!: string | null

  @Field(() => String, { nullable: true, description: 'By which medium it came, as campaigns are tagged.' })
  medium!: string | null

  @Field(() => String, { nullable: true, description: 'By which campaign it came.' })
  campaign!: string | null

  @Field(() => [String], { description: 'Words to find it by, in the order in which they were written.' })
  tags!: readonly string[]

  @Field(() => DateScalar, {
    nullable: true,
    description: "The day on which it should close, in the organisation's time zone.",
  })
  expectedCloseDate!: string | null

  @Field(() => DateTimeScalar, { description: 'When it entered the stage in which it is.' })
  stageEnteredAt!: string

  @Field(() => DateTimeScalar, { description: 'When it began.' })
  createdAt!: string

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was won or lost; null while it is open. Reopening empties it.',
  })
  closedAt!: string | null

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was deleted; it can be restored for 30 days from then. Null for everything on a board.',
  })
  deletedAt!: string | null

  @Field(() => String, { nullable: true, description: 'What else there is to say about its loss.' })
  lostNote!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Its id in another system, unique in the organisation; imports find it by this.',
  })
  externalId!: string | null

  @Field(() => String, {
    description:
      'Its place in its column: an integer in decimal, compared as a number, then by id. Given by the server alone; a new place does not raise `version`.',
  })
  rank!: string

  @Field(() => Int, {
    description: 'Counts the edits of its own fields, from 1. What you saw, to be given as `expectedVersion`.',
  })
  version!: number
}

export const OpportunityConnection = connectionOf('Opportunity', () => OpportunityObject, 'opportunities')
