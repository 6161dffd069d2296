import {
  Arg,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Resolver,
  Root,
  Subscription,
  type SubscribeResolverData,
} from 'type-graphql'
import { answer } from '../../graphql/payload.ts'
import type { Context } from '../../http/context.ts'
import type { Present } from './present.ts'
import type { User } from '../team/person.ts'
import { UserObject } from '../team/user.object.ts'
import { watchPresence } from './presence-stream.ts'
import {
  BoardPresenceObject,
  PresentPersonObject,
  UpdatePresenceInput,
  UpdatePresencePayload,
  type BoardPresence,
} from './presence.object.ts'
import { updatePresence } from './update-presence.ts'

type Watching = SubscribeResolverData<unknown, { pipelineId: string }, Context>

@Resolver(() => PresentPersonObject)
export class PresenceResolver {
  @Subscription(() => BoardPresenceObject, {
    description:
      'Who is on a board: at once, then whenever it changes, at most four times a second. Best effort. An unknown board is the error NOT_FOUND. It ends when your rights change.',
    subscribe: ({ args, context }: Watching) => watchPresence(context, args.pipelineId),
  })
  boardPresence(
    @Root() presence: BoardPresence,
    @Arg('pipelineId', () => ID, { description: "The pipeline's id." }) _pipelineId: string,
  ): BoardPresence {
    return presence
  }

  @Mutation(() => UpdatePresencePayload, {
    description:
      'Says what you are doing on a board, for others to see. Say it again every few seconds: after 10 s of silence you are gone. Nothing is stored.',
  })
  async updatePresence(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdatePresenceInput, { description: 'What you are doing.' }) input: UpdatePresenceInput,
  ) {
    const told = await updatePresence(ctx.services, ctx.caller, {
      pipelineId: input.pipelineId,
      opportunityId: input.opportunityId ?? null,
      doing: input.doing ?? 'VIEWING',
      field: input.field ?? null,
    })
    if (told.kind === 'refused') return answer(ctx, input, told.faults)
    return { ...answer(ctx, input), presence: { people: told.people } }
  }

  @FieldResolver(() => UserObject, { description: 'Who it is.' })
  async user(@Root() { userId }: Present, @Ctx() { loaders }: Context): Promise<User> {
    const user = await loaders.users.load(userId)
    if (!user) throw new Error(`Nobody is present: ${userId}`)
    return user
  }
}
