import { refusalOfProvider, type Identified, type ProviderRefusal, type UserId } from '@mekong/domain'
import { audit } from '../../data/audit/audit.ts'
import type { Via } from '../../data/audit/via.ts'
import type { InTransaction } from '../../data/transaction.ts'
import { InvitationStore } from './invitation.store.ts'
import { letIn } from './let-in.ts'
import { WaysInStore, type OutsideId } from './ways-in.store.ts'

/** Who somebody is at the organisation's provider. */
export interface OutsideAccount extends OutsideId, Omit<Identified, 'isAnothers'> {}

export type AcceptedByProvider =
  | { readonly kind: 'accepted'; readonly userId: UserId }
  /** The link was used, withdrawn or is too old by now. */
  | { readonly kind: 'closed' }
  | { readonly kind: ProviderRefusal }

/**
 * Whoever has the link, and at the provider the address that was invited, comes in under it, once, and by the provider
 * from then on. All of it is written or nothing: a refused attempt leaves the invitation open.
 */
export async function acceptByProvider(
  inTransaction: InTransaction,
  tokenHash: string,
  name: string,
  account: OutsideAccount,
  via: Via,
): Promise<AcceptedByProvider> {
  return inTransaction(async (sql): Promise<AcceptedByProvider> => {
    const invitations = new InvitationStore(sql)
    const waysIn = new WaysInStore(sql)
    const asked = await invitations.behind(tokenHash)
    if (!asked) return { kind: 'closed' }
    const isAnothers = await waysIn.opensAnother(account, asked.userId)
    const refusal = refusalOfProvider(asked.email, { ...account, isAnothers })
    if (refusal !== null) return { kind: refusal }
    // Somebody else may have used the link up meanwhile.
    const invitation = await invitations.take(tokenHash)
    if (!invitation) return { kind: 'closed' }
    const { userId } = invitation
    await letIn(sql, invitation, name, via)
    await waysIn.link(account, userId)
    await audit(sql, { action: 'LINK_ACCOUNT', subjectId: userId, actorId: userId, via })
    return { kind: 'accepted', userId }
  })
}
