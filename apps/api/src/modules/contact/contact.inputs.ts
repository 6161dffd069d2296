import type { Contact } from '@mekong/domain'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { MutationInput, MutationPayload } from '../../graphql/payload.object.ts'
import { FieldConflictObject } from '../../graphql/user-error.object.ts'
import { ContactObject } from './contact.object.ts'

@InputType('CreateContactInput', { description: 'A contact to make.' })
export class CreateContactInput extends MutationInput {
  @Field(() => String, { description: 'Their name, up to 200 characters.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'Their mail address.' })
  email?: string | null

  @Field(() => String, { nullable: true, description: 'Their telephone number, up to 100 characters.' })
  phone?: string | null

  @Field(() => String, { nullable: true, description: 'What they do, up to 200 characters.' })
  jobTitle?: string | null

  @Field(() => ID, { nullable: true, description: 'Where they work.' })
  companyId?: string | null
}

@InputType('UpdateContactInput', { description: 'Changes of a contact; what is left out stays, null empties.' })
export class UpdateContactInput extends MutationInput {
  @Field(() => ID, { description: 'Which one.' })
  id!: string

  @Field(() => String, { nullable: true, description: 'Their new name, up to 200 characters; never empty.' })
  name?: string | null

  @Field(() => String, { nullable: true, description: 'Their mail address.' })
  email?: string | null

  @Field(() => String, { nullable: true, description: 'Their telephone number, up to 100 characters.' })
  phone?: string | null

  @Field(() => String, { nullable: true, description: 'What they do, up to 200 characters.' })
  jobTitle?: string | null

  @Field(() => ID, { nullable: true, description: 'Where they work.' })
  companyId?: string | null

  @Field(() => Int, {
    nullable: true,
    description:
      'The version that you saw. If the same field was changed since, the edit is a CONFLICT; other fields merge. Without it the last writer wins.',
  })
  expectedVersion?: number | null
}

@InputType('DeleteContactInput', { description: 'A contact to delete.' })
export class DeleteContactInput extends MutationInput {
  @Field(() => ID, { description: 'Which one.' })
  id!: string
}

@ObjectType('CreateContactPayload', { description: 'What came of `createContact`.', simpleResolvers: true })
export class CreateContactPayload extends MutationPayload {
  @Field(() => ContactObject, { nullable: true, description: 'The new contact; null when it was refused.' })
  contact?: Contact | null
}

@ObjectType('UpdateContactPayload', { description: 'What came of `updateContact`.', simpleResolvers: true })
export class UpdateContactPayload extends MutationPayload {
  @Field(() => ContactObject, { nullable: true, description: 'The contact after it; null when it was refused.' })
  contact?: Contact | null

  @Field(() => ContactObject, { nullable: true, description: 'On a CONFLICT, the contact as it stands.' })
  current?: Contact | null

  @Field(() => [FieldConflictObject], { description: 'On a CONFLICT, the fields that were changed since.' })
  conflicts!: readonly FieldConflictObject[]
}

@ObjectType('DeleteContactPayload', { description: 'What came of `deleteContact`.', simpleResolvers: true })
export class DeleteContactPayload extends MutationPayload {
  @Field(() => ID, { nullable: true, description: 'The id of the contact that is gone; null when it was refused.' })
  deletedId?: string | null
}
