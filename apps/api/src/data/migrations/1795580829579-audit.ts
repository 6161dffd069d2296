import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Who did what, when and from where. What is done to opportunities has its history, which gets the rest of the answer
 * (docs/decisions/0010); everything else stands in a table of its own.
 */
export class Audit1795580829579 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table audit_entry (
        id text primary key,
        at timestamptz(3) not null default clock_timestamp(),
        actor_id text references app_user (id),
        via_id text,
        address text,
        agent text,
        action text not null,
        subject_id text,
        changes jsonb not null default '[]',
        refusal text
      );
      create index audit_entry_time on audit_entry (at, id);
      create index audit_entry_actor on audit_entry (actor_id, at, id);
      create index audit_entry_subject on audit_entry (subject_id, at, id);
      create trigger audit_entry_append_only before update or delete or truncate on audit_entry
        for each statement execute function append_only();
      alter table opportunity_history add column via_id text, add column address text, add column agent text;
    `)
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table opportunity_history drop column via_id, drop column address, drop column agent;
      drop table audit_entry;
    `)
  }
}
