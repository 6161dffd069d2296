import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { MutationInput, MutationPayload } from '../../graphql/payload.object.ts'
import type { Team } from './person.ts'
import { TeamObject } from './team.object.ts'

const members = 'All of its members, active or asked to come.'
const leaders = 'All who lead it; who is not a member becomes one.'

@InputType('CreateTeamInput', { description: 'A team to make.' })
export class CreateTeamInput extends MutationInput {
  @Field(() => String, { description: 'Its name, up to 200 characters; no other team has it, case and accents apart.' })
  name!: string

  @Field(() => [ID], { nullable: true, description: members })
  memberIds?: string[] | null

  @Field(() => [ID], { nullable: true, description: leaders })
  leaderIds?: string[] | null
}

@InputType('UpdateTeamInput', { description: 'Changes of a team; what is left out stays.' })
export class UpdateTeamInput extends MutationInput {
  @Field(() => ID, { description: 'Which team.' })
  id!: string

  @Field(() => String, { nullable: true, description: 'Its name from now on. Boards show it at once.' })
  name?: string | null

  @Field(() => [ID], {
    nullable: true,
    description: `${members} Who is not among them leaves, and leads it no longer.`,
  })
  memberIds?: string[] | null

  @Field(() => [ID], { nullable: true, description: leaders })
  leaderIds?: string[] | null
}

@InputType('DeleteTeamInput', { description: 'Which team goes, and where what it has goes.' })
export class DeleteTeamInput extends MutationInput {
  @Field(() => ID, { description: 'Which team.' })
  id!: string

  @Field(() => ID, {
    nullable: true,
    description: 'The team that gets its opportunities, open and closed; wanted when it has any (`INVALID`).',
  })
  moveToTeamId?: string | null
}

@ObjectType('CreateTeamPayload', { description: 'What came of `createTeam`.', simpleResolvers: true })
export class CreateTeamPayload extends MutationPayload {
  @Field(() => TeamObject, { nullable: true, description: 'The new team; null when it was refused.' })
  team?: Team | null
}

@ObjectType('UpdateTeamPayload', { description: 'What came of `updateTeam`.', simpleResolvers: true })
export class UpdateTeamPayload extends MutationPayload {
  @Field(() => TeamObject, { nullable: true, description: 'The team after it; null when it was refused.' })
  team?: Team | null
}

@ObjectType('DeleteTeamPayload', { description: 'What came of `deleteTeam`.', simpleResolvers: true })
export class DeleteTeamPayload extends MutationPayload {
  @Field(() => ID, { nullable: true, description: 'The team that is gone; null when it was refused.' })
  deletedId?: string | null
}
