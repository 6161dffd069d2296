import { decideReactivate, fault, type UserId } from '@mekong/domain'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { AccountStore, holdPeople } from './account.store.ts'

export interface ReactivateUserRequest extends Keyed {
  readonly id: UserId
}

/** Somebody comes back: with their teams and their password, without the work that they handed over. */
export const reactivateUser = (writes: Writes, caller: Writer, request: ReactivateUserRequest): Outcome<UserId> =>
  change<UserId>(writes, caller, ['reactivateUser', 'setup:write'], request, async (tx) => {
    await holdPeople(tx.sql)
    const store = new AccountStore(tx.sql)
    const before = await store.locked(request.id)
    if (!before) return { refuse: [fault('NOT_FOUND', 'notFound', ['id'])] }
    const decision = decideReactivate(before, { isInvited: await store.isInvited(before.id) })
    if (decision.kind === 'refused') return { refuse: decision.faults }
    if (decision.kind === 'unchanged') return { commit: before.id }
    const { after } = decision
    await store.update(after)
    await store.forgetLeaving(before.id)
    tx.audit({ action: 'REACTIVATE_USER', subjectId: before.id, before: { ...before }, after: { ...after } })
    return { commit: before.id }
  })
