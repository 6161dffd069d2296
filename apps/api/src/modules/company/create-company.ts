import { faultsOfCompany, withCompanyFields, type Company, type CompanyFields } from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { CompanyStore } from './company.store.ts'

export interface CreateCompanyRequest extends CompanyFields, Keyed {
  readonly name: string
}

/** Makes a company. Two may have one name: only people know whether they are one. */
export const createCompany = (writes: Writes, caller: Writer, request: CreateCompanyRequest): Outcome<Company> =>
  change<Company>(writes, caller, ['createCompany', 'company:write'], request, async (tx) => {
    const faults = faultsOfCompany(request)
    if (faults.length > 0) return { refuse: faults }
    const blank = { id: typeidUnboxed('com'), name: '', domain: null, phone: null, address: null, version: 1 }
    const company = withCompanyFields({ ...blank, createdAt: tx.now }, request)
    await new CompanyStore(tx.sql).insert(company)
    tx.audit({ action: 'CREATE_COMPANY', subjectId: company.id, after: company })
    return { commit: company }
  })
