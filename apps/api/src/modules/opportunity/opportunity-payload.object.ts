import type { FieldConflict, Instant, Opportunity } from '@mekong/domain'
import { Field, ID, ObjectType } from 'type-graphql'
import { MutationPayload } from '../../graphql/payload.object.ts'
import { DateTimeScalar } from '../../graphql/scalars.ts'
import { FieldConflictObject } from '../../graphql/user-error.object.ts'
import type { User } from '../team/person.ts'
import { UserObject } from '../team/user.object.ts'
import { OpportunityObject } from './opportunity.object.ts'

/** What every mutation of an opportunity answers besides the opportunity. */
@ObjectType({ description: 'What every mutation of an opportunity answers.', simpleResolvers: true })
abstract class BoardPayload extends MutationPayload {
  @Field(() => String, {
    nullable: true,
    description: 'The position of its board with this change on it, as in `boardEvents(after:)`. Null when refused.',
  })
  cursor?: string | null
}

/** The same, with the opportunity. */
@ObjectType({ description: 'What a mutation answers that leaves an opportunity.', simpleResolvers: true })
abstract class OpportunityPayload extends BoardPayload {
  @Field(() => OpportunityObject, { nullable: true, description: 'The opportunity as it is now; null when refused.' })
  opportunity?: Opportunity | null
}

@ObjectType('CreateOpportunityPayload', {
  description: 'The new opportunity, or why there is none.',
  simpleResolvers: true,
})
export class CreateOpportunityPayload extends OpportunityPayload {}

@ObjectType('UpdateOpportunityPayload', {
  description: 'The edited opportunity, or why it is not.',
  simpleResolvers: true,
})
export class UpdateOpportunityPayload extends OpportunityPayload {
  @Field(() => OpportunityObject, { nullable: true, description: 'On CONFLICT: the opportunity as it stands.' })
  current?: Opportunity | null

  @Field(() => [FieldConflictObject], { description: 'On CONFLICT: each field that somebody else changed too.' })
  conflicts!: readonly FieldConflict[]
}

@ObjectType('MoveOpportunityPayload', {
  description: 'The moved opportunity, or why it is not.',
  simpleResolvers: true,
})
export class MoveOpportunityPayload extends OpportunityPayload {
  @Field(() => OpportunityObject, { nullable: true, description: 'On CONFLICT: the opportunity where it stands.' })
  current?: Opportunity | null

  @Field(() => UserObject, { nullable: true, description: 'On CONFLICT: who moved it, or handed it over, last.' })
  movedBy?: User | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'On CONFLICT: when that was.' })
  movedAt?: Instant | null
}

@ObjectType('ReopenOpportunityPayload', {
  description: 'The reopened opportunity, or why it is not.',
  simpleResolvers: true,
})
export class ReopenOpportunityPayload extends OpportunityPayload {}

@ObjectType('DeleteOpportunityPayload', { description: 'That it is deleted, or why it is not.', simpleResolvers: true })
export class DeleteOpportunityPayload extends BoardPayload {
  @Field(() => ID, { nullable: true, description: 'The id of what was deleted; null when refused.' })
  deletedId?: string | null
}

@ObjectType('RestoreOpportunityPayload', {
  description: 'The restored opportunity, or why it is not.',
  simpleResolvers: true,
})
export class RestoreOpportunityPayload extends OpportunityPayload {}
