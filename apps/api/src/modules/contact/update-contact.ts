import {
  contactFields,
  decideCustomerEdit,
  fault,
  faultsOfContact,
  may,
  withContactFields,
  type Contact,
  type ContactFields,
} from '@mekong/domain'
import type { Keyed } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { refused, type Edited, type EditRefusal } from '../company/customer-answer.ts'
import { CustomerHistoryStore } from '../company/customer-history.store.ts'
import { tellRename } from '../opportunity/tell-rename.ts'
import { ContactStore } from './contact.store.ts'
import { namedCompany } from './named-company.ts'

export interface UpdateContactRequest extends ContactFields, Keyed {
  readonly id: string
  /** The version that the writer saw; null: the last writer wins. */
  readonly expectedVersion: number | null
}

/** Edits a contact. Edits of other fields merge, a stale edit of the same one conflicts; a new name reaches boards. */
export async function updateContact(
  writes: Writes,
  caller: Writer,
  request: UpdateContactRequest,
): Promise<Edited<Contact>> {
  const { clientMutationId } = request
  let isRenamed = false
  const written = await writes.run<Contact, EditRefusal<Contact>>(
    { caller, operation: 'updateContact', clientMutationId, input: request },
    async (tx) => {
      isRenamed = false
      if (!may(caller.actor, 'company:write')) return refused(fault('FORBIDDEN', 'notAllowed'))
      const store = new ContactStore(tx.sql)
      const history = new CustomerHistoryStore(tx.sql)
      const before = await store.locked(request.id)
      if (!before) return refused(fault('NOT_FOUND', 'notFound', ['id']))
      const faults = faultsOfContact(request, await namedCompany(tx.sql, request))
      if (faults.length > 0) return refused(...faults)
      const since = await history.stepsSince(before.id, request.expectedVersion)
      const edit = decideCustomerEdit(contactFields, before, withContactFields(before, request), since)
      if (edit.kind === 'conflict') return { refuse: { kind: 'conflict', current: before, conflicts: edit.conflicts } }
      if (edit.kind === 'unchanged') return { commit: before }
      await store.update(edit.after)
      await history.record(edit.after, caller.actor.userId, edit.changes)
      tx.audit({ action: 'UPDATE_CONTACT', subjectId: before.id, before, after: edit.after })
      isRenamed = edit.after.name !== before.name
      return { commit: edit.after }
    },
  )
  if (isRenamed && written.kind === 'written') await tellRename(writes, caller, 'contact_id', request.id)
  return written
}
