import { decideCreateTeam, type TeamFields, type TeamId, type UserId } from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { holdPeople } from './account.store.ts'
import { TeamSetUpStore } from './team-set-up.store.ts'

export interface CreateTeamRequest extends Keyed, TeamFields {
  readonly name: string
}

export interface TeamWritten {
  readonly id: TeamId
  /** Whose rights changed with it. */
  readonly userIds: readonly UserId[]
}

/** Makes a team, with its people if they are named. */
export const createTeam = (writes: Writes, caller: Writer, request: CreateTeamRequest): Outcome<TeamWritten> =>
  change<TeamWritten>(writes, caller, ['createTeam', 'setup:write'], request, async (tx) => {
    await holdPeople(tx.sql)
    const store = new TeamSetUpStore(tx.sql)
    const id = typeidUnboxed('tea')
    const decision = decideCreateTeam(id, request, {
      people: await store.people([...(request.memberIds ?? []), ...(request.leaderIds ?? [])]),
      isTaken: await store.isNameTaken(request.name, id),
    })
    if (decision.kind === 'refused') return { refuse: decision.faults }
    if (decision.kind === 'unchanged') throw new Error('A team without a name was let through.')
    await store.insert(decision.after)
    const userIds = await store.place(decision.after)
    tx.audit({ action: 'CREATE_TEAM', subjectId: id, after: { ...decision.after } })
    return { commit: { id, userIds } }
  })
