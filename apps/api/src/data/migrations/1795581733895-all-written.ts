import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * A write sends its commit together with its last statements and so cannot look at their results before: a statement that
 * touched fewer rows than it should undoes the transaction by itself.
 */
export class AllWritten1795581733895 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create function all_written(written bigint, expected bigint, what text) returns boolean language plpgsql as $$
      begin
        if written <> expected then
          raise exception '% of % rows of % were written', written, expected, what using errcode = 'data_exception';
        end if;
        return true;
      end $$;
    `)
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('drop function all_written')
  }
}
