import type { Company, Contact } from '@mekong/domain'
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import type { Connection } from '../../graphql/connection.ts'
import { list } from '../../graphql/list.ts'
import type { OrderBy } from '../../graphql/order.ts'
import { ConnectionArgs } from '../../graphql/page-args.ts'
import { payload } from '../../graphql/payload.ts'
import type { Context } from '../../http/context.ts'
import { CompanyObject } from '../company/company.object.ts'
import { editPayload } from '../company/edit-payload.ts'
import { ContactFilter, ContactOrder, type ContactOrderField } from './contact.filter.ts'
import {
  CreateContactInput,
  CreateContactPayload,
  DeleteContactInput,
  DeleteContactPayload,
  UpdateContactInput,
  UpdateContactPayload,
} from './contact.inputs.ts'
import { contactList } from './contact.list.ts'
import { ContactConnection, ContactObject } from './contact.object.ts'
import { createContact } from './create-contact.ts'
import { deleteContact } from './delete-contact.ts'
import { updateContact } from './update-contact.ts'

@Resolver(() => ContactObject)
export class ContactResolver {
  @Query(() => ContactConnection, { description: 'Contacts, which everybody may read.' })
  contacts(
    @Ctx() ctx: Context,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('filter', () => ContactFilter, { nullable: true, description: 'Which ones.' }) filter: ContactFilter | null,
    @Arg('orderBy', () => [ContactOrder], {
      nullable: true,
      description: 'In which order; when not given by name, or by relevance when searching.',
    })
    orderBy: OrderBy<ContactOrderField>[] | null,
  ): Connection<Contact> {
    return list(ctx, contactList({ locale: ctx.locale, filter, orderBy }), page)
  }

  @FieldResolver(() => CompanyObject, { nullable: true, description: 'Where they work.' })
  async company(@Root() { companyId }: Contact, @Ctx() { loaders }: Context): Promise<Company | null> {
    return companyId === null ? null : loaders.companies.load(companyId)
  }

  @Mutation(() => CreateContactPayload, { description: 'Makes a contact.' })
  async createContact(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateContactInput, { description: 'What to make.' }) input: CreateContactInput,
  ) {
    const { clientMutationId = null } = input
    const written = await createContact(ctx.services.writes, ctx.caller, { ...input, clientMutationId })
    return payload(ctx, input, written, (contact) => ({ contact }))
  }

  @Mutation(() => UpdateContactPayload, { description: 'Edits a contact. A new name shows on all boards.' })
  async updateContact(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdateContactInput, { description: 'What to change.' }) input: UpdateContactInput,
  ) {
    const { expectedVersion = null, clientMutationId = null } = input
    const request = { ...input, expectedVersion, clientMutationId }
    const edited = await updateContact(ctx.services.writes, ctx.caller, request)
    return editPayload(ctx, input, edited, (contact) => ({ contact }))
  }

  @Mutation(() => DeleteContactPayload, {
    description: 'Deletes a contact that no opportunity names. For managers and administrators.',
  })
  async deleteContact(
    @Ctx() ctx: Context,
    @Arg('input', () => DeleteContactInput, { description: 'Which one.' }) input: DeleteContactInput,
  ) {
    const { id, clientMutationId = null } = input
    const written = await deleteContact(ctx.services.writes, ctx.caller, { id, clientMutationId })
    return payload(ctx, input, written, (deleted) => deleted)
  }
}
