import type { LostReason } from '@mekong/domain'
import { Field, ObjectType } from 'type-graphql'
import { connectionOf } from '../../graphql/connection.object.ts'
import { NodeObject } from '../../graphql/node.object.ts'

@ObjectType('LostReason', {
  implements: NodeObject,
  description: 'Why opportunities are lost.',
  simpleResolvers: true,
})
export class LostReasonObject extends NodeObject implements Pick<LostReason, 'id' | 'isArchived'> {
  @Field(() => Boolean, { description: 'True when it is no longer offered; what was lost for it still is.' })
  isArchived!: boolean
}

export const LostReasonConnection = connectionOf('LostReason', () => LostReasonObject, 'lost reasons')
