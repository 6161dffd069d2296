import { mayGiveToPerson, mayGiveToTeam } from '../access/may.ts'
import { fault, type Fault } from '../kernel/fault.ts'
import type { TeamId, UserId } from '../kernel/id.ts'
import type { Actor, Person } from '../team/actor.ts'

/** What a write names by id, as found: null where nothing (visible) has that id, absent where the write names none. */
export interface NamedThings {
  readonly owner?: Person | null | undefined
  readonly team?: { readonly id: TeamId } | null | undefined
  readonly company?: { readonly id: string } | null
  readonly contact?: { readonly id: string } | null
  readonly lostReason?: { readonly id: string } | null
}

const notFound = (field: string): Fault => fault('NOT_FOUND', 'notFound', [field])

/** Everything that a write names exists, is usable, and is the actor's to give to. */
export function faultsOfNames(actor: Actor, named: NamedThings): Fault[] {
  const faults: Fault[] = []
  if (named.owner === null) faults.push(notFound('ownerId'))
  else if (named.owner && !named.owner.isActive) faults.push(fault('INVALID', 'inactivePerson', ['ownerId']))
  else if (named.owner && !mayGiveToPerson(actor, named.owner))
    faults.push(fault('FORBIDDEN', 'notYourPerson', ['ownerId']))
  if (named.team === null) faults.push(notFound('teamId'))
  else if (named.team && !mayGiveToTeam(actor, named.team.id))
    faults.push(fault('FORBIDDEN', 'notYourTeam', ['teamId']))
  if (named.company === null) faults.push(notFound('companyId'))
  if (named.contact === null) faults.push(notFound('contactId'))
  if (named.lostReason === null) faults.push(notFound('lostReasonId'))
  return faults
}

/**
 * Who gets a new opportunity when the writer does not say: the writer, in the owner's main team. Where that team is not
 * the writer's to give to, the first one that the two share.
 */
export function defaultAssignment(
  actor: Actor,
  asked: { ownerId?: UserId | null | undefined; teamId?: TeamId | null | undefined },
  owner: Person | null | undefined,
): { ownerId: UserId | null; teamId: TeamId | null } {
  const ownerId = asked.ownerId === undefined ? actor.userId : asked.ownerId
  if (asked.teamId !== undefined) return { ownerId, teamId: asked.teamId }
  if (!owner || ownerId === actor.userId) return { ownerId, teamId: actor.mainTeamId }
  const teams = owner.mainTeamId === null ? owner.teamIds : [owner.mainTeamId, ...owner.teamIds]
  return { ownerId, teamId: teams.find((team) => mayGiveToTeam(actor, team)) ?? actor.mainTeamId }
}
