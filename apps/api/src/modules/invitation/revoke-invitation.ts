import { fault } from '@mekong/domain'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { holdPeople } from '../team/account.store.ts'
import { InvitationStore } from './invitation.store.ts'

export interface RevokeInvitationRequest extends Keyed {
  readonly id: string
}

/** Withdraws an invitation: its link opens nothing, and its address may be asked again. */
export const revokeInvitation = (writes: Writes, caller: Writer, request: RevokeInvitationRequest): Outcome<string> =>
  change<string>(writes, caller, ['revokeInvitation', 'setup:write'], request, async (tx) => {
    await holdPeople(tx.sql)
    const store = new InvitationStore(tx.sql)
    const [invitation] = await store.many([request.id])
    if (!invitation) return { refuse: [fault('NOT_FOUND', 'notFound', ['id'])] }
    await store.withdraw(invitation)
    tx.audit({ action: 'REVOKE_INVITATION', subjectId: invitation.userId, before: { email: invitation.email } })
    return { commit: invitation.id }
  })
