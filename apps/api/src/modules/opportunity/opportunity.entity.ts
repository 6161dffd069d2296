import type { OpportunityStatus, ProbabilitySource } from '@mekong/domain'
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm'
import { InstantColumn } from '../../data/columns.ts'
import { CompanyEntity } from '../company/company.entity.ts'
import { ContactEntity } from '../contact/contact.entity.ts'
import { LostReasonEntity } from '../lost-reason/lost-reason.entity.ts'
import { StageEntity } from '../pipeline/stage.entity.ts'
import { TeamEntity } from '../team/team.entity.ts'
import { UserEntity } from '../team/user.entity.ts'
import { SourceEntity } from '../vocabulary/vocabulary.entity.ts'

@Entity('opportunity')
@ForeignKey(() => StageEntity, ['stageId', 'pipelineId', 'status'], ['id', 'pipelineId', 'kind'], {
  name: 'opportunity_stage',
})
@Check('opportunity_title', `btrim(title) <> ''`)
@Check('opportunity_amount', 'amount >= 0 and amount < 1000000000000000 and scale(amount) <= 4')
@Check('opportunity_currency', `currency ~ '^[A-Z]{3}$'`)
@Check(
  'opportunity_probability',
  `probability >= 0 and probability <= 1 and scale(probability) <= 4
    and (status <> 'WON' or probability = 1) and (status <> 'LOST' or probability = 0)`,
)
@Check('opportunity_probability_source', `probability_source in ('STAGE', 'MANUAL')`)
@Check('opportunity_version', 'version >= 1')
@Check('opportunity_closed', `(status = 'OPEN') = (closed_at is null)`)
@Check('opportunity_lost', `(status = 'LOST') = (lost_reason_id is not null)`)
@Index('opportunity_created', ['createdAt', 'id'])
@Index('opportunity_entered', ['stageEnteredAt', 'id'])
@Index('opportunity_owner', ['ownerId'])
@Index('opportunity_team', ['teamId'])
@Index('opportunity_company', ['companyId'])
@Index('opportunity_contact', ['contactId'])
// Partial, descending, in Vietnamese order, or by trigrams: TypeORM can't express them.
@Index('opportunity_column', { synchronize: false })
@Index('opportunity_column_team', { synchronize: false })
@Index('opportunity_column_owner', { synchronize: false })
@Index('opportunity_rank', { synchronize: false })
@Index('opportunity_title_order', { synchronize: false })
@Index('opportunity_closed_asc', { synchronize: false })
@Index('opportunity_closed_desc', { synchronize: false })
@Index('opportunity_amount_asc', { synchronize: false })
@Index('opportunity_amount_desc', { synchronize: false })
@Index('opportunity_close_date_asc', { synchronize: false })
@Index('opportunity_close_date_desc', { synchronize: false })
@Index('opportunity_external_asc', { synchronize: false })
@Index('opportunity_external_desc', { synchronize: false })
@Index('opportunity_deleted', { synchronize: false })
@Index('opportunity_tags', { synchronize: false })
@Index('opportunity_title_search', { synchronize: false })
@Index('opportunity_search', { synchronize: false })
export class OpportunityEntity {
  @PrimaryColumn('text')
  id!: string

  @Column('text')
  pipelineId!: string

  @Column('text')
  stageId!: string

  @Column('text')
  status!: OpportunityStatus

  @Column('text')
  title!: string

  @Column('text', { nullable: true })
  description!: string | null

  @Column('numeric', { nullable: true })
  amount!: string | null

  @Column('text')
  currency!: string

  @Column('numeric')
  probability!: string

  @Column('text')
  probabilitySource!: ProbabilitySource

  @Column('text', { nullable: true })
  @ForeignKey(() => UserEntity)
  ownerId!: string | null

  @Column('text', { nullable: true })
  @ForeignKey(() => TeamEntity)
  teamId!: string | null

  @Column('text', { nullable: true })
  @ForeignKey(() => CompanyEntity)
  companyId!: string | null

  @Column('text', { nullable: true })
  @ForeignKey(() => ContactEntity)
  contactId!: string | null

  @Column('text', { nullable: true })
  @ForeignKey(() => SourceEntity, 'name', { onUpdate: 'CASCADE' })
  source!: string | null

  @Column('text', { nullable: true })
  medium!: string | null

  @Column('text', { nullable: true })
  campaign!: string | null

  @Column('text', { array: true, default: () => `'{}'` })
  tags!: string[]

  @Column('date', { nullable: true })
  expectedCloseDate!: string | null

  @Column('text', { nullable: true, unique: true })
  externalId!: string | null

  @Column('text', { nullable: true })
  @ForeignKey(() => LostReasonEntity)
  lostReasonId!: string | null

  @Column('text', { nullable: true })
  lostNote!: string | null

  @Column('text', { nullable: true })
  @ForeignKey(() => StageEntity)
  reopenStageId!: string | null

  @Column('bigint')
  rank!: string

  @Column('integer', { default: 1 })
  version!: number

  @InstantColumn()
  stageEnteredAt!: Date

  @InstantColumn()
  createdAt!: Date

  @InstantColumn({ nullable: true })
  closedAt!: Date | null

  @InstantColumn({ nullable: true })
  deletedAt!: Date | null

  /** Written by a trigger, as is `searchText`: what a search compares with. */
  @Column('text', { default: '' })
  titleFolded!: string

  @Column('text', { default: '' })
  searchText!: string
}
