import type { ApiKeyScope } from '@mekong/domain'
import { Field, ID, InputType } from 'type-graphql'
import { MutationInput } from '../../graphql/payload.object.ts'
import { DateTimeScalar } from '../../graphql/scalars.ts'
import { ApiKeyScopeEnum } from './api-key.object.ts'

@InputType({ description: 'A key to be made, for yourself.' })
export class CreateApiKeyInput extends MutationInput {
  @Field(() => String, { description: 'What you call it: 1 to 200 characters.' })
  name!: string

  @Field(() => [ApiKeyScopeEnum], { description: 'What it may do at most; at least one.' })
  scopes!: ApiKeyScope[]

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it stops working: in the future, within a year. 90 days from now when not given.',
  })
  expiresAt?: string | null
}

@InputType({ description: 'A key to be ended.' })
export class RevokeApiKeyInput extends MutationInput {
  @Field(() => ID, { description: "The key's id. One of your own; an administrator ends anybody's." })
  id!: string
}
