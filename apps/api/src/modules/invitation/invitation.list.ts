import type { Listing } from '../../graphql/list-reading.ts'
import { fixedOrder } from '../../graphql/order.ts'
import { invitationColumns, invitationOf, type InvitationRow } from './invitation.store.ts'
import type { Invitation } from './invitation.ts'

export const invitationList: Listing<InvitationRow, Invitation> = {
  name: 'invitations',
  boundTo: null,
  columns: invitationColumns('i'),
  from: 'invitation i',
  id: 'i.id',
  where: () => 'true',
  order: fixedOrder(
    { value: 'i.created_at', type: 'timestamptz', direction: 'DESC', isNullable: false },
    { value: 'i.id', type: 'text', direction: 'DESC', isNullable: false },
  ),
  toNode: invitationOf,
}
