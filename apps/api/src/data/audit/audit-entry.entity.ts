import type { AuditAction, AuditStep } from '@mekong/domain'
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm'
import { UserEntity } from '../../modules/team/user.entity.ts'
import { InstantColumn } from '../columns.ts'

/** Something that somebody did or tried, never rewritten. What was done to opportunities stands in their history. */
@Entity('audit_entry')
@Index('audit_entry_time', ['at', 'id'])
@Index('audit_entry_actor', ['actorId', 'at', 'id'])
@Index('audit_entry_subject', ['subjectId', 'at', 'id'])
@Index('audit_entry_action', ['action', 'at', 'id'])
@Index('audit_entry_refused', ['at', 'id'], { where: 'refusal is not null' })
export class AuditEntryEntity {
  @PrimaryColumn('text')
  id!: string

  @InstantColumn({ default: () => 'clock_timestamp()' })
  at!: Date

  /** Null: nobody known, as at a refused sign-in, or the server by itself. */
  @Column('text', { nullable: true })
  @ForeignKey(() => UserEntity)
  actorId!: string | null

  @Column('text', { nullable: true })
  viaId!: string | null

  @Column('text', { nullable: true })
  address!: string | null

  @Column('text', { nullable: true })
  agent!: string | null

  @Column('text')
  action!: AuditAction

  /** Of what it was done to; its prefix says what that is. Null: the organisation, or nothing known. */
  @Column('text', { nullable: true })
  subjectId!: string | null

  @Column('jsonb', { default: () => "'[]'" })
  changes!: AuditStep[]

  /** The code of the refusal; null: it was done. */
  @Column('text', { nullable: true })
  refusal!: string | null
}
