import { fault, invalid } from '@mekong/domain'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { CompanyStore } from './company.store.ts'

export interface DeleteCompanyRequest extends Keyed {
  readonly id: string
}

/** Deletes a company that no contact and no opportunity uses. */
export const deleteCompany = (
  writes: Writes,
  caller: Writer,
  request: DeleteCompanyRequest,
): Outcome<{ readonly deletedId: string }> =>
  change<{ deletedId: string }>(writes, caller, ['deleteCompany', 'company:delete'], request, async (tx) => {
    const store = new CompanyStore(tx.sql)
    const company = await store.locked(request.id)
    if (!company) return { refuse: [fault('NOT_FOUND', 'notFound', ['id'])] }
    if (await store.isInUse(company.id)) return { refuse: [invalid('inUse', ['id'])] }
    await store.delete(company.id)
    tx.audit({ action: 'DELETE_COMPANY', subjectId: company.id, before: company })
    return { commit: { deletedId: company.id } }
  })
