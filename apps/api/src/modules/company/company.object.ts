import type { Company, Instant } from '@mekong/domain'
import { Field, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../graphql/connection.object.ts'
import { NodeObject } from '../../graphql/node.object.ts'
import { DateTimeScalar } from '../../graphql/scalars.ts'

@ObjectType('Company', {
  implements: NodeObject,
  description: 'Somebody who buys, or may.',
  simpleResolvers: true,
})
export class CompanyObject extends NodeObject implements Company {
  @Field(() => String, { description: 'Its name.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'The domain of its website and mail: `example.com`.' })
  domain!: string | null

  @Field(() => String, { nullable: true, description: 'Its telephone number, as people wrote it.' })
  phone!: string | null

  @Field(() => String, { nullable: true, description: 'Its postal address.' })
  address!: string | null

  @Field(() => Int, { description: "Counts its edits; say it as `expectedVersion` to learn of a colleague's edit." })
  version!: number

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Instant
}

export const CompanyConnection = connectionOf('Company', () => CompanyObject, 'companies')
