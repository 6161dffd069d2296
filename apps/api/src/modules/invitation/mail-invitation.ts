import type { WriteTx } from '../../data/write.ts'
import { queueMail } from '../../mail/queue-mail.ts'
import { readOrganization } from '../organization/organization.store.ts'
import { TeamStore } from '../team/team.store.ts'
import type { Invitation } from './invitation.ts'

/** Puts the link into the outbox with the invitation that it opens, in the language of whom it is for. */
export async function mailInvitation(tx: WriteTx, { userId, email }: Invitation, link: string): Promise<void> {
  const { userId: senderId } = tx.caller.actor
  const users = new Map((await new TeamStore(tx.sql).users([userId, senderId])).map((user) => [user.id, user]))
  const user = users.get(userId)
  if (!user) throw new Error(`${userId} is invited and has no row.`)
  const organization = await readOrganization(tx.sql)
  await queueMail(tx.sql, {
    to: { name: user.name, email },
    locale: user.account.locale,
    about: {
      kind: 'invitation',
      organization: organization.name,
      invitedBy: users.get(senderId)?.name ?? organization.name,
      link,
    },
  })
}
