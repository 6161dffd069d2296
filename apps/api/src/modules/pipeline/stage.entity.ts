import type { PresetStageKey, StageColor, StageKind } from '@mekong/domain'
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm'
import { InstantColumn } from '../../data/columns.ts'
import { PipelineEntity } from './pipeline.entity.ts'

/** A stage; a deleted one is archived, since history goes on naming it. */
@Entity('stage')
@Check('stage_kind', `kind in ('OPEN', 'WON', 'LOST')`)
@Check('stage_color', `color in ('BLUE', 'CYAN', 'VIOLET', 'AMBER', 'PINK', 'GREEN', 'GREY')`)
@Check(
  'stage_probability',
  `probability >= 0 and probability <= 1 and scale(probability) <= 4
    and (kind <> 'WON' or probability = 1) and (kind <> 'LOST' or probability = 0)`,
)
@Check('stage_rotten', 'rotten_after_days between 1 and 3650')
@Check('stage_named', 'name is not null or preset_key is not null')
@Unique('stage_of_pipeline', ['id', 'pipelineId', 'kind'])
@Index('stage_pipeline', ['pipelineId', 'position'])
export class StageEntity {
  @PrimaryColumn('text')
  id!: string

  @Column('text')
  @ForeignKey(() => PipelineEntity)
  pipelineId!: string

  @Column('text', { nullable: true })
  name!: string | null

  @Column('text', { nullable: true })
  presetKey!: PresetStageKey | null

  @Column('text')
  kind!: StageKind

  @Column('text')
  color!: StageColor

  @Column('numeric')
  probability!: string

  @Column('integer')
  position!: number

  @Column('boolean', { default: false })
  isFolded!: boolean

  @Column('integer', { nullable: true })
  rottenAfterDays!: number | null

  @InstantColumn({ default: () => 'now()' })
  createdAt!: Date

  @InstantColumn({ nullable: true })
  archivedAt!: Date | null
}
