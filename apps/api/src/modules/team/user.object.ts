import type { Role } from '@mekong/domain'
import { Field, ObjectType } from 'type-graphql'
import { connectionOf } from '../../graphql/connection.object.ts'
import { RoleEnum } from '../../graphql/enums.ts'
import { NodeObject } from '../../graphql/node.object.ts'
import type { User } from './person.ts'

@ObjectType('User', {
  implements: NodeObject,
  description: 'A person of the organisation.',
  simpleResolvers: true,
})
export class UserObject extends NodeObject implements Omit<User, 'mainTeamId'> {
  @Field(() => String, { description: 'Their name.' })
  name!: string

  @Field(() => String, {
    nullable: true,
    description: 'The address that they sign in with; null for people without sign-in, whom an import made.',
  })
  email!: string | null

  @Field(() => RoleEnum, { description: 'What they may do.' })
  role!: Role

  @Field(() => Boolean, { description: 'False once they have left: they keep what they own and are given no more.' })
  isActive!: boolean
}

export const UserConnection = connectionOf('User', () => UserObject, 'people')
