import type { ApiKeyScope } from '@mekong/domain'
import { Field, ObjectType } from 'type-graphql'
import { connectionOf } from '../../graphql/connection.object.ts'
import { describedEnum } from '../../graphql/enum.ts'
import { NodeObject } from '../../graphql/node.object.ts'
import { MutationPayload } from '../../graphql/payload.object.ts'
import { DateTimeScalar } from '../../graphql/scalars.ts'
import type { ApiKey } from './api-key.ts'

export const ApiKeyScopeEnum = describedEnum<ApiKeyScope>(
  'ApiKeyScope',
  "What a key may do at most. Its owner's rights are the ceiling, whatever the scope.",
  {
    READ_OPPORTUNITIES: 'Read opportunities, boards and their feeds, companies, contacts and the set-up; be present.',
    WRITE_OPPORTUNITIES: 'Also write opportunities, companies and contacts.',
    ADMIN: "Also all else that the owner's role allows: set-up, organisation, profile and keys.",
  },
)

@ObjectType('ApiKey', {
  implements: NodeObject,
  description: 'A key by which a program acts as a person. The secret itself is shown once, when the key is made.',
  simpleResolvers: true,
})
export class ApiKeyObject extends NodeObject implements Omit<ApiKey, 'userId'> {
  @Field(() => String, { description: 'What its owner calls it.' })
  name!: string

  @Field(() => String, { description: 'How the secret begins, to tell keys apart.' })
  prefix!: string

  @Field(() => [ApiKeyScopeEnum], { description: 'What it may do at most.' })
  scopes!: readonly ApiKeyScope[]

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: string

  @Field(() => DateTimeScalar, { description: 'When it stops working by itself.' })
  expiresAt!: string

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last used, to the minute; null when it never was.',
  })
  lastUsedAt!: string | null

  @Field(() => String, { nullable: true, description: 'From which network address it was used last.' })
  lastUsedAddress!: string | null

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when the secret before the present one opens as well; null when it does not.',
  })
  previousUntil!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When somebody ended it; null while nobody has.' })
  revokedAt!: string | null
}

export const ApiKeyConnection = connectionOf('ApiKey', () => ApiKeyObject, 'API keys')

@ObjectType('CreateApiKeyPayload', { description: 'A new key, or why there is none.', simpleResolvers: true })
export class CreateApiKeyPayload extends MutationPayload {
  @Field(() => ApiKeyObject, { nullable: true, description: 'The key; null when it was refused.' })
  apiKey!: ApiKey | null

  @Field(() => String, {
    nullable: true,
    description:
      'The secret to send as `Authorization: Bearer mk_...`. Told this once: keep it now. Null when a request is answered again.',
  })
  secret!: string | null
}

@ObjectType('RotateApiKeyPayload', {
  description: 'The key with its new secret, or why the old one stays.',
  simpleResolvers: true,
})
export class RotateApiKeyPayload extends MutationPayload {
  @Field(() => ApiKeyObject, { nullable: true, description: 'The key; null when that was refused.' })
  apiKey!: ApiKey | null

  @Field(() => String, {
    nullable: true,
    description: 'The new secret. Told this once: keep it now. Null when a request is answered again.',
  })
  secret!: string | null
}

@ObjectType('RevokeApiKeyPayload', { description: 'The ended key, or why it goes on.', simpleResolvers: true })
export class RevokeApiKeyPayload extends MutationPayload {
  @Field(() => ApiKeyObject, { nullable: true, description: 'The key, ended; null when that was refused.' })
  apiKey!: ApiKey | null
}
