import type { ApiKeyScope } from '@mekong/domain'
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm'
import { InstantColumn } from '../../data/columns.ts'
import { UserEntity } from '../team/user.entity.ts'

/** A key to the API; the secret itself is shown once and never stored. */
@Entity('api_key')
@Index('api_key_user', ['userId'])
export class ApiKeyEntity {
  @PrimaryColumn('text')
  id!: string

  @Column('text')
  @ForeignKey(() => UserEntity, { onDelete: 'CASCADE' })
  userId!: string

  @Column('text')
  name!: string

  @Column('text')
  prefix!: string

  @Column('text', { unique: true })
  secretHash!: string

  @Column('text', { array: true })
  scopes!: ApiKeyScope[]

  @InstantColumn({ default: () => 'now()' })
  createdAt!: Date

  @InstantColumn()
  expiresAt!: Date

  @InstantColumn({ nullable: true })
  lastUsedAt!: Date | null

  @Column('text', { nullable: true })
  lastUsedAddress!: string | null

  /** How many secrets it has had. */
  @Column('integer', { default: 1 })
  generation!: number

  /** Of the secret before this one, which opens until `previousUntil`. */
  @Column('text', { nullable: true, unique: true })
  previousHash!: string | null

  @InstantColumn({ nullable: true })
  previousUntil!: Date | null

  @InstantColumn({ nullable: true })
  revokedAt!: Date | null
}
