import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm'
import { InstantColumn } from '../../data/columns.ts'
import { CompanyEntity } from '../company/company.entity.ts'

@Entity('contact')
// Partial, in Vietnamese order, or by trigrams: TypeORM can't express them.
@Index('contact_name_order', { synchronize: false })
@Index('contact_created', { synchronize: false })
@Index('contact_search', { synchronize: false })
@Index('contact_company', ['companyId'])
export class ContactEntity {
  @PrimaryColumn('text')
  id!: string

  @Column('text')
  name!: string

  /** Written by a trigger: what a search compares with. */
  @Column('text', { default: '' })
  nameFolded!: string

  @Column('text', { nullable: true })
  email!: string | null

  @Column('text', { nullable: true })
  phone!: string | null

  @Column('text', { nullable: true })
  jobTitle!: string | null

  @Column('text', { nullable: true })
  @ForeignKey(() => CompanyEntity)
  companyId!: string | null

  @Column('integer', { default: 1 })
  version!: number

  @InstantColumn({ default: () => 'now()' })
  createdAt!: Date

  @InstantColumn({ nullable: true })
  deletedAt!: Date | null
}
