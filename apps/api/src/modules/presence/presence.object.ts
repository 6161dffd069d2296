import type { Present, PresenceDoing } from './present.ts'
import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { describedEnum } from '../../graphql/enum.ts'
import { MutationInput, MutationPayload } from '../../graphql/payload.object.ts'
import { DateTimeScalar } from '../../graphql/scalars.ts'

export const PresenceDoingEnum = describedEnum<PresenceDoing>('PresenceDoing', 'What somebody is doing on a board.', {
  VIEWING: 'Looking at it.',
  DRAGGING: 'Holding a card in their hand.',
  EDITING: 'Writing in a field of a card.',
})

@ObjectType('PresentPerson', { description: 'Somebody who is on a board.', simpleResolvers: true })
export class PresentPersonObject implements Omit<Present, 'userId'> {
  @Field(() => PresenceDoingEnum, {
    description: 'What they are doing; VIEWING also where they do something to a card that you may not see.',
  })
  doing!: PresenceDoing

  @Field(() => ID, { nullable: true, description: 'The card; null when there is none or you may not see it.' })
  opportunityId!: string | null

  @Field(() => String, { nullable: true, description: 'The field of the card in which they write.' })
  field!: string | null

  @Field(() => DateTimeScalar, { description: 'Since when they have been doing this.' })
  since!: string
}

/** Who is there, as one reader sees them. */
export interface BoardPresence {
  readonly people: readonly Present[]
}

@ObjectType('BoardPresence', {
  description:
    'Who is on a board. Best effort: kept in the memory of the server nodes, which tell each other, forgotten after 10 s of silence, never stored. Nothing should be decided by it.',
  simpleResolvers: true,
})
export class BoardPresenceObject implements BoardPresence {
  @Field(() => [PresentPersonObject], { description: 'One entry for each person.' })
  people!: readonly Present[]
}

@InputType('UpdatePresenceInput', { description: 'What you are doing on a board.' })
export class UpdatePresenceInput extends MutationInput {
  @Field(() => ID, { description: 'The board that you are on.' })
  pipelineId!: string

  @Field(() => ID, { nullable: true, description: 'The card that you hold or edit.' })
  opportunityId?: string | null

  @Field(() => PresenceDoingEnum, { nullable: true, defaultValue: 'VIEWING', description: 'What you are doing.' })
  doing?: PresenceDoing | null

  @Field(() => String, { nullable: true, description: 'The field of the card in which you write, by its name.' })
  field?: string | null
}

@ObjectType('UpdatePresencePayload', {
  description: 'Who is on the board now, or why you are not told.',
  simpleResolvers: true,
})
export class UpdatePresencePayload extends MutationPayload {
  @Field(() => BoardPresenceObject, { nullable: true, description: 'Who is on the board; null when refused.' })
  presence?: BoardPresence | null
}
