import { Field, InputType } from 'type-graphql'
import { DateTimeFilter, IDFilter, StringFilter } from '../../graphql/comparators.ts'
import { column, compared, related, text, type FilterSpec } from '../../graphql/filter.ts'
import { describedOrder, orderInput } from '../../graphql/order.inputs.ts'
import type { OrderSpec } from '../../graphql/order.ts'
import { matchesAll } from '../../graphql/search.ts'
import { CompanyFilter, companyFilter } from '../company/company.filter.ts'

@InputType('ContactFilter', { description: 'Which contacts; everything that is given must hold.' })
export class ContactFilter {
  @Field(() => [ContactFilter], { nullable: true, description: 'All of these hold.' })
  and?: ContactFilter[] | null

  @Field(() => [ContactFilter], {
    nullable: true,
    description: 'At least one of these holds; an empty list matches nothing.',
  })
  or?: ContactFilter[] | null

  @Field(() => ContactFilter, { nullable: true, description: 'This does not hold.' })
  not?: ContactFilter | null

  @Field(() => String, {
    nullable: true,
    description: 'Words of the name; case and accents do not count. One or two letters are the beginning of a word.',
  })
  search?: string | null

  @Field(() => IDFilter, { nullable: true, description: 'By id.' })
  id?: IDFilter | null

  @Field(() => StringFilter, { nullable: true, description: 'By name.' })
  name?: StringFilter | null

  @Field(() => StringFilter, { nullable: true, description: 'By mail address.' })
  email?: StringFilter | null

  @Field(() => StringFilter, { nullable: true, description: 'By telephone number, as it is written.' })
  phone?: StringFilter | null

  @Field(() => IDFilter, { nullable: true, description: "By their company's id." })
  companyId?: IDFilter | null

  @Field(() => CompanyFilter, { nullable: true, description: 'By their company.' })
  company?: CompanyFilter | null

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it was made.' })
  createdAt?: InstanceType<typeof DateTimeFilter> | null
}

export const contactFilter: FilterSpec<ContactFilter> = {
  search: (search, { alias, params }) => matchesAll(`${alias}.name_folded`, search, params),
  id: compared(column('id'), 'text'),
  name: text(column('name'), column('name_folded')),
  email: text(column('email')),
  phone: text(column('phone')),
  companyId: compared(column('company_id'), 'text'),
  company: related('company', 'company_id', () => companyFilter),
  createdAt: compared(column('created_at'), 'timestamptz'),
}

export type ContactOrderField = 'NAME' | 'CREATED_AT' | 'RELEVANCE'
export const ContactOrderFieldEnum = describedOrder<ContactOrderField>('ContactOrderField', 'contacts', {
  NAME: 'By name, as Vietnamese is sorted.',
  CREATED_AT: 'By when it was made.',
  RELEVANCE:
    'How well it fits `search`, the best first whatever the direction: words with the accents as typed, then names that begin so, then the rest. It stands alone, and is the order of a search that names none.',
})
export const ContactOrder = orderInput<ContactOrderField>('ContactOrder', 'contacts', () => ContactOrderFieldEnum)
export const contactOrder: OrderSpec<ContactOrderField> = {
  NAME: { value: 'c.name collate "vi-x-icu"', type: 'text', isNullable: false },
  CREATED_AT: { value: 'c.created_at', type: 'timestamptz', isNullable: false },
}
