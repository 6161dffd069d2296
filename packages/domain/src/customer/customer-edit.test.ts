import { describe, expect, it } from 'vitest'
import { companyFields, faultsOfCompany, withCompanyFields, type Company, type CompanyFields } from './company.ts'
import { faultsOfContact, withContactFields, type Contact } from './contact.ts'
import { decideCustomerEdit, type CustomerStep } from './customer-edit.ts'

const company: Company = {
  id: 'com_01h2xcejqtf2nbrexx3vqjhp41',
  name: 'Vinamilk',
  domain: 'vinamilk.com.vn',
  phone: null,
  address: null,
  version: 4,
  createdAt: '2026-11-25T01:02:03.004Z',
}

const edit = (fields: CompanyFields, since: readonly CustomerStep[] = []) =>
  decideCustomerEdit(companyFields, company, withCompanyFields(company, fields), since)

describe('an edit of a company', () => {
  it('raises the version and names what changed', () => {
    expect(edit({ name: 'Vinamilk JSC', phone: '' })).toEqual({
      kind: 'edited',
      after: { ...company, name: 'Vinamilk JSC', version: 5 },
      changes: [{ field: 'name', before: 'Vinamilk', after: 'Vinamilk JSC' }],
    })
  })

  it('changes nothing when it writes what stands there', () => {
    expect(edit({ name: 'Vinamilk', domain: 'vinamilk.com.vn' })).toEqual({ kind: 'unchanged' })
  })

  it('empties a field by null and by blank text', () => {
    expect(edit({ domain: null })).toMatchObject({ after: { domain: null } })
    expect(edit({ domain: '  ' })).toMatchObject({ after: { domain: null } })
  })

  const others = (field: string, before: string): CustomerStep[] => [
    { field, before, after: 'between' },
    { field, before: 'between', after: 'Vinamilk' },
  ]

  it('merges with edits of other fields', () => {
    expect(edit({ phone: '028 5415 5555' }, others('name', 'Sữa Việt Nam')).kind).toBe('edited')
  })

  it('conflicts with an edit of the same field, telling all three values', () => {
    expect(edit({ name: 'VNM' }, others('name', 'Sữa Việt Nam'))).toEqual({
      kind: 'conflict',
      conflicts: [{ field: 'name', mine: 'VNM', theirs: 'Vinamilk', before: 'Sữa Việt Nam' }],
    })
  })

  it('agrees with somebody who wrote the same', () => {
    expect(edit({ name: 'Vinamilk' }, others('name', 'Sữa Việt Nam'))).toEqual({ kind: 'unchanged' })
  })
})

it('refuses a company without a name and texts that are too long', () => {
  expect(faultsOfCompany({ name: null, address: 'x'.repeat(1001) })).toMatchObject([
    { rule: 'required', field: ['name'] },
    { rule: 'tooLong', field: ['address'], params: { max: 1000 } },
  ])
  expect(faultsOfCompany({ name: ' ' })).toMatchObject([{ rule: 'blank', field: ['name'] }])
  expect(faultsOfCompany({ name: 'a\0b' })).toMatchObject([{ rule: 'notStorable', field: ['name'] }])
  expect(faultsOfCompany({})).toEqual([])
})

it('refuses a contact with a wrong address or an unknown company', () => {
  expect(faultsOfContact({ name: 'Lan', email: 'lan@' }, null)).toMatchObject([
    { code: 'INVALID', rule: 'notEmail', field: ['email'] },
    { code: 'NOT_FOUND', rule: 'notFound', field: ['companyId'] },
  ])
  expect(faultsOfContact({ email: '' }, undefined)).toEqual([])
})

it('moves a contact to another company or to none', () => {
  const contact: Contact = {
    id: 'con_01h2xcejqtf2nbrexx3vqjhp41',
    name: 'Lan',
    email: null,
    phone: null,
    jobTitle: null,
    companyId: company.id,
    version: 1,
    createdAt: company.createdAt,
  }
  expect(withContactFields(contact, { jobTitle: 'Giám đốc' })).toEqual({ ...contact, jobTitle: 'Giám đốc' })
  expect(withContactFields(contact, { companyId: null }).companyId).toBeNull()
})
