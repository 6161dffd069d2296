import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { payload } from '../../graphql/payload.ts'
import type { Context } from '../../http/context.ts'
import { createTeam } from './create-team.ts'
import { deleteTeam } from './delete-team.ts'
import {
  CreateTeamInput,
  CreateTeamPayload,
  DeleteTeamInput,
  DeleteTeamPayload,
  UpdateTeamInput,
  UpdateTeamPayload,
} from './team.inputs.ts'
import { tellRights } from './tell-rights.ts'
import { updateTeam } from './update-team.ts'

@Resolver()
export class TeamChangesResolver {
  @Mutation(() => CreateTeamPayload, {
    description: 'Makes a team, with its people if you name them. Administrators only.',
  })
  async createTeam(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateTeamInput, { description: 'What to make.' }) input: CreateTeamInput,
  ) {
    const { services, caller, loaders } = ctx
    const written = await createTeam(services.writes, caller, {
      name: input.name,
      memberIds: input.memberIds ?? undefined,
      leaderIds: input.leaderIds ?? undefined,
      clientMutationId: input.clientMutationId ?? null,
    })
    if (written.kind === 'written') tellRights(services, written.outcome.userIds)
    return payload(ctx, input, written, ({ id }) => ({ team: loaders.teams.load(id) }))
  }

  @Mutation(() => UpdateTeamPayload, {
    description:
      "Changes a team's name, members or leaders. Boards that its people have open follow within a second. Administrators only.",
  })
  async updateTeam(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdateTeamInput, { description: 'What to change; what is left out stays.' })
    input: UpdateTeamInput,
  ) {
    const { services, caller, loaders } = ctx
    const written = await updateTeam(services.writes, caller, {
      id: input.id,
      name: input.name ?? undefined,
      memberIds: input.memberIds ?? undefined,
      leaderIds: input.leaderIds ?? undefined,
      clientMutationId: input.clientMutationId ?? null,
    })
    if (written.kind === 'written') tellRights(services, written.outcome.userIds)
    return payload(ctx, input, written, ({ id }) => ({ team: loaders.teams.load(id) }))
  }

  @Mutation(() => DeleteTeamPayload, {
    description: 'Deletes a team; what it has goes to another one, its people stay. Administrators only.',
  })
  async deleteTeam(
    @Ctx() ctx: Context,
    @Arg('input', () => DeleteTeamInput, { description: 'Which team, and where what it has goes.' })
    input: DeleteTeamInput,
  ) {
    const { services, caller } = ctx
    const written = await deleteTeam(services.writes, caller, {
      id: input.id,
      moveToTeamId: input.moveToTeamId ?? undefined,
      clientMutationId: input.clientMutationId ?? null,
    })
    if (written.kind === 'written') tellRights(services, written.outcome.userIds)
    return payload(ctx, input, written, ({ id }) => ({ deletedId: id }))
  }
}
