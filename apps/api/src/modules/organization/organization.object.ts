import type { Locale } from '@mekong/domain'
import { Field, InputType, ObjectType } from 'type-graphql'
import { LocaleEnum } from '../../graphql/enums.ts'
import { MutationInput, MutationPayload } from '../../graphql/payload.object.ts'
import { CurrencyCodeScalar } from '../../graphql/scalars.ts'
import type { Organization } from './organization.store.ts'

@ObjectType('Organization', { description: 'The organisation that this Mekong serves.', simpleResolvers: true })
export class OrganizationObject implements Organization {
  @Field(() => String, { description: 'Its name.' })
  name!: string

  @Field(() => CurrencyCodeScalar, { description: 'The currency of new pipelines; fixed once anything has a price.' })
  currency!: string

  @Field(() => String, { description: 'The time zone in which its days begin and end, like `Asia/Ho_Chi_Minh`.' })
  timeZone!: string

  @Field(() => LocaleEnum, { description: 'The language of people who have not chosen one.' })
  locale!: Locale
}

@InputType('UpdateOrganizationInput', { description: 'Changes of the organisation; what is left out stays.' })
export class UpdateOrganizationInput extends MutationInput {
  @Field(() => String, { nullable: true, description: 'Its new name, up to 200 characters.' })
  name?: string | null

  @Field(() => CurrencyCodeScalar, { nullable: true, description: 'Its new currency, while nothing has a price.' })
  currency?: string | null

  @Field(() => String, { nullable: true, description: 'A time zone of the IANA database, like `Asia/Ho_Chi_Minh`.' })
  timeZone?: string | null

  @Field(() => LocaleEnum, { nullable: true, description: 'The language of people who have not chosen one.' })
  locale?: Locale | null
}

@ObjectType('UpdateOrganizationPayload', { description: 'What came of `updateOrganization`.', simpleResolvers: true })
export class UpdateOrganizationPayload extends MutationPayload {
  @Field(() => OrganizationObject, { nullable: true, description: 'The organisation after it; null when refused.' })
  organization?: Organization | null
}
