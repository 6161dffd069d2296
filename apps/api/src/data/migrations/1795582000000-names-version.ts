import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * One number that grows with every change of what cards show of others: people, teams, companies, contacts, reasons. An
 * answer that is kept (`kept/`) is true while it and the board's counter stand still. It is raised at the commit, as a
 * transaction's very last lock, so that it adds no order of locks to any use case; once a transaction, however many rows.
 */
export class NamesVersion1795582000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table names_version (id boolean primary key default true constraint names_version_single check (id), version bigint not null);
      insert into names_version (version) values (1);
      create function names_changed() returns trigger language plpgsql as $$
      begin
        update names_version set version = version + 1 where xmin::text <> (pg_current_xact_id()::xid)::text;
        return null;
      end $$;
    `)
    for (const table of ['team', 'company', 'contact', 'lost_reason'])
      await run.query(
        `create constraint trigger names_changed after update or delete on ${table} deferrable initially deferred
           for each row execute function names_changed()`,
      )
    // Not of everything: whoever is at work is seen again every few minutes.
    await run.query(
      `create constraint trigger names_changed after update of name, email, role, is_active, has_sign_in, main_team_id
         on app_user deferrable initially deferred for each row execute function names_changed()`,
    )
    await run.query(
      `create constraint trigger names_changed after insert or update or delete on team_member deferrable initially deferred
         for each row execute function names_changed()`,
    )
  }

  async down(run: QueryRunner): Promise<void> {
    for (const table of ['app_user', 'team', 'company', 'contact', 'lost_reason', 'team_member'])
      await run.query(`drop trigger names_changed on ${table}`)
    await run.query('drop function names_changed(); drop table names_version')
  }
}
