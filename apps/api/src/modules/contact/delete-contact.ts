import { fault, invalid } from '@mekong/domain'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { ContactStore } from './contact.store.ts'

export interface DeleteContactRequest extends Keyed {
  readonly id: string
}

/** Deletes a contact that no opportunity names. */
export const deleteContact = (
  writes: Writes,
  caller: Writer,
  request: DeleteContactRequest,
): Outcome<{ readonly deletedId: string }> =>
  change<{ deletedId: string }>(writes, caller, ['deleteContact', 'company:delete'], request, async (tx) => {
    const store = new ContactStore(tx.sql)
    const contact = await store.locked(request.id)
    if (!contact) return { refuse: [fault('NOT_FOUND', 'notFound', ['id'])] }
    if (await store.isInUse(contact.id)) return { refuse: [invalid('inUse', ['id'])] }
    await store.delete(contact.id)
    tx.audit({ action: 'DELETE_CONTACT', subjectId: contact.id, before: contact })
    return { commit: { deletedId: contact.id } }
  })
