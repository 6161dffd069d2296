import { describedOrder, orderInput } from '../../graphql/order.inputs.ts'
import type { OrderSpec } from '../../graphql/order.ts'

export type OpportunityOrderField =
  | 'CREATED_AT'
  | 'CLOSED_AT'
  | 'STAGE_ENTERED_AT'
  | 'AMOUNT'
  | 'EXPECTED_CLOSE_DATE'
  | 'TITLE'
  | 'EXTERNAL_ID'
  | 'RANK'
  | 'RELEVANCE'

export const OpportunityOrderFieldEnum = describedOrder<OpportunityOrderField>(
  'OpportunityOrderField',
  'opportunities',
  {
    CREATED_AT: 'By when it was made.',
    CLOSED_AT: 'By when it was won or lost; open ones come last.',
    STAGE_ENTERED_AT: 'By when it entered its stage.',
    AMOUNT: 'By amount, whatever its currency; those without one come last. FORBIDDEN if you may not see amounts.',
    EXPECTED_CLOSE_DATE: 'By the day on which it should close; those without one come last.',
    TITLE: 'By title, as Vietnamese is sorted.',
    EXTERNAL_ID: 'By the id in another system; those without one come last.',
    RANK: 'By place in its column.',
    RELEVANCE:
      'How well it fits `search`, the best first whatever the direction: words with the accents as typed, then titles that begin so, then the rest, newest first. Of a very common word the 200 newest hits are weighed, the others follow. It stands alone, and is the order of a search that names none.',
  },
)

export const OpportunityOrder = orderInput<OpportunityOrderField>(
  'OpportunityOrder',
  'opportunities',
  () => OpportunityOrderFieldEnum,
)

export const opportunityOrder: OrderSpec<OpportunityOrderField> = {
  CREATED_AT: { value: 'o.created_at', type: 'timestamptz', isNullable: false },
  CLOSED_AT: { value: 'o.closed_at', type: 'timestamptz', isNullable: true },
  STAGE_ENTERED_AT: { value: 'o.stage_entered_at', type: 'timestamptz', isNullable: false },
  AMOUNT: { value: 'o.amount', type: 'numeric', isNullable: true },
  EXPECTED_CLOSE_DATE: { value: 'o.expected_close_date', type: 'date', isNullable: true },
  TITLE: { value: 'o.title collate "vi-x-icu"', type: 'text', isNullable: false },
  EXTERNAL_ID: { value: 'o.external_id', type: 'text', isNullable: true },
  // As in its index (see the migration).
  RANK: { value: '(o.rank + 0)', type: 'bigint', isNullable: false },
}
