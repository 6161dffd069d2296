import type { GraphQLResolveInfo } from 'graphql'
import { scopeOf } from '@mekong/domain'
import { Arg, Ctx, ID, Info, Resolver, Root, Subscription, type SubscribeResolverData } from 'type-graphql'
import type { Context } from '../../http/context.ts'
import { ApiError } from '../../http/errors.ts'
import type { BoardMessage, SnapshotMessage } from './board-message.ts'
import { BoardMessageUnion } from './board-message.object.ts'
import { readSelected } from './board-reading.ts'
import { selectedIn } from './board.resolver.ts'

type Subscribing = SubscribeResolverData<unknown, { pipelineId: string; after?: string | null }, Context>

@Resolver()
export class BoardEventsResolver {
  @Subscription(() => BoardMessageUnion, {
    description:
      'A board that stays live. Without `after` the first message is a BoardSnapshot, and what follows goes on from it without a gap; with `after` it goes on from there. An unknown pipeline is the error NOT_FOUND.',
    subscribe: ({ args: { pipelineId, after }, context, info }: Subscribing) =>
      context.services.hub.subscribe({ pipelineId, after: after ?? null, context, info }),
  })
  async boardEvents(
    @Root() message: BoardMessage,
    @Arg('pipelineId', () => ID, { description: "The pipeline's id." }) _pipelineId: string,
    @Arg('after', () => String, {
      nullable: true,
      description:
        'Your last cursor of this board. One that can not be gone on from is answered by a BoardResync, and that is all.',
    })
    _after: string | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return message.kind === 'snapshot' ? snapshot(message, context, info) : message
  }
}

/** The board is read now, for this selection; the message learns of which moment it is. */
async function snapshot(message: SnapshotMessage, context: Context, info: GraphQLResolveInfo) {
  const { pipelineId, readerHalf, kind } = message
  const board = await readSelected(context, { pipelineId, selected: selectedIn(info, 'BoardSnapshot'), filter: null })
  if (board === null) throw new ApiError('NOT_FOUND')
  message.seq = board.seq
  const { services, caller } = context
  services.totals.know(pipelineId, scopeOf(caller.actor), board.seq, board.totals)
  return { ...board, kind, cursor: `${readerHalf}.${services.feed.positionHalf(pipelineId, board.seq)}` }
}
