import type { AuditStep, HistoryKind } from '@mekong/domain'
import { Field, ID, ObjectType } from 'type-graphql'
import { connectionOf } from '../../graphql/connection.object.ts'
import { describedEnum } from '../../graphql/enum.ts'
import { DateTimeScalar } from '../../graphql/scalars.ts'
import type { HistoryEntry } from './history-entry.ts'

const HistoryKindEnum = describedEnum<HistoryKind>('HistoryKind', 'What was done to an opportunity.', {
  CREATED: 'It began; the changes are the values that it began with.',
  UPDATED: 'Its fields were edited.',
  MOVED: 'It went to another stage, of the same kind or from one open stage to another.',
  WON: 'It was won.',
  LOST: 'It was lost.',
  REOPENED: 'It was taken back to an open stage.',
  DELETED: 'It was deleted.',
  RESTORED: 'It was brought back after a deletion.',
  IMPORTED: 'A file changed it.',
})

@ObjectType('FieldChange', {
  description:
    "One field's step. Values are text in the API's own form (ids, decimals, ISO dates, a list as JSON); null is empty.",
  simpleResolvers: true,
})
export class FieldChangeObject implements AuditStep {
  @Field(() => String, {
    description: 'The name of the field; of what refers to something else, with `Id`: `ownerId`.',
  })
  field!: string

  @Field(() => String, { nullable: true, description: 'What stood there before.' })
  before!: string | null

  @Field(() => String, { nullable: true, description: 'What stood there after.' })
  after!: string | null
}

@ObjectType('HistoryEntry', {
  description: 'One operation on an opportunity. Entries are never changed or removed.',
  simpleResolvers: true,
})
export class HistoryEntryObject implements Omit<HistoryEntry, 'actorId' | 'changes'> {
  @Field(() => ID, { description: 'Its id.' })
  id!: string

  @Field(() => DateTimeScalar, { description: 'When it was done; of what a file tells, when it was so.' })
  at!: string

  @Field(() => HistoryKindEnum, { description: 'What was done.' })
  kind!: HistoryKind
}

export const HistoryEntryConnection = connectionOf('HistoryEntry', () => HistoryEntryObject, 'operations')
