import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import { administrative } from '../../graphql/administrative.ts'
import { payload } from '../../graphql/payload.ts'
import type { Context } from '../../http/context.ts'
import type { User } from '../team/person.ts'
import { tellRights } from '../team/tell-rights.ts'
import { UserObject } from '../team/user.object.ts'
import { ViewerObject, type Viewer } from '../viewer/viewer.object.ts'
import { clearTwoFactor } from './clear-two-factor.ts'
import { mayEnd, revokeSession, revokeSessions } from './revoke-sessions.ts'
import {
  ClearTwoFactorInput,
  ClearTwoFactorPayload,
  RevokeSessionInput,
  RevokeSessionPayload,
  RevokeSessionsInput,
  RevokeSessionsPayload,
  SessionObject,
} from './session.object.ts'
import { SessionStore } from './session.store.ts'
import type { Session } from './session.ts'

@Resolver(() => SessionObject)
export class SessionResolver {
  @FieldResolver(() => Boolean, { description: 'Whether this request came by it.' })
  isCurrent(@Root() { id }: Session, @Ctx() { caller }: Context): boolean {
    return id === caller.sessionId
  }

  @Mutation(() => RevokeSessionPayload, {
    description: 'Ends a session, at once and for good: what is open under it closes within a second.',
  })
  async revokeSession(
    @Ctx() ctx: Context,
    @Arg('input', () => RevokeSessionInput, { description: 'Which one.' }) input: RevokeSessionInput,
  ) {
    const request = { id: input.id, clientMutationId: input.clientMutationId ?? null }
    const written = await revokeSession(ctx.services, ctx.caller, request)
    return payload(ctx, input, written, (revokedId) => ({ revokedId }))
  }

  @Mutation(() => ClearTwoFactorPayload, {
    description:
      'Takes away the second step of somebody who has lost it: the password alone signs them in again, and their sessions end. They are told by mail. Administrators only.',
  })
  async clearTwoFactor(
    @Ctx() ctx: Context,
    @Arg('input', () => ClearTwoFactorInput, { description: 'Whose.' }) input: ClearTwoFactorInput,
  ) {
    const { services, caller, loaders } = ctx
    const request = { userId: input.userId, clientMutationId: input.clientMutationId ?? null }
    const written = await clearTwoFactor(services.writes, caller, request, services.site.url)
    if (written.kind === 'written') {
      services.mail.look()
      tellRights(services, [written.outcome])
    }
    return payload(ctx, input, written, (id) => ({ user: loaders.users.load(id) }))
  }

  @Mutation(() => RevokeSessionsPayload, { description: "Ends all your other sessions, or somebody's." })
  async revokeSessions(
    @Ctx() ctx: Context,
    @Arg('input', () => RevokeSessionsInput, { description: 'Whose.' }) input: RevokeSessionsInput,
  ) {
    const { services, caller } = ctx
    const request = {
      userId: input.userId ?? caller.actor.userId,
      exceptId: input.keepCurrent ? caller.sessionId : null,
      clientMutationId: input.clientMutationId ?? null,
    }
    const written = await revokeSessions(services, caller, request)
    return payload(ctx, input, written, (revokedIds) => ({ revokedIds }))
  }
}

@Resolver(() => ViewerObject)
export class ViewerSessionsResolver {
  @FieldResolver(() => [SessionObject], {
    description: 'Where you are signed in, the last used first. With a key, within its scopes; else empty.',
  })
  sessions(@Root() { actor }: Viewer, @Ctx() ctx: Context): Promise<Session[]> {
    return mayEnd(ctx.caller, actor.userId)
      ? new SessionStore(ctx.services.sql).openOf(actor.userId)
      : Promise.resolve([])
  }
}

@Resolver(() => UserObject)
export class UserSessionsResolver {
  @FieldResolver(() => [SessionObject], {
    nullable: true,
    description: 'Where they are signed in, the last used first. Null for all but administrators.',
  })
  async sessions(@Root() { id }: User, @Ctx() ctx: Context): Promise<Session[] | null> {
    if (administrative(ctx, 'User.sessions', true) === null) return null
    return new SessionStore(ctx.services.sql).openOf(id)
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether a second step follows their password. Null for all but administrators.',
  })
  async hasTwoFactor(@Root() { id }: User, @Ctx() ctx: Context): Promise<boolean | null> {
    if (administrative(ctx, 'User.hasTwoFactor', true) === null) return null
    return new SessionStore(ctx.services.sql).hasTwoFactor(id)
  }
}
