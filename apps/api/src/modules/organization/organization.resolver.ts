import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { payload } from '../../graphql/payload.ts'
import type { Context } from '../../http/context.ts'
import { UpdateOrganizationInput, UpdateOrganizationPayload } from './organization.object.ts'
import { updateOrganization } from './update-organization.ts'

@Resolver()
export class OrganizationResolver {
  @Mutation(() => UpdateOrganizationPayload, {
    description: 'Changes the organisation. Its currency is fixed once anything has a price. Administrators only.',
  })
  async updateOrganization(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdateOrganizationInput, { description: 'What to change.' }) input: UpdateOrganizationInput,
  ) {
    const request = {
      name: input.name ?? undefined,
      currency: input.currency ?? undefined,
      timeZone: input.timeZone ?? undefined,
      locale: input.locale ?? undefined,
      clientMutationId: input.clientMutationId ?? null,
    }
    const written = await updateOrganization(ctx.services.writes, ctx.caller, request)
    return payload(ctx, input, written, (organization) => ({ organization }))
  }
}
