import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { InstantColumn } from '../../data/columns.ts'

@Entity('company')
// Partial, in Vietnamese order, or by trigrams: TypeORM can't express them.
@Index('company_name_order', { synchronize: false })
@Index('company_created', { synchronize: false })
@Index('company_search', { synchronize: false })
export class CompanyEntity {
  @PrimaryColumn('text')
  id!: string

  @Column('text')
  name!: string

  /** Written by a trigger: what a search compares with. */
  @Column('text', { default: '' })
  nameFolded!: string

  @Column('text', { nullable: true })
  domain!: string | null

  @Column('text', { nullable: true })
  phone!: string | null

  @Column('text', { nullable: true })
  address!: string | null

  @Column('integer', { default: 1 })
  version!: number

  @InstantColumn({ default: () => 'now()' })
  createdAt!: Date

  @InstantColumn({ nullable: true })
  deletedAt!: Date | null
}
