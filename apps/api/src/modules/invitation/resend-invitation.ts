import { fault, type Fault } from '@mekong/domain'
import { change, type Keyed } from '../../data/change.ts'
import type { Writer, Writes, Written } from '../../data/write.ts'
import { holdPeople } from '../team/account.store.ts'
import { InvitationStore, newToken } from './invitation.store.ts'
import { linkOf, type Invitation, type Invited } from './invitation.ts'
import { mailInvitation } from './mail-invitation.ts'

export interface ResendInvitationRequest extends Keyed {
  readonly id: string
}

/** Makes another link, good for another week; the one before opens nothing any more. */
export async function resendInvitation(
  writes: Writes,
  caller: Writer,
  request: ResendInvitationRequest,
  site: string,
): Promise<Written<Invited, readonly Fault[]>> {
  const token = newToken()
  const link = linkOf(site, token)
  const operation = ['resendInvitation', 'setup:write'] as const
  const written = await change<Invitation>(writes, caller, operation, request, async (tx) => {
    await holdPeople(tx.sql)
    const store = new InvitationStore(tx.sql)
    const [before] = await store.many([request.id])
    if (!before) return { refuse: [fault('NOT_FOUND', 'notFound', ['id'])] }
    const invitation = await store.renew(before.id, token)
    tx.audit({
      action: 'RESEND_INVITATION',
      subjectId: before.userId,
      before: { expiresAt: before.expiresAt },
      after: { expiresAt: invitation.expiresAt },
    })
    await mailInvitation(tx, invitation, link)
    return { commit: invitation }
  })
  if (written.kind !== 'written') return written
  return { ...written, outcome: { invitation: written.outcome, link: written.isReplay ? null : link } }
}
