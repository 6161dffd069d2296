import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { InstantColumn } from '../data/columns.ts'
import type { MailContent } from './compose.ts'
import type { MailKind } from './mail.ts'

/** A mail that waits for the mail server, or has gone. */
@Entity('outgoing_mail')
@Index('outgoing_mail_due', ['nextAttemptAt'], { where: 'sent_at is null and given_up_at is null' })
@Index('outgoing_mail_age', ['createdAt'])
export class OutgoingMailEntity {
  @PrimaryColumn('text')
  id!: string

  @Column('text')
  kind!: MailKind

  @Column('text')
  recipient!: string

  @Column('text')
  subject!: string

  /** May hold a link that opens something, so it is emptied as soon as the mail has gone or is no longer worth sending. */
  @Column('jsonb', { nullable: true })
  content!: MailContent | null

  @InstantColumn({ default: () => 'now()' })
  createdAt!: Date

  /** After this it would tell nothing that is still so. */
  @InstantColumn()
  expiresAt!: Date

  @Column('integer', { default: 0 })
  attempts!: number

  @InstantColumn({ default: () => 'now()' })
  nextAttemptAt!: Date

  @InstantColumn({ nullable: true })
  sentAt!: Date | null

  @InstantColumn({ nullable: true })
  givenUpAt!: Date | null

  @Column('text', { nullable: true })
  lastError!: string | null
}
