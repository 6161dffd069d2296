import type { Acl, BoardEventType, CellDelta } from '@mekong/domain'
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm'
import { InstantColumn } from '../data/columns.ts'
import { PipelineEntity } from '../modules/pipeline/pipeline.entity.ts'
import type { EventPayload } from './outbox.ts'

/** A new epoch (after a restore) makes every cursor void. */
@Entity('feed_meta')
@Check('feed_meta_single', 'id')
export class FeedMetaEntity {
  @PrimaryColumn('boolean', { default: true })
  id!: true

  @Column('text')
  epoch!: string
}

/** A board's counter; `minSeq` is the oldest event that is still kept. */
@Entity('board_feed')
export class BoardFeedEntity {
  @PrimaryColumn('text')
  @ForeignKey(() => PipelineEntity)
  pipelineId!: string

  @Column('bigint', { default: 0 })
  seq!: string

  @Column('bigint', { default: 1 })
  minSeq!: string
}

/** One committed change of one board. */
@Entity('board_event')
@Index('board_event_at', ['pipelineId', 'at'])
export class BoardEventEntity {
  @PrimaryColumn('text')
  @ForeignKey(() => PipelineEntity)
  pipelineId!: string

  @PrimaryColumn('bigint')
  seq!: string

  @InstantColumn({ default: () => 'clock_timestamp()' })
  at!: Date

  @Column('text', { nullable: true })
  actorId!: string | null

  @Column('text', { nullable: true })
  clientMutationId!: string | null

  @Column('text')
  type!: BoardEventType

  @Column('text', { nullable: true })
  opportunityId!: string | null

  @Column('integer', { nullable: true })
  opportunityVersion!: number | null

  @Column('jsonb', { nullable: true })
  aclBefore!: Acl | null

  @Column('jsonb', { nullable: true })
  aclAfter!: Acl | null

  @Column('jsonb')
  deltas!: CellDelta[]

  @Column('jsonb')
  payload!: EventPayload

  @Column('integer', { default: 1 })
  schemaVersion!: number
}

/** A kept total: of one stage, team, owner and currency. An empty team or owner is ''. */
@Entity('total_cell')
export class TotalCellEntity {
  @PrimaryColumn('text')
  pipelineId!: string

  @PrimaryColumn('text')
  stageId!: string

  @PrimaryColumn('text')
  teamId!: string

  @PrimaryColumn('text')
  ownerId!: string

  @PrimaryColumn('text')
  currency!: string

  @Column('integer')
  n!: number

  @Column('numeric')
  amount!: string

  @Column('numeric')
  weighted!: string
}
