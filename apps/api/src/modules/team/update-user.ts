import { decideUpdateUser, fault, type AccountFields, type UserId } from '@mekong/domain'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { tellRename } from '../opportunity/tell-rename.ts'
import { AccountStore, holdPeople } from './account.store.ts'

export interface UpdateUserRequest extends Keyed, AccountFields {
  readonly id: UserId
}

/** Changes a person: what they may do, what they see, where they belong. A new name reaches the boards that show it. */
export async function updateUser(writes: Writes, caller: Writer, request: UpdateUserRequest): Outcome<UserId> {
  let isRenamed = false
  const written = await change<UserId>(writes, caller, ['updateUser', 'setup:write'], request, async (tx) => {
    isRenamed = false
    await holdPeople(tx.sql)
    const store = new AccountStore(tx.sql)
    const before = await store.locked(request.id)
    if (!before) return { refuse: [fault('NOT_FOUND', 'notFound', ['id'])] }
    const decision = decideUpdateUser(before, request, {
      teams: await store.knownTeams(request.teamIds ?? []),
      otherAdministrators: await store.otherAdministrators(before.id),
    })
    if (decision.kind === 'refused') return { refuse: decision.faults }
    if (decision.kind === 'unchanged') return { commit: before.id }
    await store.update(decision.after)
    tx.audit({ action: 'UPDATE_USER', subjectId: before.id, before: { ...before }, after: { ...decision.after } })
    isRenamed = before.name !== decision.after.name
    return { commit: before.id }
  })
  if (isRenamed && written.kind === 'written') await tellRename(writes, caller, 'owner_id', request.id)
  return written
}
