import { createUnionType, Field, Int, ObjectType } from 'type-graphql'
import { describedEnum } from '../../graphql/enum.ts'
import { DateTimeScalar } from '../../graphql/scalars.ts'
import type {
  BoardMessage,
  EventsMessage,
  HeartbeatMessage,
  ResyncMessage,
  ResyncReason,
  ToldEvent,
} from './board-message.ts'
import { BoardEventObject } from './board-event.object.ts'
import { BoardSnapshotObject } from './board-snapshot.object.ts'

export const BoardResyncReasonEnum = describedEnum<ResyncReason>(
  'BoardResyncReason',
  'Why a feed can not go on from a position.',
  {
    EPOCH: 'The database was restored: positions from before mean nothing.',
    RETENTION: 'What comes next is older than 7 days and no longer kept.',
    ACL_CHANGED: 'Your rights have changed, and with them what you see.',
    TOO_FAR_BEHIND: 'So many changes lie between that a snapshot is cheaper.',
    INVALID_CURSOR: 'The cursor is not ours, or is of another board or another reader, or of the future.',
  },
)

const cursorDescription =
  'Your position in the feed of this board, to go on from with `boardEvents(after:)` or `changes(after:)`. Opaque.'

@ObjectType('BoardEvents', {
  description:
    'All changes numbered `fromSeq` to `toSeq` that you may see. Drop it if `toSeq` is not above the seq of your board; apply it if `fromSeq` is at most that seq plus 1; otherwise something is missing: subscribe again with your last cursor.',
  simpleResolvers: true,
})
export class BoardEventsObject implements Omit<EventsMessage, 'kind'> {
  @Field(() => Int, { description: 'The first number that it covers.' })
  fromSeq!: number

  @Field(() => Int, { description: 'The last number that it covers: the seq of your board once it is applied.' })
  toSeq!: number

  @Field(() => [BoardEventObject], {
    description: 'In order; it may be empty, since what you may not see is covered but not told.',
  })
  events!: readonly ToldEvent[]

  @Field(() => String, { description: cursorDescription })
  cursor!: string
}

@ObjectType('BoardHeartbeat', {
  description:
    'You have been sent everything up to `seq`: every 15 seconds, and after resuming when nothing was missed. If your board is behind it, something was lost: subscribe again with your last cursor.',
  simpleResolvers: true,
})
export class BoardHeartbeatObject implements Omit<HeartbeatMessage, 'kind'> {
  @Field(() => String, { description: cursorDescription })
  cursor!: string

  @Field(() => Int, { description: 'The position behind `cursor`.' })
  seq!: number

  @Field(() => DateTimeScalar, { description: "The time now, by the database's clock." })
  serverTime!: string
}

@ObjectType('BoardResync', {
  description: 'The last message of a subscription that can not go on: subscribe again without `after`.',
  simpleResolvers: true,
})
export class BoardResyncObject implements Omit<ResyncMessage, 'kind'> {
  @Field(() => BoardResyncReasonEnum, { description: 'Why.' })
  reason!: ResyncReason
}

const typeNames: Record<BoardMessage['kind'], string> = {
  snapshot: 'BoardSnapshot',
  events: 'BoardEvents',
  heartbeat: 'BoardHeartbeat',
  resync: 'BoardResync',
}

export const BoardMessageUnion = createUnionType({
  name: 'BoardMessage',
  description:
    'What the feed of a board says. For each board: every committed change that you may see, in commit order, without gaps, at least once; resumable for 7 days; otherwise you are told to resynchronise.',
  types: () => [BoardSnapshotObject, BoardEventsObject, BoardHeartbeatObject, BoardResyncObject] as const,
  // The objects have no field for it, but every message that is resolved has a kind.
  resolveType: (message) => ('kind' in message ? typeNames[(message as Pick<BoardMessage, 'kind'>).kind] : undefined),
})
