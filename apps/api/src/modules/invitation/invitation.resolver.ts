import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Connection } from '../../graphql/connection.ts'
import { list } from '../../graphql/list.ts'
import { ConnectionArgs } from '../../graphql/page-args.ts'
import { payload } from '../../graphql/payload.ts'
import type { MaybePromise } from '../../data/batch.ts'
import type { Context } from '../../http/context.ts'
import type { User } from '../team/person.ts'
import { tellRights } from '../team/tell-rights.ts'
import { UserObject } from '../team/user.object.ts'
import {
  InviteUserInput,
  InviteUserPayload,
  ResendInvitationInput,
  ResendInvitationPayload,
  RevokeInvitationInput,
  RevokeInvitationPayload,
} from './invitation.inputs.ts'
import { invitationList } from './invitation.list.ts'
import { InvitationConnection, InvitationObject } from './invitation.object.ts'
import type { Invitation } from './invitation.ts'
import { inviteUser } from './invite-user.ts'
import { resendInvitation } from './resend-invitation.ts'
import { revokeInvitation } from './revoke-invitation.ts'

@Resolver(() => InvitationObject)
export class InvitationResolver {
  @Query(() => InvitationConnection, { description: 'Who was asked to come, the last first. Administrators only.' })
  invitations(@Ctx() ctx: Context, @Args(() => ConnectionArgs) page: ConnectionArgs): Connection<Invitation> {
    return list(ctx, invitationList, page)
  }

  @FieldResolver(() => UserObject, { nullable: true, description: 'Whom it is for.' })
  user(@Root() { userId }: Invitation, @Ctx() { loaders }: Context): MaybePromise<User | null> {
    return loaders.users.load(userId)
  }

  @FieldResolver(() => UserObject, { nullable: true, description: 'Who asked them.' })
  invitedBy(@Root() { invitedById }: Invitation, @Ctx() { loaders }: Context): MaybePromise<User | null> {
    return loaders.users.load(invitedById)
  }

  @Mutation(() => InviteUserPayload, {
    description:
      'Asks somebody to come, by a link that you pass on and that is mailed where mail is set up. Administrators only.',
  })
  async inviteUser(
    @Ctx() ctx: Context,
    @Arg('input', () => InviteUserInput, { description: 'Whom to ask, and what they will be.' }) input: InviteUserInput,
  ) {
    const request = {
      email: input.email,
      name: input.name ?? undefined,
      role: input.role ?? undefined,
      visibility: input.visibility ?? undefined,
      seesAmounts: input.seesAmounts ?? undefined,
      teamIds: input.teamIds ?? undefined,
      userId: input.userId ?? undefined,
      clientMutationId: input.clientMutationId ?? null,
    }
    const { services, caller, loaders } = ctx
    const written = await inviteUser(services.writes, caller, request, services.site.url)
    if (written.kind === 'written') {
      services.mail.look()
      tellRights(services, [written.outcome.invitation.userId])
    }
    return payload(ctx, input, written, ({ invitation, link }) => ({
      user: loaders.users.load(invitation.userId),
      invitation,
      link,
    }))
  }

  @Mutation(() => ResendInvitationPayload, {
    description: 'Makes a new link for somebody who was asked; the one before opens nothing. Administrators only.',
  })
  async resendInvitation(
    @Ctx() ctx: Context,
    @Arg('input', () => ResendInvitationInput, { description: 'Which one.' }) input: ResendInvitationInput,
  ) {
    const { id, clientMutationId = null } = input
    const { writes, site, mail } = ctx.services
    const written = await resendInvitation(writes, ctx.caller, { id, clientMutationId }, site.url)
    if (written.kind === 'written') mail.look()
    return payload(ctx, input, written, ({ invitation, link }) => ({ invitation, link }))
  }

  @Mutation(() => RevokeInvitationPayload, {
    description: 'Withdraws an invitation: its link opens nothing, and its address is free. Administrators only.',
  })
  async revokeInvitation(
    @Ctx() ctx: Context,
    @Arg('input', () => RevokeInvitationInput, { description: 'Which one.' }) input: RevokeInvitationInput,
  ) {
    const { id, clientMutationId = null } = input
    const written = await revokeInvitation(ctx.services.writes, ctx.caller, { id, clientMutationId })
    return payload(ctx, input, written, (deletedId) => ({ deletedId }))
  }
}
