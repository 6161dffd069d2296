import { fault, faultsOfTeamDeletion, type Fault, type Opportunity, type TeamId, type TeamSetUp } from '@mekong/domain'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes, WriteTx } from '../../data/write.ts'
import { OpportunityStore } from '../opportunity/opportunity.store.ts'
import { chunkSize, rewriteChunk } from '../opportunity/rewrite-chunk.ts'
import { holdPeople } from './account.store.ts'
import type { TeamWritten } from './create-team.ts'
import { TeamSetUpStore } from './team-set-up.store.ts'

export interface DeleteTeamRequest extends Keyed {
  readonly id: TeamId
  /** Where its opportunities go; wanted when it has any. */
  readonly moveToTeamId: TeamId | undefined
}

/**
 * Deletes a team. What it has goes to another one first, in chunks, each a write of its own, and the team goes with the
 * last of them: whoever asks again after a failure goes on where it stopped. Its people stay, without it.
 */
export async function deleteTeam(writes: Writes, caller: Writer, request: DeleteTeamRequest): Outcome<TeamWritten> {
  const operation = ['deleteTeam', 'setup:write'] as const
  for (;;) {
    let isFull = false
    const written = await change<TeamWritten>(writes, caller, operation, request, async (tx) => {
      const found = await findTeam(tx, request)
      isFull = 'team' in found && found.count > chunkSize
      if (!('team' in found) || isFull) return { refuse: 'team' in found ? [] : found.faults }
      const { team, moveToId } = found
      if (moveToId !== undefined) await moveChunk(tx, team.id, moveToId)
      const store = new TeamSetUpStore(tx.sql)
      const userIds = await store.place({ ...team, memberIds: [], leaderIds: [] })
      await store.delete(team.id)
      tx.audit({ action: 'DELETE_TEAM', subjectId: team.id, before: { ...team } })
      return { commit: { id: team.id, userIds } }
    })
    if (!isFull) return written
    await change<null>(writes, caller, operation, { ...request, clientMutationId: null }, async (tx) => {
      const found = await findTeam(tx, request)
      if ('team' in found && found.moveToId !== undefined) await moveChunk(tx, found.team.id, found.moveToId)
      return { commit: null }
    })
  }
}

interface Found {
  readonly team: TeamSetUp
  readonly moveToId: TeamId | undefined
  readonly count: number
}

async function findTeam(tx: WriteTx, { id, moveToTeamId }: DeleteTeamRequest): Promise<Found | { faults: Fault[] }> {
  await holdPeople(tx.sql)
  const store = new TeamSetUpStore(tx.sql)
  const team = await store.locked(id)
  if (!team) return { faults: [fault('NOT_FOUND', 'notFound', ['id'])] }
  const moveTo = moveToTeamId === undefined ? undefined : ((await store.locked(moveToTeamId)) ?? null)
  const count = await store.countOpportunities(id)
  const faults = faultsOfTeamDeletion(team, moveTo, count)
  return faults.length > 0 ? { faults } : { team, moveToId: moveTo?.id, count }
}

async function moveChunk(tx: WriteTx, from: TeamId, to: TeamId): Promise<void> {
  const ids = await new TeamSetUpStore(tx.sql).someOpportunities(from, chunkSize)
  const locked = await new OpportunityStore(tx.sql).lock(ids)
  const opportunities = ids.flatMap((id) => {
    const before = locked.get(id)
    if (before?.teamId !== from) return []
    const after: Opportunity = { ...before, teamId: to, version: before.version + 1 }
    return [{ before, after }]
  })
  for (const ofBoard of Map.groupBy(opportunities, ({ before }) => before.pipelineId).values())
    await rewriteChunk(tx, { kind: 'UPDATED', at: locked.now, opportunities: ofBoard })
}
