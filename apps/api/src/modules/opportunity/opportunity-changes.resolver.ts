import { fault } from '@mekong/domain'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { seenConflict } from '../../graphql/amounts.ts'
import { answer } from '../../graphql/payload.ts'
import type { MutationInput } from '../../graphql/payload.object.ts'
import type { Context } from '../../http/context.ts'
import { createOpportunity } from './create-opportunity.ts'
import { deleteOpportunity } from './delete-opportunity.ts'
import { moveOpportunity } from './move-opportunity.ts'
import type { Refused, Saved } from './opportunity.answer.ts'
import {
  CreateOpportunityInput,
  DeleteOpportunityInput,
  MoveOpportunityInput,
  ReopenOpportunityInput,
  RestoreOpportunityInput,
  UpdateOpportunityInput,
} from './opportunity.inputs.ts'
import { OpportunityObject } from './opportunity.object.ts'
import {
  CreateOpportunityPayload,
  DeleteOpportunityPayload,
  MoveOpportunityPayload,
  ReopenOpportunityPayload,
  RestoreOpportunityPayload,
  UpdateOpportunityPayload,
} from './opportunity-payload.object.ts'
import { reopenOpportunity } from './reopen-opportunity.ts'
import { restoreOpportunity } from './restore-opportunity.ts'
import { updateOpportunity } from './update-opportunity.ts'

@Resolver(() => OpportunityObject)
export class OpportunityChangesResolver {
  @Mutation(() => CreateOpportunityPayload, {
    description: 'Makes an opportunity. Its owner is you, in your main team, unless you say otherwise.',
  })
  async createOpportunity(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateOpportunityInput, { description: 'What it is to be.' }) input: CreateOpportunityInput,
  ): Promise<CreateOpportunityPayload> {
    const request = { ...input, probability: decimalOf(input.probability) }
    return savedOrNot(ctx, input, await createOpportunity(ctx.services.writes, ctx.caller, request))
  }

  @Mutation(() => UpdateOpportunityPayload, {
    description: 'Edits an opportunity. Writing what stands there already changes nothing, its version neither.',
  })
  async updateOpportunity(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdateOpportunityInput, { description: 'What to change.' }) input: UpdateOpportunityInput,
  ): Promise<UpdateOpportunityPayload> {
    const request = { ...input, probability: decimalOf(input.probability) }
    const done = await updateOpportunity(ctx.services.writes, ctx.caller, request)
    if (done.kind !== 'conflict') return { ...savedOrNot(ctx, input, done), conflicts: [] }
    const { current } = done
    const conflicts = done.conflicts.map((conflict) => seenConflict(ctx, conflict))
    const faults = conflicts.map(({ field }) => fault('CONFLICT', 'staleEdit', [field]))
    return { ...answer(ctx, input, faults), current, conflicts }
  }

  @Mutation(() => MoveOpportunityPayload, {
    description:
      'Moves an opportunity to a place in a column, of its pipeline or of another. Where it stands there already, nothing changes.',
  })
  async moveOpportunity(
    @Ctx() ctx: Context,
    @Arg('input', () => MoveOpportunityInput, { description: 'Where it is to go.' }) input: MoveOpportunityInput,
  ): Promise<MoveOpportunityPayload> {
    const done = await moveOpportunity(ctx.services.writes, ctx.caller, input)
    if (done.kind !== 'stale') return savedOrNot(ctx, input, done)
    const { current, movedById, movedAt } = done
    const movedBy = movedById === null ? null : await ctx.loaders.users.load(movedById)
    return { ...answer(ctx, input, [fault('CONFLICT', 'staleMove')]), current, movedBy, movedAt }
  }

  @Mutation(() => ReopenOpportunityPayload, {
    description:
      'Takes a won or lost opportunity back to the stage that it left, or to the first open one if that is gone.',
  })
  async reopenOpportunity(
    @Ctx() ctx: Context,
    @Arg('input', () => ReopenOpportunityInput, { description: 'Which one.' }) input: ReopenOpportunityInput,
  ): Promise<ReopenOpportunityPayload> {
    return savedOrNot(ctx, input, await reopenOpportunity(ctx.services.writes, ctx.caller, input))
  }

  @Mutation(() => DeleteOpportunityPayload, {
    description:
      "Deletes an opportunity; it can be restored for 30 days. For its owner, its team's leader, managers and administrators.",
  })
  async deleteOpportunity(
    @Ctx() ctx: Context,
    @Arg('input', () => DeleteOpportunityInput, { description: 'Which one.' }) input: DeleteOpportunityInput,
  ): Promise<DeleteOpportunityPayload> {
    const done = await deleteOpportunity(ctx.services.writes, ctx.caller, input)
    if (done.kind === 'refused') return answer(ctx, input, done.faults)
    return { ...answer(ctx, input), deletedId: done.opportunity.id, cursor: cursorOf(ctx, done) }
  }

  @Mutation(() => RestoreOpportunityPayload, {
    description: 'Brings a deleted opportunity back to its place. For whoever could delete it.',
  })
  async restoreOpportunity(
    @Ctx() ctx: Context,
    @Arg('input', () => RestoreOpportunityInput, { description: 'Which one.' }) input: RestoreOpportunityInput,
  ): Promise<RestoreOpportunityPayload> {
    return savedOrNot(ctx, input, await restoreOpportunity(ctx.services.writes, ctx.caller, input))
  }
}

function savedOrNot(ctx: Context, input: MutationInput, done: Saved | Refused): CreateOpportunityPayload {
  if (done.kind === 'refused') return answer(ctx, input, done.faults)
  // An earlier mutation of the same document may have read them.
  ctx.loaders.staysOfOpportunity.clear(done.opportunity.id)
  return { ...answer(ctx, input), opportunity: done.opportunity, cursor: cursorOf(ctx, done) }
}

const cursorOf = ({ caller, services }: Context, { opportunity, seq }: Saved): string =>
  services.feed.cursorFor({ userId: caller.actor.userId, aclVersion: caller.aclVersion }, opportunity.pipelineId, seq)

/** A number in JSON has a shortest decimal that stands for it; that is what was meant. */
const decimalOf = (value: number | null | undefined): string | null | undefined =>
  typeof value === 'number' ? String(value) : value
