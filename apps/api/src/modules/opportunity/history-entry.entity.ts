import type { FieldChange, HistoryKind, Road } from '@mekong/domain'
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm'
import { InstantColumn } from '../../data/columns.ts'
import { UserEntity } from '../team/user.entity.ts'
import { OpportunityEntity } from './opportunity.entity.ts'

/** One operation on one opportunity, never rewritten: when it was so (`validAt`), and when we learned it (`recordedAt`). */
@Entity('opportunity_history')
@Check(
  'opportunity_history_kind',
  `kind in ('CREATED', 'UPDATED', 'MOVED', 'WON', 'LOST', 'REOPENED', 'DELETED', 'RESTORED', 'IMPORTED')`,
)
@Check('opportunity_history_road', `road in ('UI', 'API', 'IMPORT')`)
@Index('opportunity_history_of', ['opportunityId', 'version'])
@Index('opportunity_history_time', ['opportunityId', 'recordedAt', 'id'])
@Index('opportunity_history_log', ['recordedAt', 'id'])
@Index('opportunity_history_actor', ['actorId', 'recordedAt', 'id'])
export class HistoryEntryEntity {
  @PrimaryColumn('text')
  id!: string

  @Column('text')
  @ForeignKey(() => OpportunityEntity)
  opportunityId!: string

  /** The opportunity's version after it. */
  @Column('integer')
  version!: number

  @Column('text')
  kind!: HistoryKind

  @Column('text')
  road!: Road

  @Column('text', { nullable: true })
  @ForeignKey(() => UserEntity)
  actorId!: string | null

  /** From where, as in the audit (`audit-entry.entity.ts`): the log of all that is done reads both. */
  @Column('text', { nullable: true })
  viaId!: string | null

  @Column('text', { nullable: true })
  address!: string | null

  @Column('text', { nullable: true })
  agent!: string | null

  @InstantColumn()
  validAt!: Date

  @InstantColumn({ default: () => 'clock_timestamp()' })
  recordedAt!: Date

  @Column('jsonb')
  changes!: FieldChange[]
}
