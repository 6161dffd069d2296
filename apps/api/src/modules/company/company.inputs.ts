import type { Company } from '@mekong/domain'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { MutationInput, MutationPayload } from '../../graphql/payload.object.ts'
import { FieldConflictObject } from '../../graphql/user-error.object.ts'
import { CompanyObject } from './company.object.ts'

@InputType('CreateCompanyInput', { description: 'A company to make.' })
export class CreateCompanyInput extends MutationInput {
  @Field(() => String, { description: 'Its name, up to 200 characters.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'The domain of its website and mail, up to 200 characters.' })
  domain?: string | null

  @Field(() => String, { nullable: true, description: 'Its telephone number, up to 100 characters.' })
  phone?: string | null

  @Field(() => String, { nullable: true, description: 'Its postal address, up to 1,000 characters.' })
  address?: string | null
}

@InputType('UpdateCompanyInput', { description: 'Changes of a company; what is left out stays, null empties.' })
export class UpdateCompanyInput extends MutationInput {
  @Field(() => ID, { description: 'Which one.' })
  id!: string

  @Field(() => String, { nullable: true, description: 'Its new name, up to 200 characters; never empty.' })
  name?: string | null

  @Field(() => String, { nullable: true, description: 'The domain of its website and mail, up to 200 characters.' })
  domain?: string | null

  @Field(() => String, { nullable: true, description: 'Its telephone number, up to 100 characters.' })
  phone?: string | null

  @Field(() => String, { nullable: true, description: 'Its postal address, up to 1,000 characters.' })
  address?: string | null

  @Field(() => Int, {
    nullable: true,
    description:
      'The version that you saw. If the same field was changed since, the edit is a CONFLICT; other fields merge. Without it the last writer wins.',
  })
  expectedVersion?: number | null
}

@InputType('DeleteCompanyInput', { description: 'A company to delete.' })
export class DeleteCompanyInput extends MutationInput {
  @Field(() => ID, { description: 'Which one.' })
  id!: string
}

@ObjectType('CreateCompanyPayload', { description: 'What came of `createCompany`.', simpleResolvers: true })
export class CreateCompanyPayload extends MutationPayload {
  @Field(() => CompanyObject, { nullable: true, description: 'The new company; null when it was refused.' })
  company?: Company | null
}

@ObjectType('UpdateCompanyPayload', { description: 'What came of `updateCompany`.', simpleResolvers: true })
export class UpdateCompanyPayload extends MutationPayload {
  @Field(() => CompanyObject, { nullable: true, description: 'The company after it; null when it was refused.' })
  company?: Company | null

  @Field(() => CompanyObject, { nullable: true, description: 'On a CONFLICT, the company as it stands.' })
  current?: Company | null

  @Field(() => [FieldConflictObject], { description: 'On a CONFLICT, the fields that were changed since.' })
  conflicts!: readonly FieldConflictObject[]
}

@ObjectType('DeleteCompanyPayload', { description: 'What came of `deleteCompany`.', simpleResolvers: true })
export class DeleteCompanyPayload extends MutationPayload {
  @Field(() => ID, { nullable: true, description: 'The id of the company that is gone; null when it was refused.' })
  deletedId?: string | null
}
