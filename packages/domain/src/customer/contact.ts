import type { Instant } from '../kernel/clock.ts'
import { fault, type Fault } from '../kernel/fault.ts'
import type { CompanyId, ContactId } from '../kernel/id.ts'
import { emailFaults, limits, optionalText, requiredText } from '../kernel/validate.ts'
import { blankToNull } from './customer-edit.ts'

/** A person to talk to. */
export interface Contact {
  readonly id: ContactId
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly jobTitle: string | null
  readonly companyId: CompanyId | null
  /** Counts edits. */
  readonly version: number
  readonly createdAt: Instant
}

/** What people write on a contact. Absent leaves a field as it is, null empties it. */
export interface ContactFields {
  readonly name?: string | null | undefined
  readonly email?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly jobTitle?: string | null | undefined
  readonly companyId?: CompanyId | null | undefined
}

export const contactFields = [
  'name',
  'email',
  'phone',
  'jobTitle',
  'companyId',
] as const satisfies readonly (keyof Contact)[]

/** `company` is what `companyId` names, as found: null where nothing has that id, absent where none is named. */
export const faultsOfContact = (
  fields: ContactFields,
  company: { readonly id: CompanyId } | null | undefined,
): Fault[] => [
  ...(fields.name === undefined ? [] : requiredText(fields.name, limits.name, ['name'])),
  ...(fields.email?.trim() ? emailFaults(fields.email, ['email']) : []),
  ...optionalText(fields.phone, limits.word, ['phone']),
  ...optionalText(fields.jobTitle, limits.name, ['jobTitle']),
  ...(company === null ? [fault('NOT_FOUND', 'notFound', ['companyId'])] : []),
]

/** Lays fields without faults over a contact. */
export const withContactFields = (contact: Contact, fields: ContactFields): Contact => ({
  ...contact,
  name: fields.name ?? contact.name,
  email: blankToNull(fields.email, contact.email),
  phone: blankToNull(fields.phone, contact.phone),
  jobTitle: blankToNull(fields.jobTitle, contact.jobTitle),
  companyId: fields.companyId === undefined ? contact.companyId : fields.companyId,
})
