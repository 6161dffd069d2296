import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm'
import { InstantColumn } from '../../data/columns.ts'
import { PipelineEntity } from '../pipeline/pipeline.entity.ts'
import { StageEntity } from '../pipeline/stage.entity.ts'
import { UserEntity } from '../team/user.entity.ts'
import { OpportunityEntity } from './opportunity.entity.ts'

/** One interval that an opportunity spent in one stage; the running one has not been left. */
@Entity('stage_stay')
@Check('stage_stay_order', 'left_at >= entered_at')
@Index('stage_stay_opportunity', ['opportunityId', 'enteredAt'])
@Index('stage_stay_stage', ['stageId'])
@Index('stage_stay_open', ['opportunityId'], { unique: true, where: '(left_at IS NULL)' })
export class StageStayEntity {
  @PrimaryColumn('text')
  id!: string

  @Column('text')
  @ForeignKey(() => OpportunityEntity)
  opportunityId!: string

  @Column('text')
  @ForeignKey(() => PipelineEntity)
  pipelineId!: string

  @Column('text')
  @ForeignKey(() => StageEntity)
  stageId!: string

  @InstantColumn()
  enteredAt!: Date

  @InstantColumn({ nullable: true })
  leftAt!: Date | null

  /** Who began it: who moved it here, or created it. */
  @Column('text', { nullable: true })
  @ForeignKey(() => UserEntity)
  enteredBy!: string | null

  /** Made up from an imported date: left out of yardsticks. */
  @Column('boolean', { default: false })
  isInferred!: boolean
}
