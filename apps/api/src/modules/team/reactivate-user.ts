import { fault, type UserId } from '@mekong/domain'
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
    if (before.isActive) return { commit: before.id }
    const invited = await tx.sql.rows('select 1 from invitation where user_id = $1', [before.id])
    if (invited.length > 0) return { refuse: [fault('INVALID', 'stillInvited', ['id'])] }
    const after = { ...before, isActive: true }
    await store.update(after)
    await tx.sql.count(
      'update app_user set successor_id = null, deactivated_by_id = null, deactivated_at = null where id = $1',
      [before.id],
    )
    tx.audit({ action: 'REACTIVATE_USER', subjectId: before.id, before: { ...before }, after: { ...after } })
    return { commit: before.id }
  })
