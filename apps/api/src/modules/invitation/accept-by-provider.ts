import { addressOf, type UserId } from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import { audit } from '../../data/audit/audit.ts'
import type { Via } from '../../data/audit/via.ts'
import type { InTransaction } from '../../data/transaction.ts'
import { InvitationStore } from './invitation.store.ts'
import { letIn } from './let-in.ts'

/** Who somebody is at the organisation's provider. */
export interface OutsideAccount {
  readonly provider: string
  /** The provider's own name for them, which never changes. */
  readonly accountId: string
  readonly email: string
  /** The provider has seen that the address is theirs. */
  readonly isVerified: boolean
}

export type AcceptedByProvider =
  | { readonly kind: 'accepted'; readonly userId: UserId }
  /** The link was used, withdrawn or is too old by now. */
  | { readonly kind: 'closed' }
  /** The provider does not vouch for the address. */
  | { readonly kind: 'unverified' }
  /** The invitation is for another address. */
  | { readonly kind: 'otherAddress' }
  /** This outside account opens somebody else's account here. */
  | { readonly kind: 'linked' }

/**
 * Whoever has the link, and at the provider the address that was invited, comes in under it, once, and by the provider
 * from then on. All of it is written or nothing: a refused attempt leaves the invitation open.
 */
export async function acceptByProvider(
  inTransaction: InTransaction,
  tokenHash: string,
  name: string,
  { provider, accountId, email, isVerified }: OutsideAccount,
  via: Via,
): Promise<AcceptedByProvider> {
  if (!isVerified) return { kind: 'unverified' }
  return inTransaction(async (sql): Promise<AcceptedByProvider> => {
    const invitations = new InvitationStore(sql)
    const asked = await invitations.behind(tokenHash)
    if (!asked) return { kind: 'closed' }
    if (addressOf(email) !== asked.email) return { kind: 'otherAddress' }
    const holders = await sql.rows(
      'select 1 from app_account where provider_id = $1 and account_id = $2 and user_id <> $3',
      [provider, accountId, asked.userId],
    )
    if (holders.length > 0) return { kind: 'linked' }
    // Somebody else may have used the link up meanwhile.
    const invitation = await invitations.take(tokenHash)
    if (!invitation) return { kind: 'closed' }
    const { userId } = invitation
    await letIn(sql, invitation, name, via)
    await sql.count(
      `insert into app_account (id, account_id, provider_id, user_id, updated_at) values ($1, $2, $3, $4, now())`,
      [typeidUnboxed('acc'), accountId, provider, userId],
    )
    await audit(sql, { action: 'LINK_ACCOUNT', subjectId: userId, actorId: userId, via })
    return { kind: 'accepted', userId }
  })
}
