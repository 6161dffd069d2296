import { auditSteps, type AuditAction, type AuditFields, type AuditStep, type UserId } from '@mekong/domain'
import { typeidUnboxed } from 'typeid-js'
import type { Sql } from '../sql.ts'
import type { Via } from './via.ts'

/** What was done, and to what. */
export interface Audited {
  readonly action: AuditAction
  /** Null: the organisation itself, or nothing known. */
  readonly subjectId: string | null
  /** Its fields before; only those that changed are kept. Left out: it is new. Secrets are refused. */
  readonly before?: AuditFields | null
  /** Its fields after. Left out: it is gone. */
  readonly after?: AuditFields | null
  /** Why it was refused, as its code; left out: it was done. */
  readonly refusal?: string
}

/** By whom, and from where. */
export interface AuditedBy {
  /** Null: nobody known. */
  readonly actorId: UserId | null
  readonly via: Via
}

/** A row in the making; the database dates it. */
export interface AuditRow {
  readonly id: string
  readonly actor_id: UserId | null
  readonly via_id: string | null
  readonly address: string | null
  readonly agent: string | null
  readonly action: AuditAction
  readonly subject_id: string | null
  readonly changes: readonly AuditStep[]
  readonly refusal: string | null
}

/** Null: nothing was changed, so there is nothing to tell. */
export function auditRow(entry: Audited, { actorId, via }: AuditedBy): AuditRow | null {
  const { action, subjectId, before = null, after = null, refusal = null } = entry
  const changes = auditSteps(before, after)
  if (before !== null && after !== null && changes.length === 0 && refusal === null) return null
  return {
    id: typeidUnboxed('aud'),
    actor_id: actorId,
    via_id: via.id,
    address: via.address,
    agent: via.agent,
    action,
    subject_id: subjectId,
    changes,
    refusal,
  }
}

/** Rows from a parameter that holds them as JSON, for whatever statement they ride in. */
export const insertAudit = (json: string): string => `
  insert into audit_entry (id, actor_id, via_id, address, agent, action, subject_id, changes, refusal)
  select id, actor_id, via_id, address, agent, action, subject_id, changes, refusal
  from jsonb_to_recordset(${json}::jsonb) as a (id text, actor_id text, via_id text, address text, agent text,
    action text, subject_id text, changes jsonb, refusal text)`

/**
 * For what happens outside `Writes`: signing in, what is refused before a write begins. Inside a write it is `tx.audit`,
 * which stores the entry together with the change or not at all.
 */
export async function audit(sql: Sql, entry: Audited & AuditedBy): Promise<void> {
  const row = auditRow(entry, entry)
  if (row !== null) await sql.count(insertAudit('$1'), [JSON.stringify([row])])
}
