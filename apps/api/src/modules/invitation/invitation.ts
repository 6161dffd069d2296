import type { Instant, UserId } from '@mekong/domain'

/** Somebody was asked to come and has not yet. */
export interface Invitation {
  readonly id: string
  readonly userId: UserId
  readonly email: string
  readonly invitedById: UserId
  readonly createdAt: Instant
  /** When the link that is good now was made. */
  readonly sentAt: Instant
  readonly expiresAt: Instant
}

/** An invitation with its link, which is told this once. */
export interface Invited {
  readonly invitation: Invitation
  /** Null when the same request is answered again: the link is stored nowhere. */
  readonly link: string | null
}

/** Where the link leads, on a site at this address. */
export const linkOf = (site: string, token: string): string => `${site}/invite/${token}`
