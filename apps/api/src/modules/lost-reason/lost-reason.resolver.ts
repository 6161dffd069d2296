import { lostReasonName, type Locale, type LostReason } from '@mekong/domain'
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Connection } from '../../graphql/connection.ts'
import { compileFilter } from '../../graphql/filter.ts'
import { list } from '../../graphql/list.ts'
import type { Listing } from '../../graphql/list-reading.ts'
import { fixedOrder } from '../../graphql/order.ts'
import { ConnectionArgs } from '../../graphql/page-args.ts'
import { payload } from '../../graphql/payload.ts'
import type { Context } from '../../http/context.ts'
import { createLostReason } from './create-lost-reason.ts'
import { lostReasonFilter, LostReasonFilter } from './lost-reason.filter.ts'
import {
  CreateLostReasonInput,
  CreateLostReasonPayload,
  UpdateLostReasonInput,
  UpdateLostReasonPayload,
} from './lost-reason.inputs.ts'
import { LostReasonConnection, LostReasonObject } from './lost-reason.object.ts'
import { lostReasonColumns, lostReasonOf, type LostReasonRow } from './lost-reason.store.ts'
import { updateLostReason } from './update-lost-reason.ts'

const lostReasonList = (filter: LostReasonFilter | null, locale: Locale): Listing<LostReasonRow, LostReason> => ({
  name: 'lostReasons',
  boundTo: filter,
  columns: lostReasonColumns('r'),
  from: 'lost_reason r',
  id: 'r.id',
  where: (params) => compileFilter(lostReasonFilter, filter, { alias: 'r', params, locale }),
  order: fixedOrder(
    { value: 'r.position', type: 'bigint', direction: 'ASC', isNullable: false },
    { value: 'r.id', type: 'text', direction: 'ASC', isNullable: false },
  ),
  toNode: lostReasonOf,
})

@Resolver(() => LostReasonObject)
export class LostReasonResolver {
  @Query(() => LostReasonConnection, {
    description: 'Reasons for losing in the order in which they are offered, archived ones among them.',
  })
  lostReasons(
    @Ctx() ctx: Context,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('filter', () => LostReasonFilter, { nullable: true, description: 'Which ones.' })
    filter: LostReasonFilter | null,
  ): Connection<LostReason> {
    return list(ctx, lostReasonList(filter, ctx.locale), page)
  }

  @FieldResolver(() => String, {
    description: "As an administrator wrote it; a preset's name follows your language until it is renamed.",
  })
  name(@Root() reason: LostReason, @Ctx() { locale }: Context): string {
    return lostReasonName(reason, locale)
  }

  @Mutation(() => CreateLostReasonPayload, { description: 'Offers one more lost reason. Administrators only.' })
  async createLostReason(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateLostReasonInput, { description: 'What to offer.' }) input: CreateLostReasonInput,
  ) {
    const { name, clientMutationId = null } = input
    const written = await createLostReason(ctx.services.writes, ctx.caller, { name, clientMutationId })
    return payload(ctx, input, written, (lostReason) => ({ lostReason }))
  }

  @Mutation(() => UpdateLostReasonPayload, {
    description: 'Renames a lost reason, or offers it no longer. Administrators only.',
  })
  async updateLostReason(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdateLostReasonInput, { description: 'What to change.' }) input: UpdateLostReasonInput,
  ) {
    const { id, name, isArchived, clientMutationId = null } = input
    const request = { id, name, isArchived: isArchived ?? undefined, clientMutationId }
    const written = await updateLostReason(ctx.services.writes, ctx.caller, request, ctx.locale)
    return payload(ctx, input, written, (lostReason) => ({ lostReason }))
  }
}
