import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql'
import { administrative } from '../../graphql/administrative.ts'
import type { Connection } from '../../graphql/connection.ts'
import { list } from '../../graphql/list.ts'
import type { OrderBy } from '../../graphql/order.ts'
import { ConnectionArgs } from '../../graphql/page-args.ts'
import type { Context } from '../../http/context.ts'
import type { Team, User } from './person.ts'
import { TeamFilter, TeamOrder, type TeamOrderField } from './team.filter.ts'
import { teamList } from './team.lists.ts'
import { TeamConnection, TeamObject } from './team.object.ts'
import { UserObject } from './user.object.ts'

@Resolver(() => TeamObject)
export class TeamResolver {
  @Query(() => TeamConnection, { description: 'The teams of the organisation, by name.' })
  teams(
    @Ctx() ctx: Context,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('filter', () => TeamFilter, { nullable: true, description: 'Which ones.' }) filter: TeamFilter | null,
    @Arg('orderBy', () => [TeamOrder], { nullable: true, description: 'In which order; by name when not given.' })
    orderBy: OrderBy<TeamOrderField>[] | null,
  ): Connection<Team> {
    return list(ctx, teamList({ locale: ctx.locale, filter, orderBy }), page)
  }

  @FieldResolver(() => UserObject, {
    nullable: true,
    description: 'Who leads it, the first by name of several; null while nobody does.',
  })
  async leader(@Root() team: Team, @Ctx() { loaders }: Context): Promise<User | null> {
    const members = await loaders.membersOfTeam.load(team.id)
    const leader = members.find(({ isLeader }) => isLeader)
    return leader ? loaders.users.load(leader.userId) : null
  }

  @FieldResolver(() => [UserObject], { description: 'All who lead it, by name.' })
  async leaders(@Root() team: Team, @Ctx() { loaders }: Context): Promise<User[]> {
    const members = await loaders.membersOfTeam.load(team.id)
    const leaders = members.filter(({ isLeader }) => isLeader)
    const users = await Promise.all(leaders.map(({ userId }) => loaders.users.load(userId)))
    return users.filter((user) => user !== null)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many opportunities it has, open and closed. Null for all but administrators.',
  })
  async opportunityCount(@Root() { id }: Team, @Ctx() ctx: Context): Promise<number | null> {
    if (administrative(ctx, 'Team.opportunityCount', true) === null) return null
    return (await ctx.loaders.opportunitiesOfTeam.load(id))?.count ?? 0
  }

  @FieldResolver(() => [UserObject], { description: 'Its members, leaders first, then by name.' })
  async members(@Root() team: Team, @Ctx() { loaders }: Context): Promise<User[]> {
    const members = await loaders.membersOfTeam.load(team.id)
    const users = await Promise.all(members.map(({ userId }) => loaders.users.load(userId)))
    return users.filter((user) => user !== null)
  }
}
