import { decideUpdateTeam, fault, type TeamFields, type TeamId } from '@mekong/domain'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { tellRename } from '../opportunity/tell-rename.ts'
import { holdPeople } from './account.store.ts'
import type { TeamWritten } from './create-team.ts'
import { TeamSetUpStore } from './team-set-up.store.ts'

export interface UpdateTeamRequest extends Keyed, TeamFields {
  readonly id: TeamId
}

/** Changes a team: its name, its members, who leads it. A new name reaches the boards that show it. */
export async function updateTeam(writes: Writes, caller: Writer, request: UpdateTeamRequest): Outcome<TeamWritten> {
  let isRenamed = false
  const written = await change<TeamWritten>(writes, caller, ['updateTeam', 'setup:write'], request, async (tx) => {
    isRenamed = false
    await holdPeople(tx.sql)
    const store = new TeamSetUpStore(tx.sql)
    const before = await store.locked(request.id)
    if (!before) return { refuse: [fault('NOT_FOUND', 'notFound', ['id'])] }
    const { name, memberIds = [], leaderIds = [] } = request
    const decision = decideUpdateTeam(before, request, {
      people: await store.people([...memberIds, ...leaderIds]),
      isTaken: name !== undefined && (await store.isNameTaken(name, before.id)),
    })
    if (decision.kind === 'refused') return { refuse: decision.faults }
    if (decision.kind === 'unchanged') return { commit: { id: before.id, userIds: [] } }
    await store.rename(decision.after)
    const userIds = await store.place(decision.after)
    tx.audit({ action: 'UPDATE_TEAM', subjectId: before.id, before: { ...before }, after: { ...decision.after } })
    isRenamed = before.name !== decision.after.name
    return { commit: { id: before.id, userIds } }
  })
  if (isRenamed && written.kind === 'written') await tellRename(writes, caller, 'team_id', request.id)
  return written
}
