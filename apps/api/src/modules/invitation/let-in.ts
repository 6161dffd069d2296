import { audit } from '../../data/audit/audit.ts'
import type { Via } from '../../data/audit/via.ts'
import type { Sql } from '../../data/sql.ts'
import type { Invitation } from './invitation.ts'
import { WaysInStore } from './ways-in.store.ts'

/**
 * Makes whoever was asked one of us, under the name that they gave. An administrator gave the address, and its owner had
 * the link: nobody proves more by mail. Whatever opened the account before does so no longer; the caller adds what will.
 */
export async function letIn(sql: Sql, { userId, email }: Invitation, name: string, via: Via): Promise<void> {
  await new WaysInStore(sql).open(userId, email, name.trim())
  await audit(sql, { action: 'ACCEPT_INVITATION', subjectId: userId, actorId: userId, via, after: { email } })
}
