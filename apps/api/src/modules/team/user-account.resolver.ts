import type { Instant, Locale, Visibility } from '@mekong/domain'
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import { administrative } from '../../graphql/administrative.ts'
import { LocaleEnum, VisibilityEnum } from '../../graphql/enums.ts'
import { DateTimeScalar } from '../../graphql/scalars.ts'
import type { MaybePromise } from '../../data/batch.ts'
import type { Context } from '../../http/context.ts'
import { InvitationObject } from '../invitation/invitation.object.ts'
import type { Invitation } from '../invitation/invitation.ts'
import type { User } from './person.ts'
import { UserObject } from './user.object.ts'

const toAdministrators = 'Null for all but administrators.'

/** What administrators know of a person besides what everybody does. */
@Resolver(() => UserObject)
export class UserAccountResolver {
  @FieldResolver(() => VisibilityEnum, {
    nullable: true,
    description: `How much of the pipeline they see. ${toAdministrators}`,
  })
  visibility(@Root() { account }: User, @Ctx() ctx: Context): Visibility | null {
    return administrative(ctx, 'User.visibility', account.visibility)
  }

  @FieldResolver(() => Boolean, { nullable: true, description: `Whether they see amounts. ${toAdministrators}` })
  seesAmounts(@Root() { account }: User, @Ctx() ctx: Context): boolean | null {
    return administrative(ctx, 'User.seesAmounts', account.seesAmounts)
  }

  @FieldResolver(() => LocaleEnum, { nullable: true, description: `Their language. ${toAdministrators}` })
  locale(@Root() { account }: User, @Ctx() ctx: Context): Locale | null {
    return administrative(ctx, 'User.locale', account.locale)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: `Their time zone; null for the organisation's. ${toAdministrators}`,
  })
  timeZone(@Root() { account }: User, @Ctx() ctx: Context): string | null {
    return administrative(ctx, 'User.timeZone', account.timeZone)
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: `Whether they have a way to sign in; false for people whom an import made. ${toAdministrators}`,
  })
  hasSignIn(@Root() { account }: User, @Ctx() ctx: Context): boolean | null {
    return administrative(ctx, 'User.hasSignIn', account.hasSignIn)
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: `When they were last here, to a few minutes; null if never. ${toAdministrators}`,
  })
  lastSeenAt(@Root() { account }: User, @Ctx() ctx: Context): Instant | null {
    return administrative(ctx, 'User.lastSeenAt', account.lastSeenAt)
  }

  @FieldResolver(() => InvitationObject, {
    nullable: true,
    description: `The invitation that waits for them; null when none does. ${toAdministrators}`,
  })
  invitation(@Root() { id }: User, @Ctx() ctx: Context): Promise<Invitation | null> | null {
    return administrative(ctx, 'User.invitation', ctx.loaders.invitationOfUser.load(id))
  }

  @FieldResolver(() => UserObject, {
    nullable: true,
    description: `Who took over when they left, and takes over whatever of theirs opens again. ${toAdministrators}`,
  })
  handedOverTo(@Root() { account }: User, @Ctx() ctx: Context): MaybePromise<User | null> {
    const { successorId } = account
    return administrative(ctx, 'User.handedOverTo', successorId === null ? null : ctx.loaders.users.load(successorId))
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: `How many open opportunities they own, whoever may see those. ${toAdministrators}`,
  })
  async openOpportunityCount(@Root() { id }: User, @Ctx() ctx: Context): Promise<number | null> {
    if (administrative(ctx, 'User.openOpportunityCount', true) === null) return null
    return (await ctx.loaders.openOpportunitiesOfUser.load(id))?.count ?? 0
  }
}
