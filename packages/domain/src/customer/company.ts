import type { Instant } from '../kernel/clock.ts'
import type { Fault } from '../kernel/fault.ts'
import type { CompanyId } from '../kernel/id.ts'
import { limits, optionalText, requiredText } from '../kernel/validate.ts'
import { blankToNull } from './customer-edit.ts'

/** Somebody who buys, or may. */
export interface Company {
  readonly id: CompanyId
  readonly name: string
  /** Of its website and mail: `example.com`. */
  readonly domain: string | null
  readonly phone: string | null
  readonly address: string | null
  /** Counts edits. */
  readonly version: number
  readonly createdAt: Instant
}

/** What people write on a company. Absent leaves a field as it is, null empties it. */
export interface CompanyFields {
  readonly name?: string | null | undefined
  readonly domain?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly address?: string | null | undefined
}

export const companyFields = ['name', 'domain', 'phone', 'address'] as const satisfies readonly (keyof Company)[]

export const faultsOfCompany = (fields: CompanyFields): Fault[] => [
  ...(fields.name === undefined ? [] : requiredText(fields.name, limits.name, ['name'])),
  ...optionalText(fields.domain, limits.name, ['domain']),
  ...optionalText(fields.phone, limits.word, ['phone']),
  ...optionalText(fields.address, limits.address, ['address']),
]

/** Lays fields without faults over a company. */
export const withCompanyFields = (company: Company, fields: CompanyFields): Company => ({
  ...company,
  name: fields.name ?? company.name,
  domain: blankToNull(fields.domain, company.domain),
  phone: blankToNull(fields.phone, company.phone),
  address: blankToNull(fields.address, company.address),
})
