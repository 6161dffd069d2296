import { fault, limits, lostReasonName, requiredText, type Locale, type LostReason } from '@mekong/domain'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { allPipelinesChanged } from '../pipeline/all-pipelines-changed.ts'
import { LostReasonStore } from './lost-reason.store.ts'

export interface UpdateLostReasonRequest extends Keyed {
  readonly id: string
  readonly name: string | null | undefined
  readonly isArchived: boolean | undefined
}

/**
 * Renames a reason, or takes it from the list that is offered. `locale` is the one in which its name was read: to write a
 * preset's name back is no renaming.
 */
export const updateLostReason = (
  writes: Writes,
  caller: Writer,
  request: UpdateLostReasonRequest,
  locale: Locale,
): Outcome<LostReason> =>
  change<LostReason>(writes, caller, ['updateLostReason', 'setup:write'], request, async (tx) => {
    const store = new LostReasonStore(tx.sql)
    const before = await store.locked(request.id)
    if (!before) return { refuse: [fault('NOT_FOUND', 'notFound', ['id'])] }
    const { name } = request
    const faults = name === undefined ? [] : requiredText(name, limits.name, ['name'])
    if (faults.length > 0) return { refuse: faults }
    const isRenamed = typeof name === 'string' && name !== lostReasonName(before, locale)
    const after = {
      ...before,
      name: isRenamed ? name : before.name,
      isArchived: request.isArchived ?? before.isArchived,
    }
    if (!isRenamed && after.isArchived === before.isArchived) return { commit: before }
    await store.update(after, tx.now)
    tx.audit({ action: 'UPDATE_LOST_REASON', subjectId: before.id, before, after })
    await allPipelinesChanged(tx)
    return { commit: after }
  })
