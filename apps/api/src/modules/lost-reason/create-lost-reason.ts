import { limits, requiredText, type LostReason } from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { allPipelinesChanged } from '../pipeline/all-pipelines-changed.ts'
import { LostReasonStore } from './lost-reason.store.ts'

export interface CreateLostReasonRequest extends Keyed {
  readonly name: string
}

/** Offers one more reason for losing, on all boards. */
export const createLostReason = (
  writes: Writes,
  caller: Writer,
  request: CreateLostReasonRequest,
): Outcome<LostReason> =>
  change<LostReason>(writes, caller, ['createLostReason', 'setup:write'], request, async (tx) => {
    const faults = requiredText(request.name, limits.name, ['name'])
    if (faults.length > 0) return { refuse: faults }
    const reason = { id: typeidUnboxed('lrs'), name: request.name, presetKey: null, isArchived: false }
    await new LostReasonStore(tx.sql).insert(reason, tx.now)
    tx.audit({ action: 'CREATE_LOST_REASON', subjectId: reason.id, after: reason })
    await allPipelinesChanged(tx)
    return { commit: reason }
  })
