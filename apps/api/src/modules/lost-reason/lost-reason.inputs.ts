import type { LostReason } from '@mekong/domain'
import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { MutationInput, MutationPayload } from '../../graphql/payload.object.ts'
import { LostReasonObject } from './lost-reason.object.ts'

@InputType('CreateLostReasonInput', { description: 'A lost reason to offer.' })
export class CreateLostReasonInput extends MutationInput {
  @Field(() => String, { description: 'What it says, up to 200 characters.' })
  name!: string
}

@InputType('UpdateLostReasonInput', { description: 'Changes of a lost reason; what is left out stays.' })
export class UpdateLostReasonInput extends MutationInput {
  @Field(() => ID, { description: 'Which one.' })
  id!: string

  @Field(() => String, {
    nullable: true,
    description: "What it says from now on; a preset's no longer follows the language then.",
  })
  name?: string | null

  @Field(() => Boolean, { nullable: true, description: 'True to offer it no longer, false to offer it again.' })
  isArchived?: boolean | null
}

@ObjectType('CreateLostReasonPayload', { description: 'What came of `createLostReason`.', simpleResolvers: true })
export class CreateLostReasonPayload extends MutationPayload {
  @Field(() => LostReasonObject, { nullable: true, description: 'The new reason; null when it was refused.' })
  lostReason?: LostReason | null
}

@ObjectType('UpdateLostReasonPayload', { description: 'What came of `updateLostReason`.', simpleResolvers: true })
export class UpdateLostReasonPayload extends MutationPayload {
  @Field(() => LostReasonObject, { nullable: true, description: 'The reason after it; null when it was refused.' })
  lostReason?: LostReason | null
}
