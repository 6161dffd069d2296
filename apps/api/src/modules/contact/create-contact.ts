import { faultsOfContact, withContactFields, type Contact, type ContactFields } from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { ContactStore } from './contact.store.ts'
import { namedCompany } from './named-company.ts'

export interface CreateContactRequest extends ContactFields, Keyed {
  readonly name: string
}

/** Makes a contact, of a company or of none. */
export const createContact = (writes: Writes, caller: Writer, request: CreateContactRequest): Outcome<Contact> =>
  change<Contact>(writes, caller, ['createContact', 'company:write'], request, async (tx) => {
    const faults = faultsOfContact(request, await namedCompany(tx.sql, request))
    if (faults.length > 0) return { refuse: faults }
    const blank = { name: '', email: null, phone: null, jobTitle: null, companyId: null, version: 1 }
    const contact = withContactFields({ ...blank, id: typeidUnboxed('con'), createdAt: tx.now }, request)
    await new ContactStore(tx.sql).insert(contact)
    tx.audit({ action: 'CREATE_CONTACT', subjectId: contact.id, after: contact })
    return { commit: contact }
  })
