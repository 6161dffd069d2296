import { Column, Entity, PrimaryColumn } from 'typeorm'
import { InstantColumn } from '../../data/columns.ts'

/** Words that people once wrote as a source, offered to the next one. */
@Entity('source')
export class SourceEntity {
  @PrimaryColumn('text')
  id!: string

  @Column('text', { unique: true })
  name!: string

  @InstantColumn({ default: () => 'now()' })
  createdAt!: Date
}

/** Words that people once wrote as a tag. */
@Entity('tag')
export class TagEntity {
  @PrimaryColumn('text')
  id!: string

  @Column('text', { unique: true })
  name!: string

  @InstantColumn({ default: () => 'now()' })
  createdAt!: Date
}
