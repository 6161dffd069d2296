import { permissionsOf } from '@mekong/domain'
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import { RoleEnum, VisibilityEnum } from '../../graphql/enums.ts'
import { payload } from '../../graphql/payload.ts'
import type { Context } from '../../http/context.ts'
import { OrganizationObject } from '../organization/organization.object.ts'
import { readOrganization, type Organization } from '../organization/organization.store.ts'
import type { Team, User } from '../team/person.ts'
import { TeamObject } from '../team/team.object.ts'
import { UserObject } from '../team/user.object.ts'
import { updateViewer } from './update-viewer.ts'
import { UpdateViewerInput, UpdateViewerPayload, ViewerObject, type Viewer } from './viewer.object.ts'

@Resolver(() => ViewerObject)
export class ViewerResolver {
  @Query(() => ViewerObject, { description: 'You: whose session or key this request came with.' })
  viewer(@Ctx() { caller }: Context): Viewer {
    return caller
  }

  @FieldResolver(() => UserObject, { description: 'You as everybody may know you.' })
  async user(@Root() { actor }: Viewer, @Ctx() { loaders }: Context): Promise<User | null> {
    return loaders.users.load(actor.userId)
  }

  @FieldResolver(() => RoleEnum, { description: 'What you may do.' })
  role(@Root() { actor }: Viewer): string {
    return actor.role
  }

  @FieldResolver(() => VisibilityEnum, { description: 'How much of the pipeline you see.' })
  visibility(@Root() { actor }: Viewer): string {
    return actor.visibility
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether you see amounts. Without it every amount and every sum reads null, and none can be searched by or written.',
  })
  seesAmounts(@Root() { actor }: Viewer): boolean {
    return actor.seesAmounts
  }

  @FieldResolver(() => [String], {
    description:
      "What you may do at all, by name, so that a client offers nothing else; with a key, within the key's scopes.",
  })
  permissions(@Root() { actor }: Viewer): readonly string[] {
    return permissionsOf(actor)
  }

  @FieldResolver(() => String, { description: "Your time zone, or the organisation's when you have not chosen one." })
  async timeZone(@Root() { timeZone }: Viewer, @Ctx() { services }: Context): Promise<string> {
    return timeZone ?? (await readOrganization(services.sql)).timeZone
  }

  @FieldResolver(() => [TeamObject], { description: 'The teams that you are a member or the leader of.' })
  async teams(@Root() { actor }: Viewer, @Ctx() { loaders }: Context): Promise<Team[]> {
    const teams = await Promise.all(actor.teamIds.map((id) => loaders.teams.load(id)))
    return teams.filter((team) => team !== null)
  }

  @FieldResolver(() => OrganizationObject, { description: 'The organisation that you belong to.' })
  organization(@Ctx() { services }: Context): Promise<Organization> {
    return readOrganization(services.sql)
  }

  @Mutation(() => UpdateViewerPayload, { description: 'Changes your own name, language or time zone.' })
  async updateViewer(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdateViewerInput, { description: 'What to change.' }) input: UpdateViewerInput,
  ) {
    const request = {
      name: input.name ?? undefined,
      locale: input.locale ?? undefined,
      timeZone: input.timeZone,
      clientMutationId: input.clientMutationId ?? null,
    }
    const { services, caller } = ctx
    const { userId } = caller.actor
    const written = await updateViewer(services.writes, caller, request)
    // Whoever holds this person in memory, here and on other nodes, still has the old settings.
    services.callers.told({ userId })
    services.wake.publish(`rights:${userId}`)
    return payload(ctx, input, written, ({ locale, timeZone }) => ({
      viewer: { actor: caller.actor, locale, timeZone },
    }))
  }
}
