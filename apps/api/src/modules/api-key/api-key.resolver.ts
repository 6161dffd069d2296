import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Connection } from '../../graphql/connection.ts'
import { list } from '../../graphql/list.ts'
import { ConnectionArgs } from '../../graphql/page-args.ts'
import { payload } from '../../graphql/payload.ts'
import type { Context } from '../../http/context.ts'
import type { User } from '../team/person.ts'
import { UserObject } from '../team/user.object.ts'
import { CreateApiKeyInput, RevokeApiKeyInput, RotateApiKeyInput } from './api-key.inputs.ts'
import { apiKeyList } from './api-key.lists.ts'
import {
  ApiKeyConnection,
  ApiKeyObject,
  CreateApiKeyPayload,
  RevokeApiKeyPayload,
  RotateApiKeyPayload,
} from './api-key.object.ts'
import type { ApiKey } from './api-key.ts'
import { createApiKey } from './create-api-key.ts'
import { revokeApiKey } from './revoke-api-key.ts'
import { rotateApiKey } from './rotate-api-key.ts'

@Resolver(() => ApiKeyObject)
export class ApiKeyResolver {
  @Query(() => ApiKeyConnection, {
    description: "Your API keys, the newest first, ended ones among them; for an administrator everybody's.",
  })
  apiKeys(
    @Ctx() ctx: Context,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('ownerId', () => ID, { nullable: true, description: 'Only the keys of this person.' }) ownerId: string | null,
  ): Connection<ApiKey> {
    return list(ctx, apiKeyList(ctx.caller.actor, ownerId), page)
  }

  @Mutation(() => CreateApiKeyPayload, { description: 'Makes an API key of your own and tells its secret, once.' })
  async createApiKey(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateApiKeyInput, { description: 'What it is to be.' }) input: CreateApiKeyInput,
  ) {
    const written = await createApiKey(ctx.services.writes, ctx.caller, input)
    return payload(ctx, input, written, ({ apiKey, secret }) => ({ apiKey, secret }))
  }

  @Mutation(() => RotateApiKeyPayload, {
    description:
      'Gives an API key of your own a new secret, told once. The old one goes on for a while, so that programs can change over; both are one key.',
  })
  async rotateApiKey(
    @Ctx() ctx: Context,
    @Arg('input', () => RotateApiKeyInput, { description: 'Which one, and how.' }) input: RotateApiKeyInput,
  ) {
    const written = await rotateApiKey(ctx.services, ctx.caller, input)
    return payload(ctx, input, written, ({ apiKey, secret }) => ({ apiKey, secret }))
  }

  @Mutation(() => RevokeApiKeyPayload, {
    description: 'Ends an API key, at once and for good. Ending one that has ended changes nothing.',
  })
  async revokeApiKey(
    @Ctx() ctx: Context,
    @Arg('input', () => RevokeApiKeyInput, { description: 'Which one.' }) input: RevokeApiKeyInput,
  ) {
    const written = await revokeApiKey(ctx.services, ctx.caller, input)
    return payload(ctx, input, written, (apiKey) => ({ apiKey }))
  }

  @FieldResolver(() => UserObject, { description: 'The person as whom it acts.' })
  async owner(@Root() { userId }: ApiKey, @Ctx() { loaders }: Context): Promise<User> {
    const owner = await loaders.users.load(userId)
    if (!owner) throw new Error(`Key of nobody: ${userId}`)
    return owner
  }
}
