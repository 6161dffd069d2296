import { stageName, type Stage } from '@mekong/domain'
import { Arg, Ctx, FieldResolver, Float, Mutation, Resolver, Root } from 'type-graphql'
import { payload } from '../../graphql/payload.ts'
import type { Context } from '../../http/context.ts'
import { createStage } from './create-stage.ts'
import { deleteStage } from './delete-stage.ts'
import { moveStage } from './move-stage.ts'
import { PipelineObject } from './pipeline.object.ts'
import type { StoredPipeline } from './pipeline.store.ts'
import {
  CreateStageInput,
  CreateStagePayload,
  DeleteStageInput,
  DeleteStagePayload,
  MoveStageInput,
  MoveStagePayload,
  UpdateStageInput,
  UpdateStagePayload,
} from './stage.inputs.ts'
import { StageObject } from './stage.object.ts'
import { updateStage } from './update-stage.ts'

@Resolver(() => StageObject)
export class StageResolver {
  @FieldResolver(() => String, {
    description: "As an administrator named it; a preset's name follows your language until it is renamed.",
  })
  name(@Root() stage: Stage, @Ctx() { locale }: Context): string {
    return stageName(stage, locale)
  }

  @FieldResolver(() => Float, {
    description: 'Default chance of winning for what enters, 0 to 1, exact to four digits. Won is 1, lost 0.',
  })
  probability(@Root() stage: Stage): number {
    return Number(stage.probability)
  }

  @FieldResolver(() => PipelineObject, { description: 'The pipeline that it is a step of.' })
  async pipeline(@Root() stage: Stage, @Ctx() { loaders }: Context): Promise<StoredPipeline | null> {
    return loaders.pipelines.load(stage.pipelineId)
  }

  @Mutation(() => CreateStagePayload, { description: 'Adds a stage to a pipeline. Administrators only.' })
  async createStage(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateStageInput, { description: 'What to add.' }) input: CreateStageInput,
  ) {
    const request = { ...settingsOf(input), pipelineId: input.pipelineId, name: input.name, kind: input.kind ?? 'OPEN' }
    const written = await createStage(ctx.services.writes, ctx.caller, { ...request, afterId: input.afterId ?? null })
    return payload(ctx, input, written, (stage) => ({ stage }))
  }

  @Mutation(() => UpdateStagePayload, {
    description: 'Changes a stage. Its kind is fixed once it holds or held an opportunity. Administrators only.',
  })
  async updateStage(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdateStageInput, { description: 'What to change; what is left out stays.' })
    input: UpdateStageInput,
  ) {
    const request = {
      ...settingsOf(input),
      id: input.id,
      name: input.name,
      kind: input.kind ?? undefined,
      applyProbabilityToOpen: input.applyProbabilityToOpen ?? false,
    }
    const written = await updateStage(ctx.services.writes, ctx.caller, request, ctx.locale)
    return payload(ctx, input, written, (stage) => ({ stage }))
  }

  @Mutation(() => MoveStagePayload, {
    description: 'Puts a stage elsewhere in the order of its pipeline. Administrators only.',
  })
  async moveStage(
    @Ctx() ctx: Context,
    @Arg('input', () => MoveStageInput, { description: 'Where to.' }) input: MoveStageInput,
  ) {
    const { id, afterId, beforeId, clientMutationId = null } = input
    const written = await moveStage(ctx.services.writes, ctx.caller, { id, afterId, beforeId, clientMutationId })
    return payload(ctx, input, written, (stage) => ({ stage }))
  }

  @Mutation(() => DeleteStagePayload, {
    description:
      'Deletes a stage; its opportunities go to the end of another. The last open stage of a pipeline stays. Administrators only.',
  })
  async deleteStage(
    @Ctx() ctx: Context,
    @Arg('input', () => DeleteStageInput, { description: 'Which one, and where its opportunities go.' })
    input: DeleteStageInput,
  ) {
    const { id, moveToStageId = null, clientMutationId = null } = input
    const written = await deleteStage(ctx.services.writes, ctx.caller, { id, moveToStageId, clientMutationId })
    return payload(ctx, input, written, (deleted) => deleted)
  }
}

/** What both inputs write alike. */
const settingsOf = (input: CreateStageInput | UpdateStageInput) => ({
  color: input.color ?? undefined,
  probability: typeof input.probability === 'number' ? String(input.probability) : undefined,
  isFolded: input.isFolded ?? undefined,
  rottenAfterDays: input.rottenAfterDays,
  clientMutationId: input.clientMutationId ?? null,
})
