import { may, type Actor } from '@mekong/domain'
import type { Listing } from '../../graphql/list-reading.ts'
import { fixedOrder } from '../../graphql/order.ts'
import { apiKeyColumns, apiKeyOf, type ApiKeyRow } from './api-key.store.ts'
import type { ApiKey } from './api-key.ts'

/** Whoever may end everybody's keys sees them; all others see their own. */
export function apiKeyList(actor: Actor): Listing<ApiKeyRow, ApiKey> {
  const isOfAll = may(actor, 'key:others')
  return {
    name: 'apiKeys',
    boundTo: isOfAll ? null : actor.userId,
    columns: apiKeyColumns,
    from: 'api_key k',
    id: 'k.id',
    where: (params) => (isOfAll ? 'true' : `k.user_id = ${params.add(actor.userId)}`),
    order: fixedOrder(
      { value: 'k.created_at', type: 'timestamptz', direction: 'DESC', isNullable: false },
      { value: 'k.id', type: 'text', direction: 'DESC', isNullable: false },
    ),
    toNode: apiKeyOf,
  }
}
