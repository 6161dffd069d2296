import type { Locale, Role, Visibility } from '@mekong/domain'
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm'
import { InstantColumn } from '../../data/columns.ts'

/** A person: better-auth's user, with what the policy needs beside. */
@Entity('app_user')
@Check('app_user_role', `role in ('REP', 'TEAM_LEADER', 'MANAGER', 'ADMINISTRATOR', 'READ_ONLY')`)
@Check('app_user_visibility', `visibility in ('OWN', 'TEAM', 'ALL')`)
@Check('app_user_locale', `locale in ('vi', 'en')`)
// In Vietnamese order, which TypeORM can't express.
@Index('app_user_name', { synchronize: false })
@Index('app_user_leaver', ['id'], { where: 'successor_id is not null and not is_active' })
export class UserEntity {
  @PrimaryColumn('text')
  id!: string

  @Column('text')
  name!: string

  @Column('text', { unique: true })
  email!: string

  @Column('boolean', { default: false })
  emailVerified!: boolean

  @Column('text', { nullable: true })
  image!: string | null

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt!: Date

  @Column('text', { default: 'REP' })
  role!: Role

  @Column('text', { default: 'TEAM' })
  visibility!: Visibility

  @Column('boolean', { default: true })
  seesAmounts!: boolean

  @Column('text', { default: 'vi' })
  locale!: Locale

  @Column('text', { nullable: true })
  timeZone!: string | null

  @Column('text', { nullable: true })
  @ForeignKey('TeamEntity')
  mainTeamId!: string | null

  /** False for people whom an import made: they own opportunities and cannot sign in. */
  @Column('boolean', { default: true })
  hasSignIn!: boolean

  @Column('boolean', { default: true })
  isActive!: boolean

  @Column('boolean', { default: false })
  twoFactorEnabled!: boolean

  /** Grows with every change of what this person may see. */
  @Column('integer', { default: 1 })
  aclVersion!: number

  /** Who takes over what they own, now and whenever something of theirs opens again; only of somebody who left. */
  @Column('text', { nullable: true })
  @ForeignKey('UserEntity')
  successorId!: string | null

  @Column('text', { nullable: true })
  @ForeignKey('UserEntity')
  deactivatedById!: string | null

  @InstantColumn({ nullable: true })
  deactivatedAt!: Date | null

  /** To a few minutes. */
  @InstantColumn({ nullable: true })
  lastSeenAt!: Date | null
}
