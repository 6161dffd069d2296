import { Field, ObjectType } from 'type-graphql'
import { connectionOf } from '../../graphql/connection.object.ts'
import { NodeObject } from '../../graphql/node.object.ts'
import { DateTimeScalar } from '../../graphql/scalars.ts'
import type { Invitation } from './invitation.ts'

@ObjectType('Invitation', {
  implements: NodeObject,
  description:
    'Somebody was asked to come and has not yet. Accepted or withdrawn, it is gone. The link itself is told once.',
  simpleResolvers: true,
})
export class InvitationObject extends NodeObject implements Omit<Invitation, 'userId' | 'invitedById'> {
  @Field(() => String, { description: 'The address that they will sign in with.' })
  email!: string

  @Field(() => DateTimeScalar, { description: 'When they were first asked.' })
  createdAt!: string

  @Field(() => DateTimeScalar, { description: 'When the link that is good now was made.' })
  sentAt!: string

  @Field(() => DateTimeScalar, { description: 'When that link ends by itself: a week after it was made.' })
  expiresAt!: string
}

export const InvitationConnection = connectionOf('Invitation', () => InvitationObject, 'invitations')
