import type { FaultCode } from '@mekong/domain'
import { Field, ObjectType } from 'type-graphql'
import { UserErrorCodeEnum } from './enums.ts'

@ObjectType('UserError', {
  description: 'Why a mutation was refused. Nothing was written.',
  simpleResolvers: true,
})
export class UserErrorObject {
  @Field(() => UserErrorCodeEnum, { description: 'For programs to switch on.' })
  code!: FaultCode

  @Field(() => String, { description: "A sentence for people, in the caller's language." })
  message!: string

  @Field(() => [String], {
    nullable: true,
    description: 'Which value, as its path inside `input`: `["amount", "currency"]`. Null when it is no single value.',
  })
  field!: readonly string[] | null
}

@ObjectType('FieldConflict', {
  description:
    "A field that two people changed. Values are text in the API's own form: ids, decimals, ISO dates; null is empty.",
  simpleResolvers: true,
})
export class FieldConflictObject {
  @Field(() => String, { description: 'The name of the field.' })
  field!: string

  @Field(() => String, { nullable: true, description: 'What you wanted to write.' })
  mine!: string | null

  @Field(() => String, { nullable: true, description: 'What stands there now.' })
  theirs!: string | null

  @Field(() => String, { nullable: true, description: 'What stood there at the version that you saw.' })
  before!: string | null
}
