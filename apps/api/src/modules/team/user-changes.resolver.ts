import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { payload } from '../../graphql/payload.ts'
import type { Context } from '../../http/context.ts'
import { deactivateUser } from './deactivate-user.ts'
import { reactivateUser } from './reactivate-user.ts'
import { tellRights } from './tell-rights.ts'
import { updateUser } from './update-user.ts'
import {
  DeactivateUserInput,
  DeactivateUserPayload,
  ReactivateUserInput,
  ReactivateUserPayload,
  UpdateUserInput,
  UpdateUserPayload,
} from './user.inputs.ts'

@Resolver()
export class UserChangesResolver {
  @Mutation(() => UpdateUserPayload, {
    description:
      'Changes what somebody may do, what they see and where they belong. Boards that they have open follow within a second. Administrators only.',
  })
  async updateUser(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdateUserInput, { description: 'What to change; what is left out stays.' })
    input: UpdateUserInput,
  ) {
    const { services, caller, loaders } = ctx
    const written = await updateUser(services.writes, caller, {
      id: input.id,
      name: input.name ?? undefined,
      role: input.role ?? undefined,
      visibility: input.visibility ?? undefined,
      seesAmounts: input.seesAmounts ?? undefined,
      mainTeamId: input.mainTeamId ?? undefined,
      teamIds: input.teamIds ?? undefined,
      locale: input.locale ?? undefined,
      timeZone: input.timeZone,
      clientMutationId: input.clientMutationId ?? null,
    })
    if (written.kind === 'written') tellRights(services, [written.outcome])
    return payload(ctx, input, written, (id) => ({ user: loaders.users.load(id) }))
  }

  @Mutation(() => DeactivateUserPayload, {
    description:
      'Somebody leaves: their sessions and keys end at once, their open opportunities go to whoever takes over. What is closed stays theirs. Administrators only.',
  })
  async deactivateUser(
    @Ctx() ctx: Context,
    @Arg('input', () => DeactivateUserInput, { description: 'Who leaves, and who takes over.' })
    input: DeactivateUserInput,
  ) {
    const { services, caller, loaders } = ctx
    const request = {
      id: input.id,
      handOverToId: input.handOverToId ?? undefined,
      clientMutationId: input.clientMutationId ?? null,
    }
    const written = await deactivateUser(services.writes, caller, request, (id) => tellRights(services, [id]))
    return payload(ctx, input, written, ({ id, successorId, openOpportunityCount }) => ({
      user: loaders.users.load(id),
      handedOverTo: successorId === null ? null : loaders.users.load(successorId),
      openOpportunityCount,
    }))
  }

  @Mutation(() => ReactivateUserPayload, {
    description:
      'Somebody comes back, with their teams and their password; what was handed over stays where it is. Administrators only.',
  })
  async reactivateUser(
    @Ctx() ctx: Context,
    @Arg('input', () => ReactivateUserInput, { description: 'Who comes back.' }) input: ReactivateUserInput,
  ) {
    const { services, caller, loaders } = ctx
    const request = { id: input.id, clientMutationId: input.clientMutationId ?? null }
    const written = await reactivateUser(services.writes, caller, request)
    if (written.kind === 'written') tellRights(services, [written.outcome])
    return payload(ctx, input, written, (id) => ({ user: loaders.users.load(id) }))
  }
}
