import { instant, type FieldChange, type HistoryKind, type OpportunityId, type Scope } from '@mekong/domain'
import type { Listing } from '../../graphql/list-reading.ts'
import { fixedOrder } from '../../graphql/order.ts'
import type { HistoryEntry } from './history-entry.ts'
import { visibleTo } from './visibility.ts'

interface HistoryRow {
  id: string
  valid_at: Date
  kind: HistoryKind
  actor_id: string | null
  changes: FieldChange[]
}

/** What was done to one opportunity, the latest first; nothing of one that the reader does not see now. */
export const historyList = (opportunityId: OpportunityId, scope: Scope): Listing<HistoryRow, HistoryEntry> => ({
  name: 'history',
  boundTo: opportunityId,
  columns: 'h.id, h.valid_at, h.kind, h.actor_id, h.changes',
  from: 'opportunity_history h join opportunity o on o.id = h.opportunity_id',
  id: 'h.id',
  where: (params) => `h.opportunity_id = ${params.add(opportunityId)} and ${visibleTo(scope, 'o', params)}`,
  order: fixedOrder(
    { value: 'h.recorded_at', type: 'timestamptz', direction: 'DESC', isNullable: false },
    { value: 'h.id', type: 'text', direction: 'DESC', isNullable: false },
  ),
  toNode: (row) => ({
    id: row.id,
    at: instant(row.valid_at),
    kind: row.kind,
    actorId: row.actor_id,
    changes: row.changes,
  }),
})
