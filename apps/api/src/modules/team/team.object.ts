import { Field, ObjectType } from 'type-graphql'
import { connectionOf } from '../../graphql/connection.object.ts'
import { NodeObject } from '../../graphql/node.object.ts'
import type { Team } from './person.ts'

@ObjectType('Team', {
  implements: NodeObject,
  description: 'A team of people who share opportunities.',
  simpleResolvers: true,
})
export class TeamObject extends NodeObject implements Team {
  @Field(() => String, { description: 'Its name.' })
  name!: string
}

export const TeamConnection = connectionOf('Team', () => TeamObject, 'teams')
