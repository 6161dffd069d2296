import { invalid, type Fault } from '../kernel/fault.ts'
import type { TeamId } from '../kernel/id.ts'
import {
  faultsOfAccount,
  faultsOfTeams,
  isKeyholder,
  mainTeamIn,
  sortedIds,
  type Account,
  type AccountFields,
} from './account.ts'

export type UserDecision =
  | { readonly kind: 'changed'; readonly after: Account }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

/** What a change of a person is decided by, besides the person. */
export interface UserSurroundings {
  /** Those of the named teams that exist. */
  readonly teams: ReadonlySet<TeamId>
  /** Active administrators who can sign in, this person left out. */
  readonly otherAdministrators: number
}

/**
 * A change of a person by an administrator. Who leaves a team leads it no longer; the main team is always one of theirs;
 * the last administrator stays one.
 */
export function decideUpdateUser(before: Account, fields: AccountFields, known: UserSurroundings): UserDecision {
  const teamIds = fields.teamIds === undefined ? before.teamIds : sortedIds(fields.teamIds)
  const after: Account = {
    ...before,
    name: (fields.name ?? before.name).trim(),
    role: fields.role ?? before.role,
    visibility: fields.visibility ?? before.visibility,
    seesAmounts: fields.seesAmounts ?? before.seesAmounts,
    teamIds,
    ledTeamIds: before.ledTeamIds.filter((id) => teamIds.includes(id)),
    mainTeamId: fields.mainTeamId ?? mainTeamIn(fields.teamIds ?? before.teamIds, before.mainTeamId),
    locale: fields.locale ?? before.locale,
    timeZone: fields.timeZone === undefined ? before.timeZone : fields.timeZone,
  }
  const faults = [
    ...faultsOfAccount(fields),
    ...faultsOfTeams(fields.teamIds ?? [], known.teams),
    ...faultsOfMainTeam(fields.mainTeamId, teamIds),
    ...faultsOfLastAdministrator(before, after, known, ['role']),
  ]
  if (faults.length > 0) return { kind: 'refused', faults }
  return isSame(before, after) ? { kind: 'unchanged' } : { kind: 'changed', after }
}

const faultsOfMainTeam = (asked: TeamId | undefined, teamIds: readonly TeamId[]): Fault[] =>
  asked === undefined || teamIds.includes(asked) ? [] : [invalid('notTheirTeam', ['mainTeamId'])]

/** Without an administrator who can sign in nobody could ever be let in again. */
export const faultsOfLastAdministrator = (
  before: Account,
  after: Account,
  { otherAdministrators }: Pick<UserSurroundings, 'otherAdministrators'>,
  field: readonly string[],
): Fault[] =>
  isKeyholder(before) && !isKeyholder(after) && otherAdministrators === 0 ? [invalid('lastAdministrator', field)] : []

const isSame = (before: Account, after: Account): boolean =>
  (Object.keys(before) as (keyof Account)[]).every((key) => String(before[key]) === String(after[key]))
