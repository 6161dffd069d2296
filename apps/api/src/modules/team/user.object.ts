import type { Role, UserState } from '@mekong/domain'
import { Field, ObjectType } from 'type-graphql'
import { connectionOf } from '../../graphql/connection.object.ts'
import { RoleEnum, UserStateEnum } from '../../graphql/enums.ts'
import { NodeObject } from '../../graphql/node.object.ts'
import type { User } from './person.ts'

@ObjectType('User', {
  implements: NodeObject,
  description: 'A person of the organisation.',
  simpleResolvers: true,
})
export class UserObject extends NodeObject implements Omit<User, 'mainTeamId' | 'account'> {
  @Field(() => String, { description: 'Their name.' })
  name!: string

  @Field(() => String, {
    nullable: true,
    description: 'The address that they sign in with; null for people without sign-in, whom an import made.',
  })
  email!: string | null

  @Field(() => RoleEnum, { description: 'What they may do.' })
  role!: Role

  @Field(() => Boolean, {
    description: 'False before they accept an invitation and once they have left: they are given no work.',
  })
  isActive!: boolean

  @Field(() => UserStateEnum, { description: 'Whether they work here, were asked to come, or have left.' })
  state!: UserState
}

export const UserConnection = connectionOf('User', () => UserObject, 'people')
