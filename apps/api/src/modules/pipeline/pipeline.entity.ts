import { Column, Entity, PrimaryColumn } from 'typeorm'
import { InstantColumn } from '../../data/columns.ts'

@Entity('pipeline')
export class PipelineEntity {
  @PrimaryColumn('text')
  id!: string

  @Column('text')
  name!: string

  @Column('text')
  currency!: string

  @Column('integer')
  position!: number

  @InstantColumn({ default: () => 'now()' })
  createdAt!: Date
}
