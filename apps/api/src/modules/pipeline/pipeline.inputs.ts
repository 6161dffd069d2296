import type { PipelinePreset, StageKind } from '@mekong/domain'
import { Field, Float, ID, InputType, ObjectType } from 'type-graphql'
import { PipelinePresetEnum, StageKindEnum } from '../../graphql/enums.ts'
import { MutationInput, MutationPayload } from '../../graphql/payload.object.ts'
import { CurrencyCodeScalar } from '../../graphql/scalars.ts'
import { PipelineObject } from './pipeline.object.ts'
import type { StoredPipeline } from './pipeline.store.ts'

@InputType('PipelineStageInput', { description: 'A stage that comes with a new pipeline.' })
export class PipelineStageInput {
  @Field(() => String, { description: 'Its name, up to 200 characters.' })
  name!: string

  @Field(() => StageKindEnum, { description: 'What it means.' })
  kind!: StageKind

  @Field(() => Float, {
    nullable: true,
    description: 'Default chance of winning, 0 to 1 with at most four digits; 0.5 when not given. Won is 1, lost 0.',
  })
  probability?: number | null
}

@InputType('CreatePipelineInput', { description: 'A pipeline to make.' })
export class CreatePipelineInput extends MutationInput {
  @Field(() => String, { description: 'Its name, up to 200 characters.' })
  name!: string

  @Field(() => PipelinePresetEnum, { nullable: true, defaultValue: 'EMPTY', description: 'Stages to begin with.' })
  preset?: PipelinePreset | null

  @Field(() => CurrencyCodeScalar, { nullable: true, description: "Its currency; the organisation's when not given." })
  currency?: string | null

  @Field(() => [PipelineStageInput], {
    nullable: true,
    description: "Stages of your own, from the left, after the preset's.",
  })
  stages?: PipelineStageInput[] | null
}

@InputType('UpdatePipelineInput', { description: 'Changes of a pipeline; what is left out stays.' })
export class UpdatePipelineInput extends MutationInput {
  @Field(() => ID, { description: 'Which one.' })
  id!: string

  @Field(() => String, { nullable: true, description: 'Its new name, up to 200 characters.' })
  name?: string | null

  @Field(() => CurrencyCodeScalar, {
    nullable: true,
    description: 'Its new currency, while nothing in it has a price.',
  })
  currency?: string | null
}

@ObjectType('CreatePipelinePayload', { description: 'What came of `createPipeline`.', simpleResolvers: true })
export class CreatePipelinePayload extends MutationPayload {
  @Field(() => PipelineObject, { nullable: true, description: 'The new pipeline; null when it was refused.' })
  pipeline?: StoredPipeline | null
}

@ObjectType('UpdatePipelinePayload', { description: 'What came of `updatePipeline`.', simpleResolvers: true })
export class UpdatePipelinePayload extends MutationPayload {
  @Field(() => PipelineObject, { nullable: true, description: 'The pipeline after it; null when it was refused.' })
  pipeline?: StoredPipeline | null
}
