import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm'
import { InstantColumn } from '../../data/columns.ts'
import { UserEntity } from './user.entity.ts'

@Entity('team')
// On the folded name, which TypeORM can't express.
@Index('team_name', { synchronize: false })
export class TeamEntity {
  @PrimaryColumn('text')
  id!: string

  @Column('text')
  name!: string

  @InstantColumn({ default: () => 'now()' })
  createdAt!: Date
}

/** Who belongs to which team, and who leads it. */
@Entity('team_member')
@Index('team_member_user', ['userId'])
export class TeamMemberEntity {
  @PrimaryColumn('text')
  @ForeignKey(() => TeamEntity, { onDelete: 'CASCADE' })
  teamId!: string

  @PrimaryColumn('text')
  @ForeignKey(() => UserEntity, { onDelete: 'CASCADE' })
  userId!: string

  @Column('boolean', { default: false })
  isLeader!: boolean
}
