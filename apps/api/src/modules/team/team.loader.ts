import { ById, manyBy } from '../../data/batch.ts'
import type { Sql } from '../../data/sql.ts'
import { TeamStore } from './team.store.ts'

export function teamLoaders(sql: Sql) {
  const store = new TeamStore(sql)
  return {
    users: new ById((ids) => store.users(ids)),
    teams: new ById((ids) => store.teams(ids)),
    openOpportunitiesOfUser: new ById((ids) => store.openOpportunitiesOf(ids)),
    opportunitiesOfTeam: new ById((ids) => store.opportunitiesOf(ids)),
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
