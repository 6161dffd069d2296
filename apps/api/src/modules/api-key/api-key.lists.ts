import { isId, may, type Actor } from '@mekong/domain'
import type { Listing } from '../../graphql/list-reading.ts'
import { fixedOrder } from '../../graphql/order.ts'
import { apiKeyColumns, apiKeyOf, type ApiKeyRow } from './api-key.store.ts'
import type { ApiKey } from './api-key.ts'

/** Whoever may end everybody's keys sees them; all others see their own. Of one owner only, where one is named. */
export function apiKeyList(actor: Actor, ownerId: string | null = null): Listing<ApiKeyRow, ApiKey> {
  const isOfAll = may(actor, 'key:others')
  return {
    name: 'apiKeys',
    boundTo: [isOfAll ? null : actor.userId, ownerId],
    columns: apiKeyColumns,
    from: 'api_key k',
    id: 'k.id',
    where: (params) => {
      const owners = [...(isOfAll ? [] : [actor.userId]), ...(ownerId === null ? [] : [ownerId])]
      if (!owners.every((id) => isId('user', id))) return 'false'
      return owners.length === 0 ? 'true' : owners.map((id) => `k.user_id = ${params.add(id)}`).join(' and ')
    },
    order: fixedOrder(
      { value: 'k.created_at', type: 'timestamptz', direction: 'DESC', isNullable: false },
      { value: 'k.id', type: 'text', direction: 'DESC', isNullable: false },
    ),
    toNode: apiKeyOf,
  }
}
