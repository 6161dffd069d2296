import { fault, invalid, type Fault } from '../kernel/fault.ts'
import type { UserId } from '../kernel/id.ts'
import type { Account } from './account.ts'
import { faultsOfLastAdministrator, type UserSurroundings } from './decide-update-user.ts'

export type DeactivateDecision =
  | {
      readonly kind: 'deactivated'
      readonly after: Account
      /** Who gets their open work, now and whenever some turns up later; null: there is none, and nobody was named. */
      readonly successorId: UserId | null
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

export interface Leaving {
  /** Who lets them go. */
  readonly byId: UserId
  /** An invitation is theirs: while they are not active, they have not come yet, and it is that which is withdrawn. */
  readonly isInvited: boolean
  /** Who was named to take over; null: nobody has that id; undefined: nobody was named. */
  readonly handOverTo: Account | null | undefined
  /** Leaders of their teams, the main team's first. The first who can take over does, when nobody was named. */
  readonly leaders: readonly Account[]
  readonly openOpportunities: number
  /** Who was to take over when they left before, and the first time they leave null. */
  readonly successorId: UserId | null
}

/**
 * Somebody leaves. Their open work has an owner at every moment: it goes to who is named, else to a leader of theirs;
 * with work and neither, they stay. To name another successor of somebody who has left is allowed. Nobody shuts the door
 * behind themself: by a slip they would be out at once, and only somebody else could let them in again.
 */
export function decideDeactivate(
  before: Account,
  leaving: Leaving,
  known: Pick<UserSurroundings, 'otherAdministrators'>,
): DeactivateDecision {
  if (leaving.byId === before.id) return { kind: 'refused', faults: [invalid('deactivateSelf', ['id'])] }
  if (leaving.isInvited && !before.isActive) return { kind: 'refused', faults: [invalid('stillInvited', ['id'])] }
  const after: Account = { ...before, isActive: false, ledTeamIds: [] }
  const successor =
    leaving.handOverTo === undefined
      ? leaving.leaders.find((leader) => faultsOfSuccessor(before, leader).length === 0)
      : leaving.handOverTo
  const faults = [
    ...faultsOfLastAdministrator(before, after, known, ['id']),
    ...(leaving.handOverTo === undefined ? [] : faultsOfSuccessor(before, leaving.handOverTo)),
    ...(!successor && leaving.handOverTo === undefined && leaving.openOpportunities > 0
      ? [invalid('handOverWanted', ['handOverToId'])]
      : []),
  ]
  if (faults.length > 0) return { kind: 'refused', faults }
  const isAsBefore = leaving.handOverTo === undefined || leaving.handOverTo?.id === leaving.successorId
  if (!before.isActive && isAsBefore) return { kind: 'unchanged' }
  return { kind: 'deactivated', after, successorId: successor?.id ?? null }
}

/** Whoever takes over works here and may change what they own. */
export function faultsOfSuccessor(leaver: Pick<Account, 'id'>, successor: Account | null): Fault[] {
  const field = ['handOverToId']
  if (successor === null) return [fault('NOT_FOUND', 'notFound', field)]
  if (successor.id === leaver.id) return [invalid('handOverToSelf', field)]
  if (!successor.isActive) return [invalid('inactivePerson', field)]
  return successor.role === 'READ_ONLY' ? [invalid('readOnlyPerson', field)] : []
}
