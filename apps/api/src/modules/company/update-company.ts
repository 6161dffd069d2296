import {
  companyFields,
  decideCustomerEdit,
  fault,
  faultsOfCompany,
  may,
  withCompanyFields,
  type Company,
  type CompanyFields,
} from '@mekong/domain'
import type { Keyed } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { tellRename } from '../opportunity/tell-rename.ts'
import { CompanyStore } from './company.store.ts'
import { refused, type Edited, type EditRefusal } from './customer-answer.ts'
import { CustomerHistoryStore } from './customer-history.store.ts'

export interface UpdateCompanyRequest extends CompanyFields, Keyed {
  readonly id: string
  /** The version that the writer saw; null: the last writer wins. */
  readonly expectedVersion: number | null
}

/** Edits a company. Edits of other fields merge, a stale edit of the same one conflicts; a new name reaches boards. */
export async function updateCompany(
  writes: Writes,
  caller: Writer,
  request: UpdateCompanyRequest,
): Promise<Edited<Company>> {
  const { clientMutationId } = request
  let isRenamed = false
  const written = await writes.run<Company, EditRefusal<Company>>(
    { caller, operation: 'updateCompany', clientMutationId, input: request },
    async (tx) => {
      isRenamed = false
      if (!may(caller.actor, 'company:write')) return refused(fault('FORBIDDEN', 'notAllowed'))
      const store = new CompanyStore(tx.sql)
      const history = new CustomerHistoryStore(tx.sql)
      const before = await store.locked(request.id)
      if (!before) return refused(fault('NOT_FOUND', 'notFound', ['id']))
      const faults = faultsOfCompany(request)
      if (faults.length > 0) return refused(...faults)
      const since = await history.stepsSince(before.id, request.expectedVersion)
      const edit = decideCustomerEdit(companyFields, before, withCompanyFields(before, request), since)
      if (edit.kind === 'conflict') return { refuse: { kind: 'conflict', current: before, conflicts: edit.conflicts } }
      if (edit.kind === 'unchanged') return { commit: before }
      await store.update(edit.after)
      await history.record(edit.after, caller.actor.userId, edit.changes)
      tx.audit({ action: 'UPDATE_COMPANY', subjectId: before.id, before, after: edit.after })
      isRenamed = edit.after.name !== before.name
      return { commit: edit.after }
    },
  )
  if (isRenamed && written.kind === 'written') await tellRename(writes, caller, 'company_id', request.id)
  return written
}
