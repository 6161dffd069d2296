import { invalid } from '@mekong/domain'
import { change, type Keyed, type Outcome } from '../../data/change.ts'
import type { Writer, Writes } from '../../data/write.ts'
import { PipelineStore } from '../pipeline/pipeline.store.ts'
import { faultsOfOrganization } from './create-organization.ts'
import { lockOrganization, updateOrganizationRow, type Organization } from './organization.store.ts'

/** What is undefined stays. */
export type UpdateOrganizationRequest = Keyed & { readonly [K in keyof Organization]: Organization[K] | undefined }

/** Changes the organisation. Its currency is fixed once anything has a price: sums must stay sums. */
export const updateOrganization = (
  writes: Writes,
  caller: Writer,
  request: UpdateOrganizationRequest,
): Outcome<Organization> =>
  change<Organization>(writes, caller, ['updateOrganization', 'organization:write'], request, async (tx) => {
    const before = await lockOrganization(tx.sql)
    const after: Organization = {
      name: request.name ?? before.name,
      currency: request.currency ?? before.currency,
      timeZone: request.timeZone ?? before.timeZone,
      locale: request.locale ?? before.locale,
    }
    const faults = faultsOfOrganization(after)
    if (after.currency !== before.currency && (await new PipelineStore(tx.sql).hasMoney()))
      faults.push(invalid('currencyInUse', ['currency']))
    if (faults.length > 0) return { refuse: faults }
    await updateOrganizationRow(tx.sql, after)
    tx.audit({ action: 'UPDATE_ORGANIZATION', subjectId: null, before, after })
    return { commit: after }
  })
