import type { TeamId, UserId } from '../kernel/id.ts'
import type { Actor } from '../team/actor.ts'
import type { AmountReader } from './amounts.ts'

/** What decides who sees an opportunity: its owner and its own team (the owner's other teams do not count). */
export interface Acl {
  readonly ownerId: UserId | null
  readonly teamId: TeamId | null
}

/**
 * The part of all opportunities that a reader sees, and whether with their amounts. Every list, count, sum and event is
 * cut to it; SQL says the same.
 */
export type Scope = AmountReader &
  (
    | { readonly kind: 'ALL' }
    | { readonly kind: 'TEAM'; readonly userId: UserId; readonly teamIds: readonly TeamId[] }
    | { readonly kind: 'OWN'; readonly userId: UserId }
  )

type Reader = Pick<Actor, 'userId' | 'visibility' | 'seesAmounts' | 'teamIds'>

export function scopeOf({ userId, visibility, seesAmounts, teamIds }: Reader): Scope {
  if (visibility === 'ALL') return { kind: 'ALL', seesAmounts }
  if (visibility === 'OWN') return { kind: 'OWN', userId, seesAmounts }
  return { kind: 'TEAM', userId, teamIds: teamIds.toSorted(), seesAmounts }
}

export function isVisible(scope: Scope, acl: Acl): boolean {
  if (scope.kind === 'ALL') return true
  if (acl.ownerId === scope.userId) return true
  return scope.kind === 'TEAM' && acl.teamId !== null && scope.teamIds.includes(acl.teamId)
}

/** Readers with one key see exactly the same: what is made for one serves them all. */
export function scopeKey(scope: Scope): string {
  return scope.seesAmounts ? partKey(scope) : `${partKey(scope)}:no-amounts`
}

function partKey(scope: Scope): string {
  if (scope.kind === 'ALL') return 'ALL'
  return scope.kind === 'OWN' ? `OWN:${scope.userId}` : `TEAM:${scope.teamIds.join(',')}:${scope.userId}`
}

/** What a change looks like to a reader: it comes into view, changes in view, leaves view, or is none of theirs. */
export type Sight = 'ENTER' | 'UPDATE' | 'LEAVE' | 'NOTHING'

export function sightOf(scope: Scope, before: Acl | null, after: Acl | null): Sight {
  const was = before !== null && isVisible(scope, before)
  const is = after !== null && isVisible(scope, after)
  if (is) return was ? 'UPDATE' : 'ENTER'
  return was ? 'LEAVE' : 'NOTHING'
}
