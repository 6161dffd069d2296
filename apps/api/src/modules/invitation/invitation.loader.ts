import DataLoader from 'dataloader'
import type { Sql } from '../../data/sql.ts'
import { InvitationStore } from './invitation.store.ts'
import type { Invitation } from './invitation.ts'

export function invitationLoaders(sql: Sql) {
  const store = new InvitationStore(sql)
  return {
    invitationOfUser: new DataLoader<string, Invitation | null>(async (userIds) => {
      const found = new Map((await store.ofUsers(userIds)).map((invitation) => [invitation.userId, invitation]))
      return userIds.map((id) => found.get(id) ?? null)
    }),
  }
}
