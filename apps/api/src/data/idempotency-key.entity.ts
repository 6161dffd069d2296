import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { InstantColumn } from './columns.ts'

/** One applied write and its answer, so that the same request again gets the same answer and changes nothing. */
@Entity('idempotency_key')
@Index('idempotency_key_age', ['createdAt'])
export class IdempotencyKeyEntity {
  @PrimaryColumn('text')
  actorKey!: string

  @PrimaryColumn('text')
  key!: string

  @Column('text')
  operation!: string

  @Column('text')
  requestHash!: string

  /** Null only while its write is running. */
  @Column('jsonb', { nullable: true })
  outcome!: object | null

  @InstantColumn({ default: () => 'now()' })
  createdAt!: Date
}
