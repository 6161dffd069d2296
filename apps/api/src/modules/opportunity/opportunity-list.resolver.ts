import { scopeOf, type Opportunity } from '@mekong/domain'
import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql'
import type { Connection } from '../../graphql/connection.ts'
import { list } from '../../graphql/list.ts'
import type { OrderBy } from '../../graphql/order.ts'
import { ConnectionArgs } from '../../graphql/page-args.ts'
import type { Context } from '../../http/context.ts'
import { OpportunityFilter } from './opportunity.filter.ts'
import { opportunityList } from './opportunity.list.ts'
import { OpportunityConnection } from './opportunity.object.ts'
import { OpportunityOrder, type OpportunityOrderField } from './opportunity.order.ts'

@Resolver()
export class OpportunityListResolver {
  @Query(() => OpportunityConnection, { description: 'The opportunities that you may see.' })
  opportunities(
    @Ctx() ctx: Context,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('filter', () => OpportunityFilter, { nullable: true, description: 'Which ones.' })
    filter: OpportunityFilter | null,
    @Arg('orderBy', () => [OpportunityOrder], {
      nullable: true,
      description: 'In which order; when not given the newest first, or by relevance when searching.',
    })
    orderBy: OrderBy<OpportunityOrderField>[] | null,
  ): Connection<Opportunity> {
    const scope = scopeOf(ctx.caller.actor)
    return list(ctx, opportunityList({ scope, locale: ctx.locale, filter, orderBy }), page)
  }
}
