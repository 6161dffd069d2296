import type { CustomerStep } from '@mekong/domain'
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm'
import { InstantColumn } from '../../data/columns.ts'
import { UserEntity } from '../team/user.entity.ts'

/** One edit of a company or a contact, never rewritten: what a later, stale edit is compared with. */
@Entity('customer_history')
export class CustomerStepEntity {
  /** The company's or the contact's id. */
  @PrimaryColumn('text')
  subjectId!: string

  /** Its version after the edit. */
  @PrimaryColumn('integer')
  version!: number

  @Column('text', { nullable: true })
  @ForeignKey(() => UserEntity)
  actorId!: string | null

  @InstantColumn({ default: () => 'clock_timestamp()' })
  recordedAt!: Date

  @Column('jsonb')
  changes!: CustomerStep[]
}
