import type { MigrationInterface, QueryRunner } from 'typeorm'
import { concurrently } from '../lock-patience.ts'

/**
 * What the audit log is read by: history and audit as one list, and the indexes of its orders. They are built while
 * older nodes go on writing, so not in a transaction; one that was left half built by a failure is built again.
 */
export class AuditLog1795581250495 implements MigrationInterface {
  readonly transaction = false

  async up(run: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(indexes)) {
      await concurrently(run, `drop index concurrently if exists ${name}`)
      await concurrently(run, `create index concurrently ${name} on ${on}`)
    }
    await run.query(view)
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('drop view audit_log')
    for (const name of Object.keys(indexes)) await concurrently(run, `drop index concurrently if exists ${name}`)
  }
}

const indexes = {
  opportunity_history_log: 'opportunity_history (recorded_at, id)',
  opportunity_history_actor: 'opportunity_history (actor_id, recorded_at, id)',
  audit_entry_action: 'audit_entry (action, at, id)',
  audit_entry_refused: 'audit_entry (at, id) where refusal is not null',
}

/** `of_history` is a constant of each half: a condition on it leaves the other half unread. */
const view = `
  create or replace view audit_log as
  select id, at, actor_id, via_id, address, agent, action, subject_id, changes, refusal, false as of_history
  from audit_entry
  union all
  select id, recorded_at, actor_id, via_id, address, agent,
    case kind when 'CREATED' then 'CREATE_OPPORTUNITY' when 'UPDATED' then 'UPDATE_OPPORTUNITY'
      when 'REOPENED' then 'REOPEN_OPPORTUNITY' when 'DELETED' then 'DELETE_OPPORTUNITY'
      when 'RESTORED' then 'RESTORE_OPPORTUNITY' when 'IMPORTED' then 'IMPORT_OPPORTUNITIES' else 'MOVE_OPPORTUNITY' end,
    opportunity_id, changes, null::text, true
  from opportunity_history`
