import type { PresetLostReasonKey } from '@mekong/domain'
import { Check, Column, Entity, PrimaryColumn } from 'typeorm'
import { InstantColumn } from '../../data/columns.ts'

/** A reason for losing; an archived one can't be chosen any more and stays in history. */
@Entity('lost_reason')
@Check('lost_reason_named', 'name is not null or preset_key is not null')
export class LostReasonEntity {
  @PrimaryColumn('text')
  id!: string

  @Column('text', { nullable: true })
  name!: string | null

  @Column('text', { nullable: true })
  presetKey!: PresetLostReasonKey | null

  @Column('integer')
  position!: number

  @InstantColumn({ default: () => 'now()' })
  createdAt!: Date

  @InstantColumn({ nullable: true })
  archivedAt!: Date | null
}
