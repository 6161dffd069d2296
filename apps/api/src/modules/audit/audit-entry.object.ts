import type { AuditAction } from '@mekong/domain'
import { Field, ID, ObjectType } from 'type-graphql'
import { connectionOf } from '../../graphql/connection.object.ts'
import { DateTimeScalar } from '../../graphql/scalars.ts'
import { AuditActionEnum } from './audit-action.object.ts'
import type { AuditEntry } from './audit-entry.ts'

@ObjectType('AuditEntry', {
  description: 'Something that somebody did or tried. Entries are never changed or removed, and hold no secrets.',
  simpleResolvers: true,
})
export class AuditEntryObject implements Omit<AuditEntry, 'actorId' | 'viaId' | 'changes'> {
  @Field(() => ID, { description: 'Its id.' })
  id!: string

  @Field(() => DateTimeScalar, { description: "When, by the database's clock." })
  at!: string

  @Field(() => AuditActionEnum, { description: 'What was done or tried.' })
  action!: AuditAction

  @Field(() => String, {
    nullable: true,
    description: 'The network address that it came from; null of what the server or its command line did.',
  })
  address!: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The program that it came by, in short: `Chrome 141, Windows`, `curl/8.5.0`. Programs may say anything.',
  })
  agent!: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'Of what it was done to, a node or not. Null: the organisation, or nothing that is known.',
  })
  subjectId!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Why it was refused: a code of `UserErrorCode`, of an error, or of signing in. Null: it was done.',
  })
  refusal!: string | null
}

export const AuditEntryConnection = connectionOf('AuditEntry', () => AuditEntryObject, 'entries of the audit log')
