import type { ApiKeyScope } from '@mekong/domain'
import { Field, ID, InputType, Int } from 'type-graphql'
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

@InputType({ description: 'A key to get a new secret.' })
export class RotateApiKeyInput extends MutationInput {
  @Field(() => ID, { description: "The key's id; one of your own that still opens." })
  id!: string

  @Field(() => Int, {
    defaultValue: 24,
    description:
      'For how many hours the old secret goes on beside the new one, 0 to 168, but never past its own end. 0 ends it at once, and closes what is open by it.',
  })
  overlapHours!: number

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the key stops working: in the future, within a year. 90 days from now when not given.',
  })
  expiresAt?: string | null
}

@InputType({ description: 'A key to be ended.' })
export class RevokeApiKeyInput extends MutationInput {
  @Field(() => ID, { description: "The key's id. One of your own; an administrator ends anybody's." })
  id!: string
}
