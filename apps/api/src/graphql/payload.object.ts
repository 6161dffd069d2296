import { Field, InputType, ObjectType } from 'type-graphql'
import { UserErrorObject } from './user-error.object.ts'

/** What every mutation takes besides its own fields. */
@InputType({ description: 'What every mutation takes.' })
export abstract class MutationInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A key of your own for this request, unique among yours: sending the same request with it again within 24 hours changes nothing and gives the same answer.',
  })
  clientMutationId?: string | null
}

/** What every mutation answers besides its own fields. */
@ObjectType({ description: 'What every mutation answers.', simpleResolvers: true })
export abstract class MutationPayload {
  @Field(() => String, { nullable: true, description: 'The key that you gave.' })
  clientMutationId!: string | null

  @Field(() => [UserErrorObject], { description: 'Why nothing was written; empty when it was.' })
  userErrors!: readonly UserErrorObject[]
}
