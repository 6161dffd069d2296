import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm'
import { InstantColumn } from '../../data/columns.ts'
import { UserEntity } from '../team/user.entity.ts'

/** An invitation that is open: accepted or withdrawn, it is gone, and the audit knows of it. */
@Entity('invitation')
@Unique('invitation_user', ['userId'])
@Unique('invitation_email', ['email'])
@Unique('invitation_token', ['tokenHash'])
export class InvitationEntity {
  @PrimaryColumn('text')
  id!: string

  @Column('text')
  @ForeignKey(() => UserEntity, { onDelete: 'CASCADE' })
  userId!: string

  @Column('text')
  email!: string

  /** The link itself is shown once and kept nowhere. */
  @Column('text')
  tokenHash!: string

  @Column('text')
  @ForeignKey(() => UserEntity)
  invitedById!: string

  @InstantColumn({ default: () => 'now()' })
  createdAt!: Date

  @InstantColumn({ default: () => 'now()' })
  sentAt!: Date

  @InstantColumn()
  expiresAt!: Date
}
