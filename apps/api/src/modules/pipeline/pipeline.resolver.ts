import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Stage } from '@mekong/domain'
import type { Connection } from '../../graphql/connection.ts'
import { list } from '../../graphql/list.ts'
import type { Listing } from '../../graphql/list-reading.ts'
import { fixedOrder } from '../../graphql/order.ts'
import { ConnectionArgs } from '../../graphql/page-args.ts'
import { payload } from '../../graphql/payload.ts'
import type { MaybePromise } from '../../data/batch.ts'
import type { Context } from '../../http/context.ts'
import { createPipeline } from './create-pipeline.ts'
import {
  CreatePipelineInput,
  CreatePipelinePayload,
  UpdatePipelineInput,
  UpdatePipelinePayload,
} from './pipeline.inputs.ts'
import { PipelineConnection, PipelineObject } from './pipeline.object.ts'
import { pipelineColumns, pipelineOf, type PipelineRow, type StoredPipeline } from './pipeline.store.ts'
import { StageObject } from './stage.object.ts'
import { updatePipeline } from './update-pipeline.ts'

const pipelineList: Listing<PipelineRow, StoredPipeline> = {
  name: 'pipelines',
  boundTo: null,
  columns: pipelineColumns('p'),
  from: 'pipeline p',
  id: 'p.id',
  where: () => 'true',
  order: fixedOrder(
    { value: 'p.position', type: 'bigint', direction: 'ASC', isNullable: false },
    { value: 'p.id', type: 'text', direction: 'ASC', isNullable: false },
  ),
  toNode: pipelineOf,
}

@Resolver(() => PipelineObject)
export class PipelineResolver {
  @Query(() => PipelineConnection, { description: 'All pipelines, in the order in which they were made.' })
  pipelines(@Ctx() ctx: Context, @Args(() => ConnectionArgs) page: ConnectionArgs): Connection<StoredPipeline> {
    return list(ctx, pipelineList, page)
  }

  @Query(() => PipelineObject, { nullable: true, description: 'One pipeline; null when there is none with this id.' })
  pipeline(
    @Ctx() { loaders }: Context,
    @Arg('id', () => ID, { description: "The pipeline's id." }) id: string,
  ): MaybePromise<StoredPipeline | null> {
    return loaders.pipelines.load(id)
  }

  @FieldResolver(() => [StageObject], { description: 'Its stages, from the left.' })
  stages(@Root() pipeline: StoredPipeline): readonly Stage[] {
    return pipeline.stages
  }

  @Mutation(() => CreatePipelinePayload, {
    description: 'Makes a pipeline: the stages of a preset, then those that you name. Administrators only.',
  })
  async createPipeline(
    @Ctx() ctx: Context,
    @Arg('input', () => CreatePipelineInput, { description: 'What to make.' }) input: CreatePipelineInput,
  ) {
    const request = {
      name: input.name,
      currency: input.currency ?? undefined,
      preset: input.preset ?? 'EMPTY',
      stages: (input.stages ?? []).map(({ name, kind, probability }) => ({
        name,
        kind,
        probability: typeof probability === 'number' ? String(probability) : undefined,
      })),
      clientMutationId: input.clientMutationId ?? null,
    }
    const written = await createPipeline(ctx.services.writes, ctx.caller, request)
    return payload(ctx, input, written, (pipeline) => ({ pipeline }))
  }

  @Mutation(() => UpdatePipelinePayload, {
    description: 'Changes a pipeline. Its currency is fixed once anything in it has a price. Administrators only.',
  })
  async updatePipeline(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdatePipelineInput, { description: 'What to change; what is left out stays.' })
    input: UpdatePipelineInput,
  ) {
    const request = {
      id: input.id,
      name: input.name ?? undefined,
      currency: input.currency ?? undefined,
      clientMutationId: input.clientMutationId ?? null,
    }
    const written = await updatePipeline(ctx.services.writes, ctx.caller, request)
    return payload(ctx, input, written, (pipeline) => ({ pipeline }))
  }
}
