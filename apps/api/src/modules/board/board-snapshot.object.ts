import { ObjectType } from 'type-graphql'
import { BoardFields } from './board.object.ts'

@ObjectType('BoardSnapshot', {
  description:
    'The whole board, as the first message of a subscription without `after`. What follows goes on from its `seq` without a gap.',
  simpleResolvers: true,
})
export class BoardSnapshotObject extends BoardFields {}
