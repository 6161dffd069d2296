import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import type { Connection } from '../../graphql/connection.ts'
import { list } from '../../graphql/list.ts'
import type { OrderBy } from '../../graphql/order.ts'
import { ConnectionArgs } from '../../graphql/page-args.ts'
import type { MaybePromise } from '../../data/batch.ts'
import type { Context } from '../../http/context.ts'
import type { Team, User } from './person.ts'
import { userList } from './team.lists.ts'
import { TeamObject } from './team.object.ts'
import { UserFilter, UserOrder, type UserOrderField } from './user.filter.ts'
import { UserConnection, UserObject } from './user.object.ts'

@Resolver(() => UserObject)
export class UserResolver {
  @Query(() => UserConnection, {
    description: 'The people of the organisation, those who were asked to come and those who left among them.',
  })
  users(
    @Ctx() ctx: Context,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('filter', () => UserFilter, { nullable: true, description: 'Which ones.' }) filter: UserFilter | null,
    @Arg('orderBy', () => [UserOrder], { nullable: true, description: 'In which order; by name when not given.' })
    orderBy: OrderBy<UserOrderField>[] | null,
  ): Connection<User> {
    return list(ctx, userList({ locale: ctx.locale, filter, orderBy }), page)
  }

  @FieldResolver(() => TeamObject, { nullable: true, description: 'The team that their new opportunities go to.' })
  mainTeam(@Root() user: User, @Ctx() { loaders }: Context): MaybePromise<Team | null> {
    return user.mainTeamId === null ? null : loaders.teams.load(user.mainTeamId)
  }

  @FieldResolver(() => [TeamObject], { description: 'The teams that they belong to, those that they lead first.' })
  async teams(@Root() user: User, @Ctx() { loaders }: Context): Promise<Team[]> {
    const memberships = await loaders.teamsOfUser.load(user.id)
    const teams = await Promise.all(memberships.map(({ teamId }) => loaders.teams.load(teamId)))
    return teams.filter((team) => team !== null)
  }

  @FieldResolver(() => [TeamObject], { description: 'The teams that they lead, by name.' })
  async ledTeams(@Root() user: User, @Ctx() { loaders }: Context): Promise<Team[]> {
    const memberships = await loaders.teamsOfUser.load(user.id)
    const led = memberships.filter(({ isLeader }) => isLeader)
    const teams = await Promise.all(led.map(({ teamId }) => loaders.teams.load(teamId)))
    return teams.filter((team) => team !== null)
  }
}
