import type { Locale, Role, Visibility } from '@mekong/domain'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { LocaleEnum, RoleEnum, VisibilityEnum } from '../../graphql/enums.ts'
import { MutationInput, MutationPayload } from '../../graphql/payload.object.ts'
import type { User } from './person.ts'
import { UserObject } from './user.object.ts'

@InputType('UpdateUserInput', { description: 'Changes of a person; what is left out stays.' })
export class UpdateUserInput extends MutationInput {
  @Field(() => ID, { description: 'Whom to change.' })
  id!: string

  @Field(() => String, { nullable: true, description: 'Their name, up to 200 characters. Boards show it at once.' })
  name?: string | null

  @Field(() => RoleEnum, {
    nullable: true,
    description: 'What they may do. The last active administrator stays one (`INVALID`).',
  })
  role?: Role | null

  @Field(() => VisibilityEnum, { nullable: true, description: 'How much of the pipeline they see.' })
  visibility?: Visibility | null

  @Field(() => Boolean, { nullable: true, description: 'Whether they see amounts.' })
  seesAmounts?: boolean | null

  @Field(() => ID, { nullable: true, description: 'The team that their new opportunities go to: one of theirs.' })
  mainTeamId?: string | null

  @Field(() => [ID], {
    nullable: true,
    description:
      'All of their teams. Who leaves a team leads it no longer; a main team that is not among them is replaced by the first.',
  })
  teamIds?: string[] | null

  @Field(() => LocaleEnum, { nullable: true, description: 'Their language.' })
  locale?: Locale | null

  @Field(() => String, {
    nullable: true,
    description: "A time zone of the IANA database, like `Asia/Ho_Chi_Minh`; null for the organisation's.",
  })
  timeZone?: string | null
}

@InputType('DeactivateUserInput', { description: 'Who leaves, and who takes over.' })
export class DeactivateUserInput extends MutationInput {
  @Field(() => ID, { description: 'Who leaves.' })
  id!: string

  @Field(() => ID, {
    nullable: true,
    description:
      'Who gets their open opportunities: somebody active who is not read-only. Left out: the leader of their main team, else of another team of theirs; wanted where there is none (`INVALID`).',
  })
  handOverToId?: string | null
}

@InputType('ReactivateUserInput', { description: 'Who comes back.' })
export class ReactivateUserInput extends MutationInput {
  @Field(() => ID, { description: 'Who comes back.' })
  id!: string
}

@ObjectType('UpdateUserPayload', { description: 'What came of `updateUser`.', simpleResolvers: true })
export class UpdateUserPayload extends MutationPayload {
  @Field(() => UserObject, { nullable: true, description: 'The person after it; null when it was refused.' })
  user?: User | null
}

@ObjectType('DeactivateUserPayload', { description: 'What came of `deactivateUser`.', simpleResolvers: true })
export class DeactivateUserPayload extends MutationPayload {
  @Field(() => UserObject, { nullable: true, description: 'The person after it; null when it was refused.' })
  user?: User | null

  @Field(() => UserObject, {
    nullable: true,
    description: 'Who takes over; null when it was refused, or when there is nothing and nobody was named.',
  })
  handedOverTo?: User | null

  @Field(() => Int, {
    nullable: true,
    description:
      'How many open opportunities they left. Thousands are handed over in parts, some of them after this answer.',
  })
  openOpportunityCount?: number | null
}

@ObjectType('ReactivateUserPayload', { description: 'What came of `reactivateUser`.', simpleResolvers: true })
export class ReactivateUserPayload extends MutationPayload {
  @Field(() => UserObject, { nullable: true, description: 'The person after it; null when it was refused.' })
  user?: User | null
}
