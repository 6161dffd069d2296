import type { Locale } from '@mekong/domain'
import { Check, Column, Entity, PrimaryColumn } from 'typeorm'
import { InstantColumn } from '../../data/columns.ts'

/** The one organisation that this deployment serves. */
@Entity('organization')
@Check('organization_single', 'id')
@Check('organization_locale', `locale in ('vi', 'en')`)
export class OrganizationEntity {
  @PrimaryColumn('boolean', { default: true })
  id!: true

  @Column('text')
  name!: string

  @Column('text')
  currency!: string

  @Column('text')
  timeZone!: string

  @Column('text')
  locale!: Locale

  @InstantColumn({ default: () => 'now()' })
  createdAt!: Date
}
