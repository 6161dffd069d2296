import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql'
import { badInput } from '../../graphql/bad-input.ts'
import { NodeObject } from '../../graphql/node.object.ts'
import type { Context } from '../../http/context.ts'
import { readNodes, type NodeRecord } from './read-nodes.ts'

const mostNodes = 100

@Resolver()
export class NodeResolver {
  @Query(() => NodeObject, {
    nullable: true,
    description:
      'Whatever has this id; null when there is no such thing, when it is deleted, or when you may not see it: the three are not told apart.',
  })
  async node(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Any id that the graph gave you.' }) id: string,
  ): Promise<NodeRecord | null> {
    return (await readNodes(ctx, [id]))[0] ?? null
  }

  @Query(() => [NodeObject], {
    nullable: 'items',
    description: 'Whatever has these ids, in their order, with null where `node` would give null.',
  })
  nodes(
    @Ctx() ctx: Context,
    @Arg('ids', () => [ID], { description: 'Up to 100 ids; more is BAD_USER_INPUT.' }) ids: string[],
  ): Promise<(NodeRecord | null)[]> {
    if (ids.length > mostNodes) throw badInput('listTooLong', { max: mostNodes })
    return readNodes(ctx, ids)
  }
}
