import type { UserId } from '@mekong/domain'
import { APIError, getOAuthState } from 'better-auth/api'
import { z } from 'zod'
import type { Via } from '../data/audit/via.ts'
import type { InTransaction } from '../data/transaction.ts'
import {
  acceptByProvider,
  type AcceptedByProvider,
  type OutsideAccount,
} from '../modules/invitation/accept-by-provider.ts'

/**
 * What is kept of an invitation while its person is at the provider: in the database, so the hash of the link and not
 * the link. Only `invitation-routes.ts` writes it; `auth-routes.ts` passes nothing of the kind on from a request.
 */
export interface PendingInvitation {
  readonly tokenHash: string
  readonly name: string
  readonly via: Via
}

const pending = z.object({
  invitation: z.object({
    tokenHash: z.string(),
    name: z.string(),
    via: z.object({ id: z.null(), address: z.string().nullable(), agent: z.string().nullable() }),
  }),
})

/** The page that takes whoever was refused back to their invitation: only the browser knows its link. */
export const wayBack = '/invite/back'

/** What the page is told; the client has a sentence for each. */
const errorOf: Readonly<Record<Exclude<AcceptedByProvider['kind'], 'accepted'>, string>> = {
  closed: 'invitation_closed',
  unverified: 'address_not_verified',
  otherAddress: 'other_address',
  linked: 'account_of_another',
}

interface Options {
  readonly inTransaction: InTransaction
  /** Somebody has come in. */
  readonly onAccepted: (userId: UserId) => void
  readonly onFault: (error: unknown) => void
}

/** Invitations that are accepted on the way back from the organisation's provider. */
export class ProviderInvitations {
  constructor(private readonly options: Options) {}

  /**
   * Called when the provider has said who somebody is, and before anybody is looked up by it: a way that began at an
   * invitation lets them in first. The sign-in that follows finds them like everybody whom the provider knows; if it is
   * cut off, they are here all the same and sign in by the provider.
   */
  async identified(account: OutsideAccount): Promise<void> {
    const state = pending.safeParse(await getOAuthState())
    if (!state.success) return
    const { tokenHash, name, via } = state.data.invitation
    const error = await this.#accept(tokenHash, name, account, via)
    if (error !== null) throw new APIError('FOUND', undefined, { location: `${wayBack}?error=${error}` })
  }

  async #accept(tokenHash: string, name: string, account: OutsideAccount, via: Via): Promise<string | null> {
    const { inTransaction, onAccepted, onFault } = this.options
    try {
      const outcome = await acceptByProvider(inTransaction, tokenHash, name, account, via)
      if (outcome.kind !== 'accepted') return errorOf[outcome.kind]
      onAccepted(outcome.userId)
      return null
    } catch (error) {
      onFault(error)
      return 'failed'
    }
  }
}
