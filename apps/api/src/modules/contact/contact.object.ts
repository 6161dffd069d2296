import type { Contact, Instant } from '@mekong/domain'
import { Field, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../graphql/connection.object.ts'
import { NodeObject } from '../../graphql/node.object.ts'
import { DateTimeScalar } from '../../graphql/scalars.ts'

@ObjectType('Contact', { implements: NodeObject, description: 'A person to talk to.', simpleResolvers: true })
export class ContactObject extends NodeObject implements Omit<Contact, 'companyId'> {
  @Field(() => String, { description: 'Their name.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'Their mail address.' })
  email!: string | null

  @Field(() => String, { nullable: true, description: 'Their telephone number, as people wrote it.' })
  phone!: string | null

  @Field(() => String, { nullable: true, description: 'What they do at their company.' })
  jobTitle!: string | null

  @Field(() => Int, { description: "Counts its edits; say it as `expectedVersion` to learn of a colleague's edit." })
  version!: number

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Instant
}

export const ContactConnection = connectionOf('Contact', () => ContactObject, 'contacts')
