import type { Stage, StageColor, StageKind } from '@mekong/domain'
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql'
import { StageColorEnum, StageKindEnum } from '../../graphql/enums.ts'
import { MutationInput, MutationPayload } from '../../graphql/payload.object.ts'
import { StageObject } from './stage.object.ts'

const chance = 'Default chance of winning for what enters, 0 to 1 with at most four digits. Won is 1, lost 0.'
const rotten = 'Days after which an opportunity here counts as too old, 1 to 3650; null: never.'

@InputType('CreateStageInput', { description: 'A stage to add to a pipeline.' })
export class CreateStageInput extends MutationInput {
  @Field(() => ID, { description: 'Of which pipeline.' })
  pipelineId!: string

  @Field(() => String, { description: 'Its name, up to 200 characters.' })
  name!: string

  @Field(() => StageKindEnum, { nullable: true, defaultValue: 'OPEN', description: 'What it means.' })
  kind?: StageKind | null

  @Field(() => StageColorEnum, { nullable: true, description: 'Its colour; one by its kind when not given.' })
  color?: StageColor | null

  @Field(() => Float, { nullable: true, description: `${chance} 0.5 when not given.` })
  probability?: number | null

  @Field(() => Boolean, { nullable: true, description: 'Whether boards begin with it folded.' })
  isFolded?: boolean | null

  @Field(() => Int, { nullable: true, description: rotten })
  rottenAfterDays?: number | null

  @Field(() => ID, { nullable: true, description: 'The stage to its left; last when not given.' })
  afterId?: string | null
}

@InputType('UpdateStageInput', { description: 'Changes of a stage; what is left out stays.' })
export class UpdateStageInput extends MutationInput {
  @Field(() => ID, { description: 'Which one.' })
  id!: string

  @Field(() => String, { nullable: true, description: "Its new name; a preset's no longer follows the language then." })
  name?: string | null

  @Field(() => StageKindEnum, {
    nullable: true,
    description: 'What it means; fixed once it holds or held an opportunity.',
  })
  kind?: StageKind | null

  @Field(() => StageColorEnum, { nullable: true, description: 'Its colour.' })
  color?: StageColor | null

  @Field(() => Float, { nullable: true, description: chance })
  probability?: number | null

  @Field(() => Boolean, { nullable: true, description: 'Whether boards begin with it folded.' })
  isFolded?: boolean | null

  @Field(() => Int, { nullable: true, description: rotten })
  rottenAfterDays?: number | null

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Gives the chance also to the open opportunities that are in it already, but for those whose chance somebody set by hand.',
  })
  applyProbabilityToOpen?: boolean | null
}

@InputType('MoveStageInput', { description: 'Another place for a stage. Without a neighbour it goes last.' })
export class MoveStageInput extends MutationInput {
  @Field(() => ID, { description: 'Which one.' })
  id!: string

  @Field(() => ID, { nullable: true, description: 'The stage that is to be to its left.' })
  afterId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The stage that is to be to its right, when `afterId` is not given.',
  })
  beforeId?: string | null
}

@InputType('DeleteStageInput', { description: 'A stage to delete.' })
export class DeleteStageInput extends MutationInput {
  @Field(() => ID, { description: 'Which one.' })
  id!: string

  @Field(() => ID, {
    nullable: true,
    description: 'Where its opportunities go: a stage of the same kind and pipeline. Needed when it holds any.',
  })
  moveToStageId?: string | null
}

@ObjectType('CreateStagePayload', { description: 'What came of `createStage`.', simpleResolvers: true })
export class CreateStagePayload extends MutationPayload {
  @Field(() => StageObject, { nullable: true, description: 'The new stage; null when it was refused.' })
  stage?: Stage | null
}

@ObjectType('UpdateStagePayload', { description: 'What came of `updateStage`.', simpleResolvers: true })
export class UpdateStagePayload extends MutationPayload {
  @Field(() => StageObject, { nullable: true, description: 'The stage after it; null when it was refused.' })
  stage?: Stage | null
}

@ObjectType('MoveStagePayload', { description: 'What came of `moveStage`.', simpleResolvers: true })
export class MoveStagePayload extends MutationPayload {
  @Field(() => StageObject, { nullable: true, description: 'The stage in its place; null when it was refused.' })
  stage?: Stage | null
}

@ObjectType('DeleteStagePayload', { description: 'What came of `deleteStage`.', simpleResolvers: true })
export class DeleteStagePayload extends MutationPayload {
  @Field(() => ID, { nullable: true, description: 'The id of the stage that is gone; null when it was refused.' })
  deletedId?: string | null

  @Field(() => Int, { nullable: true, description: 'How many opportunities were moved.' })
  movedCount?: number | null
}
