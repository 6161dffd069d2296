import { addressOf } from './decide-invite.ts'

/** Who somebody is at the organisation's provider, as far as an invitation asks. */
export interface Identified {
  readonly email: string
  /** The provider has seen that the address is theirs. */
  readonly isVerified: boolean
  /** This outside account opens the account of somebody else here. */
  readonly isAnothers: boolean
}

export type ProviderRefusal = 'unverified' | 'otherAddress' | 'linked'

/** Whether somebody whom the provider names may accept the invitation of an address by that; null: they may. */
export function refusalOfProvider(
  invited: string,
  { email, isVerified, isAnothers }: Identified,
): ProviderRefusal | null {
  if (!isVerified) return 'unverified'
  if (addressOf(email) !== addressOf(invited)) return 'otherAddress'
  return isAnothers ? 'linked' : null
}
