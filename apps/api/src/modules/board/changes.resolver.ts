import { Args, Ctx, Query, Resolver } from 'type-graphql'
import { pageSizeOf } from '../../graphql/page-args.ts'
import type { Context } from '../../http/context.ts'
import { ChangeConnectionObject, ChangesArgs } from './change.object.ts'
import { readChanges } from './read-changes.ts'

@Resolver()
export class ChangesResolver {
  @Query(() => ChangeConnectionObject, {
    description:
      'The feed of a board, pulled: the same events as `boardEvents` pushes, for whoever prefers to ask. Kept for 7 days.',
  })
  async changes(
    @Ctx() { services, caller }: Context,
    @Args(() => ChangesArgs) { pipelineId, after, first }: ChangesArgs,
  ): Promise<ChangeConnectionObject> {
    const { count } = pageSizeOf({ first })
    const { changes, hasBefore, hasAfter, endCursor } = await readChanges(services, caller, {
      pipelineId,
      after: after ?? null,
      count,
    })
    return {
      edges: changes,
      nodes: changes.map(({ node }) => node),
      pageInfo: {
        hasNextPage: async () => hasAfter,
        hasPreviousPage: async () => hasBefore,
        startCursor: async () => changes[0]?.cursor ?? null,
        endCursor: async () => endCursor,
      },
    }
  }
}
