import type { TeamId } from '../kernel/id.ts'
import { roles, type Actor, type ApiKeyScope, type Person, type Role } from '../team/actor.ts'
import { isVisible, scopeOf, type Acl } from './scope.ts'

/** What can be done, and to what. An action without a subject is a matter of the role alone. */
export type Action =
  | 'opportunity:read'
  | 'opportunity:create'
  | 'opportunity:edit'
  | 'opportunity:delete'
  | 'opportunity:restore'
  | 'company:write'
  | 'company:delete'
  | 'setup:write'
  | 'organization:write'
  | 'viewer:write'
  | 'key:own'
  | 'key:others'
  | 'session:own'
  | 'session:others'
  | 'audit:read'

const everyone = roles
const writers: readonly Role[] = ['REP', 'TEAM_LEADER', 'MANAGER', 'ADMINISTRATOR']
const heads: readonly Role[] = ['MANAGER', 'ADMINISTRATOR']

/** The policy: which roles may act at all, and which scope a key needs for it. One row an action. */
const policy: Readonly<Record<Action, { readonly roles: readonly Role[]; readonly scope: ApiKeyScope }>> = {
  'opportunity:read': { roles: everyone, scope: 'READ_OPPORTUNITIES' },
  'opportunity:create': { roles: writers, scope: 'WRITE_OPPORTUNITIES' },
  'opportunity:edit': { roles: writers, scope: 'WRITE_OPPORTUNITIES' },
  'opportunity:delete': { roles: writers, scope: 'WRITE_OPPORTUNITIES' },
  'opportunity:restore': { roles: writers, scope: 'WRITE_OPPORTUNITIES' },
  'company:write': { roles: writers, scope: 'WRITE_OPPORTUNITIES' },
  'company:delete': { roles: heads, scope: 'WRITE_OPPORTUNITIES' },
  'setup:write': { roles: ['ADMINISTRATOR'], scope: 'ADMIN' },
  'organization:write': { roles: ['ADMINISTRATOR'], scope: 'ADMIN' },
  'viewer:write': { roles: everyone, scope: 'ADMIN' },
  'key:own': { roles: everyone, scope: 'ADMIN' },
  'key:others': { roles: ['ADMINISTRATOR'], scope: 'ADMIN' },
  'session:own': { roles: everyone, scope: 'ADMIN' },
  'session:others': { roles: ['ADMINISTRATOR'], scope: 'ADMIN' },
  'audit:read': { roles: ['ADMINISTRATOR'], scope: 'ADMIN' },
}

/** What administrators alone may do: who tries it and may not is told to the audit. */
export const isAdministrative = (action: Action): boolean =>
  policy[action].roles.every((role) => role === 'ADMINISTRATOR')

/** A wider scope holds the narrower ones: who may write may read what they wrote. */
const heldBy: Readonly<Record<ApiKeyScope, readonly ApiKeyScope[]>> = {
  READ_OPPORTUNITIES: ['READ_OPPORTUNITIES', 'WRITE_OPPORTUNITIES', 'ADMIN'],
  WRITE_OPPORTUNITIES: ['WRITE_OPPORTUNITIES', 'ADMIN'],
  ADMIN: ['ADMIN'],
}

const withinScopes = (actor: Actor, scope: ApiKeyScope): boolean =>
  actor.scopes === null || heldBy[scope].some((wide) => actor.scopes?.includes(wide))

/**
 * May this person do that, here? Without a subject: may they do it to anything at all (their role and key decide).
 * An opportunity that they do not see is not theirs to act on, whatever the action.
 */
export function may(actor: Actor, action: Action, subject?: Acl): boolean {
  const row = policy[action]
  if (!row.roles.includes(actor.role) || !withinScopes(actor, row.scope)) return false
  if (subject === undefined) return true
  if (!isVisible(scopeOf(actor), subject)) return false
  if (action === 'opportunity:delete' || action === 'opportunity:restore') return mayDelete(actor, subject)
  return true
}

/** Its owner, its team's leader, a manager or an administrator. */
const mayDelete = (actor: Actor, subject: Acl): boolean =>
  heads.includes(actor.role) ||
  subject.ownerId === actor.userId ||
  (subject.teamId !== null && actor.ledTeamIds.includes(subject.teamId))

const givers: readonly Role[] = ['TEAM_LEADER', 'MANAGER', 'ADMINISTRATOR']

/** Reps hand work only to people of their own teams; leaders and up to anybody. */
export const mayGiveToPerson = (actor: Actor, person: Pick<Person, 'id' | 'teamIds'>): boolean =>
  givers.includes(actor.role) ||
  person.id === actor.userId ||
  person.teamIds.some((team) => actor.teamIds.includes(team))

export const mayGiveToTeam = (actor: Actor, teamId: TeamId): boolean =>
  givers.includes(actor.role) || actor.teamIds.includes(teamId)

/** Who won it keeps it: the owner of something closed is changed by a manager or an administrator only. */
export const mayChangeClosedOwner = (actor: Actor): boolean => heads.includes(actor.role)

/** What a client may offer this person, by name, as `viewer.permissions` tells it. */
export function permissionsOf(actor: Actor): readonly string[] {
  const granted = (Object.keys(policy) as Action[]).filter((action) => may(actor, action))
  const writes = may(actor, 'opportunity:edit')
  return [
    ...granted,
    ...(actor.seesAmounts && may(actor, 'opportunity:read') ? ['opportunity:amount'] : []),
    ...(writes && givers.includes(actor.role) ? ['opportunity:give-to-anyone'] : []),
    ...(writes && mayChangeClosedOwner(actor) ? ['opportunity:change-closed-owner'] : []),
  ].toSorted()
}
