import { fault, invalid, type Fault } from '../kernel/fault.ts'
import type { TeamId, UserId } from '../kernel/id.ts'
import { limits, requiredText } from '../kernel/validate.ts'
import type { UserState } from './account.ts'

/** A team as administrators set it up. Leaders are among the members; both are sorted. */
export interface TeamSetUp {
  readonly id: TeamId
  readonly name: string
  readonly memberIds: readonly UserId[]
  readonly leaderIds: readonly UserId[]
}

/** What administrators write on a team. Absent leaves a field as it is. */
export interface TeamFields {
  readonly name?: string | undefined
  readonly memberIds?: readonly UserId[] | undefined
  /** They become members if they are not. */
  readonly leaderIds?: readonly UserId[] | undefined
}

export interface TeamSurroundings {
  /** Those of the named people who exist. */
  readonly people: ReadonlyMap<UserId, UserState>
  /** Another team has that name; case and accents do not count. */
  readonly isTaken: boolean
}

export type TeamDecision =
  | { readonly kind: 'changed'; readonly after: TeamSetUp }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

export const decideCreateTeam = (
  id: TeamId,
  fields: TeamFields & { readonly name: string },
  known: TeamSurroundings,
): TeamDecision => decideUpdateTeam({ id, name: '', memberIds: [], leaderIds: [] }, fields, known)

/** Who leads a team belongs to it; who leaves it leads it no longer; nobody who has left comes in. */
export function decideUpdateTeam(before: TeamSetUp, fields: TeamFields, known: TeamSurroundings): TeamDecision {
  const named = fields.memberIds ?? before.memberIds
  const leaderIds = sorted(fields.leaderIds ?? before.leaderIds.filter((id) => named.includes(id)))
  const after: TeamSetUp = {
    id: before.id,
    name: (fields.name ?? before.name).trim(),
    memberIds: sorted([...named, ...leaderIds]),
    leaderIds,
  }
  const faults = [
    ...(fields.name === undefined ? [] : requiredText(fields.name, limits.name, ['name'])),
    ...(known.isTaken ? [invalid('taken', ['name'])] : []),
    ...faultsOfPeople(fields.memberIds, before.memberIds, known, 'memberIds'),
    ...faultsOfPeople(fields.leaderIds, before.leaderIds, known, 'leaderIds'),
  ]
  if (faults.length > 0) return { kind: 'refused', faults }
  const isSame = after.name === before.name && String(ids(after)) === String(ids(before))
  return isSame ? { kind: 'unchanged' } : { kind: 'changed', after }
}

const faultsOfPeople = (
  named: readonly UserId[] = [],
  before: readonly UserId[],
  { people }: TeamSurroundings,
  field: string,
): Fault[] =>
  named.flatMap((id, at) => {
    const state = people.get(id)
    if (state === undefined) return [fault('NOT_FOUND', 'notFound', [field, String(at)])]
    const isLate = state === 'DEACTIVATED' && !before.includes(id)
    return isLate ? [invalid('inactivePerson', [field, String(at)])] : []
  })

/** What a team has goes to another team; without any it may simply go. `moveTo`: null when no team has the named id. */
export function faultsOfTeamDeletion(
  team: Pick<TeamSetUp, 'id'>,
  moveTo: Pick<TeamSetUp, 'id'> | null | undefined,
  opportunities: number,
): Fault[] {
  const field = ['moveToTeamId']
  if (moveTo === null) return [fault('NOT_FOUND', 'notFound', field)]
  if (moveTo?.id === team.id) return [invalid('moveToItself', field)]
  return moveTo === undefined && opportunities > 0 ? [invalid('teamInUse', field)] : []
}

const ids = ({ memberIds, leaderIds }: TeamSetUp) => [...memberIds, '/', ...leaderIds]

const sorted = (of: readonly UserId[]): readonly UserId[] => [...new Set(of)].toSorted()
