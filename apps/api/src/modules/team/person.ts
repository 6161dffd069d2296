import type { Instant, Locale, Role, UserState, Visibility } from '@mekong/domain'

/** A person of the organisation as everybody in it may know them. */
export interface User {
  readonly id: string
  readonly name: string
  /** Null for people without sign-in, whom an import made. */
  readonly email: string | null
  readonly role: Role
  readonly isActive: boolean
  readonly mainTeamId: string | null
  readonly state: UserState
  readonly account: UserAccount
}

/** What only administrators know of a person. */
export interface UserAccount {
  readonly visibility: Visibility
  readonly seesAmounts: boolean
  readonly locale: Locale
  readonly timeZone: string | null
  readonly hasSignIn: boolean
  readonly lastSeenAt: Instant | null
  readonly successorId: string | null
}

export interface Team {
  readonly id: string
  readonly name: string
}

/** Somebody's place in a team. */
export interface Membership {
  readonly teamId: string
  readonly userId: string
  readonly isLeader: boolean
}
