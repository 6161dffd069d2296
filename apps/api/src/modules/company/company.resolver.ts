import type { Company } from '@mekong/domain'
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { Connection } from '../../graphql/connection.ts'
import { list } from '../../graphql/list.ts'
import type { OrderBy } from '../../graphql/order.ts'
import { ConnectionArgs } from '../../graphql/page-args.ts'
import { payload } from '../../graphql/payload.ts'
import type { Context } from '../../http/context.ts'
import { CompanyFilter, CompanyOrder, type CompanyOrderField } from './company.filter.ts'
import {
  CreateCompanyInput,
  CreateCompanyPayload,
  DeleteCompanyInput,
  DeleteCompanyPayload,
  UpdateCompanyInput,
  UpdateCompanyPayload,
} from './company.inputs.ts'
import { companyList } from './company.list.ts'
import { CompanyConnection, CompanyObject } from './company.object.ts'
import { createCompany } from './create-company.ts'
import { deleteCompany } from './delete-company.ts'
import { editPayload } from './edit-payload.ts'
import { updateCompany } from './update-company.ts'

@Resolver(() => CompanyObject)
export class CompanyResolver {
  @Query(() => CompanyConnection, { description: 'Companies, which everybody may read.' })
  companies(
    @Ctx() ctx: Context,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('filter', () => CompanyFilter, { nullable: true, description: 'Which ones.' }) filter: CompanyFilter | null,
    @Arg('orderBy', () => [CompanyOrder], {
      nullable: true,
      description: 'In which order; when not given by name, or by relevance when searching.',
    })
    orderBy: OrderBy<CompanyOrderField>[] | null,
  ): Connection<Company> {
    return list(ctx, companyList({ locale: ctx.locale, filter, orderBy }), page)
  }

  @Mutation(() => CreateCompanyPayload, { description: 'Makes a company.' })
  async createCompany(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateCompanyInput, { description: 'What to make.' }) input: CreateCompanyInput,
  ) {
    const { clientMutationId = null } = input
    const written = await createCompany(ctx.services.writes, ctx.caller, { ...input, clientMutationId })
    return payload(ctx, input, written, (company) => ({ company }))
  }

  @Mutation(() => UpdateCompanyPayload, { description: 'Edits a company. A new name shows on all boards.' })
  async updateCompany(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdateCompanyInput, { description: 'What to change.' }) input: UpdateCompanyInput,
  ) {
    const { expectedVersion = null, clientMutationId = null } = input
    const request = { ...input, expectedVersion, clientMutationId }
    const edited = await updateCompany(ctx.services.writes, ctx.caller, request)
    return editPayload(ctx, input, edited, (company) => ({ company }))
  }

  @Mutation(() => DeleteCompanyPayload, {
    description: 'Deletes a company that no contact and no opportunity uses. For managers and administrators.',
  })
  async deleteCompany(
    @Ctx() ctx: Context,
    @Arg('input', () => DeleteCompanyInput, { description: 'Which one.' }) input: DeleteCompanyInput,
  ) {
    const { id, clientMutationId = null } = input
    const written = await deleteCompany(ctx.services.writes, ctx.caller, { id, clientMutationId })
    return payload(ctx, input, written, (deleted) => deleted)
  }
}
