import { invalid, type Fault } from '../kernel/fault.ts'
import type { TeamId, UserId } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { faultsOfAccount, faultsOfTeams, sortedIds, visibilityOf, type Account } from './account.ts'
import type { Role, Visibility } from './actor.ts'

export interface InviteRequest {
  readonly email: string
  /** Absent: what stands before the @ of their address, until they say better. */
  readonly name?: string | undefined
  /** Absent: they sell. */
  readonly role?: Role | undefined
  /** Absent: what fits the role. */
  readonly visibility?: Visibility | undefined
  readonly seesAmounts?: boolean | undefined
  /** The first is their main team. */
  readonly teamIds?: readonly TeamId[] | undefined
}

export type InviteDecision =
  | { readonly kind: 'invited'; readonly email: string; readonly account: Account }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

/** How an address is stored and compared: people write it in capitals or not. */
export const addressOf = (email: string): string => email.trim().toLowerCase()

/** Asking somebody to come. Until they accept they are nobody who acts, or whom work is given to. */
export function decideInvite(
  request: InviteRequest,
  known: {
    readonly id: UserId
    readonly teams: ReadonlySet<TeamId>
    readonly isTaken: boolean
    readonly locale: Locale
  },
): InviteDecision {
  const email = addressOf(request.email)
  const { role = 'REP', visibility = visibilityOf(role), seesAmounts = true, teamIds = [] } = request
  const name = (request.name ?? email.split('@', 1)[0] ?? '').trim()
  const faults = [
    ...faultsOfAccount({ email, name }),
    ...(known.isTaken ? [invalid('taken', ['email'])] : []),
    ...faultsOfTeams(teamIds, known.teams),
  ]
  if (faults.length > 0) return { kind: 'refused', faults }
  const account: Account = {
    id: known.id,
    name,
    role,
    visibility,
    seesAmounts,
    mainTeamId: teamIds[0] ?? null,
    teamIds: sortedIds(teamIds),
    ledTeamIds: [],
    locale: known.locale,
    timeZone: null,
    isActive: false,
    hasSignIn: true,
  }
  return { kind: 'invited', email, account }
}
