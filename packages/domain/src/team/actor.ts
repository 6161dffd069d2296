import type { TeamId, UserId } from '../kernel/id.ts'

export type Role = 'REP' | 'TEAM_LEADER' | 'MANAGER' | 'ADMINISTRATOR' | 'READ_ONLY'
export const roles: readonly Role[] = ['REP', 'TEAM_LEADER', 'MANAGER', 'ADMINISTRATOR', 'READ_ONLY']

/** How much of the pipeline a person sees. */
export type Visibility = 'OWN' | 'TEAM' | 'ALL'
export const visibilities: readonly Visibility[] = ['OWN', 'TEAM', 'ALL']

/** What an API key may do at most; its owner's rights are the ceiling. */
export type ApiKeyScope = 'READ_OPPORTUNITIES' | 'WRITE_OPPORTUNITIES' | 'ADMIN'

/** Who acts: a person, by session or by a key of theirs. */
export interface Actor {
  readonly userId: UserId
  readonly role: Role
  readonly visibility: Visibility
  /** False: no sum of money of any opportunity is theirs to see, to search by, or to write. */
  readonly seesAmounts: boolean
  /** Teams that they are a member or the leader of, sorted. */
  readonly teamIds: readonly TeamId[]
  readonly ledTeamIds: readonly TeamId[]
  readonly mainTeamId: TeamId | null
  /** Null for a session: all that the role may. */
  readonly scopes: readonly ApiKeyScope[] | null
}

/** A person as far as rules about owners need them. */
export interface Person {
  readonly id: UserId
  readonly isActive: boolean
  readonly teamIds: readonly TeamId[]
  readonly mainTeamId: TeamId | null
}
