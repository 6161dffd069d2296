import { invalid, type Fault } from '../kernel/fault.ts'
import type { TeamId, UserId } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { isTimeZone } from '../kernel/time-zone.ts'
import { emailFaults, limits, requiredText } from '../kernel/validate.ts'
import type { Role, Visibility } from './actor.ts'

/** A person as administrators set them up. */
export interface Account {
  readonly id: UserId
  readonly name: string
  readonly role: Role
  readonly visibility: Visibility
  readonly seesAmounts: boolean
  /** One of their teams; null exactly when they have none. */
  readonly mainTeamId: TeamId | null
  /** Sorted. */
  readonly teamIds: readonly TeamId[]
  /** Among their teams, sorted. */
  readonly ledTeamIds: readonly TeamId[]
  readonly locale: Locale
  /** Null: the organisation's. */
  readonly timeZone: string | null
  /** False before they accept an invitation, and once they have left. */
  readonly isActive: boolean
  /** False for people whom an import made: they own work and cannot sign in. */
  readonly hasSignIn: boolean
}

/** Where somebody stands: asked to come, here, or gone. */
export type UserState = 'INVITED' | 'ACTIVE' | 'DEACTIVATED'

/** What administrators write on a person. Absent leaves a field as it is. */
export interface AccountFields {
  readonly name?: string | undefined
  readonly role?: Role | undefined
  readonly visibility?: Visibility | undefined
  readonly seesAmounts?: boolean | undefined
  readonly mainTeamId?: TeamId | undefined
  readonly teamIds?: readonly TeamId[] | undefined
  readonly locale?: Locale | undefined
  readonly timeZone?: string | null | undefined
}

/** How much somebody sees when nobody says otherwise: who sells sees their teams' work, who looks after all sees all. */
export const visibilityOf = (role: Role): Visibility => (role === 'REP' || role === 'TEAM_LEADER' ? 'TEAM' : 'ALL')

/** Whoever could let others in again. The organisation always keeps one. */
export const isKeyholder = ({ role, isActive, hasSignIn }: Pick<Account, 'role' | 'isActive' | 'hasSignIn'>): boolean =>
  role === 'ADMINISTRATOR' && isActive && hasSignIn

/** `known` are those of the named teams that exist. */
export const faultsOfTeams = (teamIds: readonly TeamId[], known: ReadonlySet<TeamId>): Fault[] =>
  teamIds.flatMap((id, at) =>
    known.has(id) ? [] : [{ code: 'NOT_FOUND', rule: 'notFound', field: ['teamIds', String(at)] } satisfies Fault],
  )

export function faultsOfAccount(fields: AccountFields & { readonly email?: string | undefined }): Fault[] {
  const { name, email, timeZone } = fields
  return [
    ...(email === undefined ? [] : emailFaults(email, ['email'])),
    ...(name === undefined ? [] : requiredText(name, limits.name, ['name'])),
    ...(typeof timeZone === 'string' && !isTimeZone(timeZone) ? [invalid('unknownTimeZone', ['timeZone'])] : []),
  ]
}

/** The main team after a change of teams: the one that it was while that is still theirs, else the first. */
export const mainTeamIn = (teamIds: readonly TeamId[], before: TeamId | null): TeamId | null =>
  before !== null && teamIds.includes(before) ? before : (teamIds[0] ?? null)

export const sortedIds = (ids: readonly TeamId[]): readonly TeamId[] => [...new Set(ids)].toSorted()
