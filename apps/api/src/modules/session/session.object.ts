import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { MutationInput, MutationPayload } from '../../graphql/payload.object.ts'
import { DateTimeScalar } from '../../graphql/scalars.ts'
import type { User } from '../team/person.ts'
import { UserObject } from '../team/user.object.ts'
import type { Session } from './session.ts'

@ObjectType('Session', {
  description: 'A way in that somebody opened by signing in, on one device. What opens it is never shown.',
  simpleResolvers: true,
})
export class SessionObject implements Omit<Session, 'userId'> {
  @Field(() => ID, { description: 'Its id, to end it by; it opens nothing.' })
  id!: string

  @Field(() => String, { nullable: true, description: 'The network address from which it was opened, if known.' })
  address!: string | null

  @Field(() => String, { nullable: true, description: 'The program, like `Chrome 141, Windows`, if it said so.' })
  device!: string | null

  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  createdAt!: string

  @Field(() => DateTimeScalar, { description: 'When it was last used, to a few minutes.' })
  lastActiveAt!: string

  @Field(() => DateTimeScalar, { description: 'When it ends unless it is used before.' })
  expiresAt!: string
}

@InputType({ description: 'A session to be ended.' })
export class RevokeSessionInput extends MutationInput {
  @Field(() => ID, { description: "The session's id. One of your own; an administrator ends anybody's." })
  id!: string
}

@InputType({ description: 'Whose sessions to end.' })
export class RevokeSessionsInput extends MutationInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Of whom: yourself when not given; an administrator names anybody.',
  })
  userId?: string | null

  @Field(() => Boolean, { defaultValue: true, description: 'Whether the session of this request goes on.' })
  keepCurrent!: boolean
}

@InputType({ description: 'Whose second step to take away.' })
export class ClearTwoFactorInput extends MutationInput {
  @Field(() => ID, { description: 'The person who has lost both app and codes.' })
  userId!: string
}

@ObjectType('ClearTwoFactorPayload', { description: 'What came of `clearTwoFactor`.', simpleResolvers: true })
export class ClearTwoFactorPayload extends MutationPayload {
  @Field(() => UserObject, { nullable: true, description: 'The person; null when it was refused.' })
  user?: User | null
}

@ObjectType('RevokeSessionPayload', { description: 'What came of `revokeSession`.', simpleResolvers: true })
export class RevokeSessionPayload extends MutationPayload {
  @Field(() => ID, { nullable: true, description: 'The ended session; null when that was refused.' })
  revokedId?: string | null
}

@ObjectType('RevokeSessionsPayload', { description: 'What came of `revokeSessions`.', simpleResolvers: true })
export class RevokeSessionsPayload extends MutationPayload {
  @Field(() => [ID], { nullable: true, description: 'The ended sessions; null when that was refused.' })
  revokedIds?: readonly string[] | null
}
