import { byId, manyBy } from '../../data/batch.ts'
import type { Sql } from '../../data/sql.ts'
import { TeamStore } from './team.store.ts'

export function teamLoaders(sql: Sql) {
  const store = new TeamStore(sql)
  return {
    users: byId((ids) => store.users(ids)),
    teams: byId((ids) => store.teams(ids)),
    openOpportunitiesOfUser: byId((ids) => store.openOpportunitiesOf(ids)),
    opportunitiesOfTeam: byId((ids) => store.opportunitiesOf(ids)),
    membersOfTeam: manyBy(
      (ids) => store.membersOf(ids),
      ({ teamId }) => teamId,
    ),
    teamsOfUser: manyBy(
      (ids) => store.teamsOf(ids),
      ({ userId }) => userId,
    ),
  }
}
