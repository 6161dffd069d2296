import { instant, type AuditAction, type AuditStep, type Locale } from '@mekong/domain'
import { compileFilter } from '../../graphql/filter.ts'
import type { Listing } from '../../graphql/list-reading.ts'
import { compileOrder, type OrderBy } from '../../graphql/order.ts'
import type { AuditEntry } from './audit-entry.ts'
import { auditFilter, auditOrder, type AuditFilter, type AuditOrderField } from './audit.filter.ts'

interface AuditLogRow {
  readonly id: string
  readonly at: Date
  readonly actor_id: string | null
  readonly via_id: string | null
  readonly address: string | null
  readonly agent: string | null
  readonly action: AuditAction
  readonly subject_id: string | null
  readonly changes: AuditStep[]
  readonly refusal: string | null
}

interface Asked {
  readonly locale: Locale
  readonly filter: AuditFilter | null
  readonly orderBy: readonly OrderBy<AuditOrderField>[] | null
}

/** All that was done or tried, the latest first. The view `audit_log` makes one list of audit and histories. */
export const auditList = ({ locale, filter, orderBy }: Asked): Listing<AuditLogRow, AuditEntry> => ({
  name: 'auditLog',
  boundTo: [filter, orderBy],
  columns: 'l.id, l.at, l.actor_id, l.via_id, l.address, l.agent, l.action, l.subject_id, l.changes, l.refusal',
  from: 'audit_log l',
  id: 'l.id',
  where: (params) => compileFilter(auditFilter, filter, { alias: 'l', params, locale }),
  order: compileOrder(auditOrder, 'l.id', orderBy, { field: 'AT', direction: 'DESC' }),
  toNode: (row) => ({
    id: row.id,
    at: instant(row.at),
    actorId: row.actor_id,
    viaId: row.via_id,
    address: row.address,
    agent: row.agent,
    action: row.action,
    subjectId: row.subject_id,
    changes: row.changes,
    refusal: row.refusal,
  }),
})
