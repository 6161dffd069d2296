import type { Role, Visibility } from '@mekong/domain'
import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { RoleEnum, VisibilityEnum } from '../../graphql/enums.ts'
import { MutationInput, MutationPayload } from '../../graphql/payload.object.ts'
import type { User } from '../team/person.ts'
import { UserObject } from '../team/user.object.ts'
import { InvitationObject } from './invitation.object.ts'
import type { Invitation } from './invitation.ts'

@InputType('InviteUserInput', { description: 'Somebody to ask to come.' })
export class InviteUserInput extends MutationInput {
  @Field(() => String, { description: 'The address that they will sign in with.' })
  email!: string

  @Field(() => String, {
    nullable: true,
    description: 'Their name, up to 200 characters; they may correct it when they accept. Left out: from the address.',
  })
  name?: string | null

  @Field(() => RoleEnum, { nullable: true, description: 'What they will be allowed to do; REP when left out.' })
  role?: Role | null

  @Field(() => VisibilityEnum, {
    nullable: true,
    description: 'How much they will see; left out: TEAM for REP and TEAM_LEADER, ALL for others.',
  })
  visibility?: Visibility | null

  @Field(() => Boolean, { nullable: true, description: 'Whether they will see amounts; true when left out.' })
  seesAmounts?: boolean | null

  @Field(() => [ID], { nullable: true, description: 'Their teams; the first is their main team.' })
  teamIds?: string[] | null

  @Field(() => ID, {
    nullable: true,
    description: 'Somebody without sign-in, whom an import made, to let them in; what else is left out stays as it is.',
  })
  userId?: string | null
}

@InputType('ResendInvitationInput', { description: 'Which invitation gets a new link.' })
export class ResendInvitationInput extends MutationInput {
  @Field(() => ID, { description: 'Which invitation.' })
  id!: string
}

@InputType('RevokeInvitationInput', { description: 'Which invitation to withdraw.' })
export class RevokeInvitationInput extends MutationInput {
  @Field(() => ID, { description: 'Which invitation.' })
  id!: string
}

const link =
  'Where they come in, good once and for a week, to be passed on. Told this once; null when the answer is given again.'

@ObjectType('InviteUserPayload', { description: 'What came of `inviteUser`.', simpleResolvers: true })
export class InviteUserPayload extends MutationPayload {
  @Field(() => UserObject, { nullable: true, description: 'Whom you asked; null when it was refused.' })
  user?: User | null

  @Field(() => InvitationObject, { nullable: true, description: 'The invitation; null when it was refused.' })
  invitation?: Invitation | null

  @Field(() => String, { nullable: true, description: link })
  link?: string | null
}

@ObjectType('ResendInvitationPayload', { description: 'What came of `resendInvitation`.', simpleResolvers: true })
export class ResendInvitationPayload extends MutationPayload {
  @Field(() => InvitationObject, { nullable: true, description: 'The invitation; null when it was refused.' })
  invitation?: Invitation | null

  @Field(() => String, { nullable: true, description: link })
  link?: string | null
}

@ObjectType('RevokeInvitationPayload', { description: 'What came of `revokeInvitation`.', simpleResolvers: true })
export class RevokeInvitationPayload extends MutationPayload {
  @Field(() => ID, { nullable: true, description: 'The invitation that is gone; null when it was refused.' })
  deletedId?: string | null
}
