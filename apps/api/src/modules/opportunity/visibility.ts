import type { Scope } from '@mekong/domain'
import type { Params } from '../../data/sql.ts'

/**
 * The one SQL form of the domain's `isVisible(scope, acl)`. Every list, count, sum, board, event and name lookup is cut
 * by it. `alias` names a row with `owner_id` and `team_id`, be it an opportunity or a kept total (whose empty owner or
 * team is '', which equals no id).
 */
export function visibleTo(scope: Scope, alias: string, params: Params): string {
  if (scope.kind === 'ALL') return 'true'
  const own = `${alias}.owner_id = ${params.add(scope.userId)}`
  if (scope.kind === 'OWN' || scope.teamIds.length === 0) return own
  return `(${own} or ${alias}.team_id = any(${params.add(scope.teamIds)}::text[]))`
}

/**
 * The same as conditions of which at least one holds. Each is a range of an index by column and owner or team, where the
 * disjunction would make the database read a long column to its end for the few cards that a reader sees in it.
 */
export function waysOfSeeing(scope: Scope, alias: string, params: Params): readonly string[] {
  if (scope.kind === 'ALL') return ['true']
  const teamIds = scope.kind === 'TEAM' ? scope.teamIds : []
  return [
    `${alias}.owner_id = ${params.add(scope.userId)}`,
    ...teamIds.map((teamId) => `${alias}.team_id = ${params.add(teamId)}`),
  ]
}
