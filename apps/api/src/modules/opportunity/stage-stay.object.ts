import { Field, Int, ObjectType } from 'type-graphql'
import { DateTimeScalar } from '../../graphql/scalars.ts'
import type { StageStay } from './stage-stay.ts'

@ObjectType('StageStay', {
  description: 'One interval that an opportunity spent in one stage. They follow one another without a gap.',
  simpleResolvers: true,
})
export class StageStayObject implements Pick<StageStay, 'enteredAt' | 'leftAt' | 'seconds'> {
  @Field(() => DateTimeScalar, { description: 'When it began; of the first one, when the opportunity began.' })
  enteredAt!: string

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it ended, and the next one began; null while it runs.',
  })
  leftAt!: string | null

  @Field(() => Int, { description: 'How long it lasted, in whole seconds; of the running one, until now.' })
  seconds!: number
}
