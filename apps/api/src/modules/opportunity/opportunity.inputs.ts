import { Field, Float, ID, InputType, Int } from 'type-graphql'
import { MoneyInput } from '../../graphql/money.object.ts'
import { MutationInput } from '../../graphql/payload.object.ts'
import { CurrencyCodeScalar, DateScalar } from '../../graphql/scalars.ts'

const lossDescription = 'Why it is lost: needed in a stage of kind LOST, refused in any other.'
const lostNoteDescription = 'What else there is to say about the loss, at most 5,000 characters.'
const afterDescription =
  'The card right after which it is to stand. One that is gone, hidden from you or in another column is ignored.'
const beforeDescription = 'The card before which it is to stand; `afterId` goes first. With neither, it comes last.'

/** The fields that can be written on any opportunity; a null empties one. */
@InputType({ description: 'The fields of an opportunity that can be written.' })
abstract class OpportunityFieldsInput extends MutationInput {
  @Field(() => String, { nullable: true, description: 'More about it, at most 50,000 characters of plain text.' })
  description?: string | null

  @Field(() => MoneyInput, { nullable: true, description: 'What the sale is worth, and in which currency.' })
  amount?: MoneyInput | null

  @Field(() => CurrencyCodeScalar, {
    nullable: true,
    description: 'The currency without an amount beside it; with one, the same as the amount has.',
  })
  currency?: string | null

  @Field(() => Float, {
    nullable: true,
    description:
      'The chance of winning, 0 to 1 with at most four digits, until it enters another stage; null takes the default of its stage. Fixed once it is closed.',
  })
  probability?: number | null

  @Field(() => ID, {
    nullable: true,
    description: 'Whose it is. Reps give only to people of their own teams; of a closed one only managers change it.',
  })
  ownerId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The team that shares it. Reps give only to teams of their own.',
  })
  teamId?: string | null

  @Field(() => ID, { nullable: true, description: 'The company that would buy.' })
  companyId?: string | null

  @Field(() => ID, { nullable: true, description: 'The person to talk to.' })
  contactId?: string | null

  @Field(() => String, { nullable: true, description: 'Where it came from, at most 100 characters.' })
  source?: string | null

  @Field(() => String, { nullable: true, description: 'By which medium it came, at most 100 characters.' })
  medium?: string | null

  @Field(() => String, { nullable: true, description: 'By which campaign it came, at most 100 characters.' })
  campaign?: string | null

  @Field(() => [String], {
    nullable: true,
    description: 'All its tags, at most 50 of at most 100 characters; they replace those that it has.',
  })
  tags?: string[] | null

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it should close.' })
  expectedCloseDate?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Its id in another system, at most 200 characters; no other opportunity may have it.',
  })
  externalId?: string | null

  @Field(() => ID, { nullable: true, description: lossDescription })
  lostReasonId?: string | null

  @Field(() => String, { nullable: true, description: lostNoteDescription })
  lostNote?: string | null
}

@InputType('CreateOpportunityInput', { description: 'A new opportunity.' })
export class CreateOpportunityInput extends OpportunityFieldsInput {
  @Field(() => ID, { description: 'The pipeline that it goes through.' })
  pipelineId!: string

  @Field(() => String, { description: 'What it is about, at most 500 characters.' })
  title!: string

  @Field(() => ID, {
    nullable: true,
    description: 'The stage in which it begins, of that pipeline; its first open one when not given.',
  })
  stageId?: string | null

  @Field(() => ID, { nullable: true, description: afterDescription })
  afterId?: string | null

  @Field(() => ID, { nullable: true, description: beforeDescription })
  beforeId?: string | null
}

@InputType('UpdateOpportunityInput', {
  description: 'New values for some fields of an opportunity. What is left out stays; null empties.',
})
export class UpdateOpportunityInput extends OpportunityFieldsInput {
  @Field(() => ID, { description: 'Which one.' })
  opportunityId!: string

  @Field(() => String, { nullable: true, description: 'What it is about; it can be changed and not emptied.' })
  title?: string | null

  @Field(() => Int, {
    nullable: true,
    description:
      'The `version` that you saw. What others changed since in other fields is kept beside your change; a field that both changed is a CONFLICT. Without it, the last writer wins.',
  })
  expectedVersion?: number | null
}

@InputType('MoveOpportunityInput', { description: 'Another place for an opportunity.' })
export class MoveOpportunityInput extends MutationInput {
  @Field(() => ID, { description: 'Which one.' })
  opportunityId!: string

  @Field(() => ID, { description: 'The stage to go to: its own (another order), another, or one of another pipeline.' })
  toStageId!: string

  @Field(() => ID, { nullable: true, description: afterDescription })
  afterId?: string | null

  @Field(() => ID, { nullable: true, description: beforeDescription })
  beforeId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The stage in which you saw it. If it is in another one by now, nothing moves and it is a CONFLICT.',
  })
  expectedStageId?: string | null

  @Field(() => Int, {
    nullable: true,
    description:
      'The `version` that you saw. If its stage, pipeline, status or owner changed since, nothing moves and it is a CONFLICT.',
  })
  expectedVersion?: number | null

  @Field(() => ID, { nullable: true, description: lossDescription })
  lostReasonId?: string | null

  @Field(() => String, { nullable: true, description: lostNoteDescription })
  lostNote?: string | null
}

@InputType('ReopenOpportunityInput', { description: 'A closed opportunity to be taken up again.' })
export class ReopenOpportunityInput extends MutationInput {
  @Field(() => ID, { description: 'Which one.' })
  opportunityId!: string
}

@InputType('DeleteOpportunityInput', { description: 'An opportunity to be deleted.' })
export class DeleteOpportunityInput extends MutationInput {
  @Field(() => ID, { description: 'Which one.' })
  opportunityId!: string
}

@InputType('RestoreOpportunityInput', { description: 'A deleted opportunity to be brought back.' })
export class RestoreOpportunityInput extends MutationInput {
  @Field(() => ID, { description: 'Which one.' })
  opportunityId!: string
}
