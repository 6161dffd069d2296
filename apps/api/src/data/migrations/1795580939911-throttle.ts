import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Buckets of points that nodes share (`http/throttle/`). Unlogged: worth nothing after a crash, and written every second. */
export class Throttle1795580939911 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create unlogged table throttle_bucket (
        name text primary key,
        level double precision not null,
        at timestamptz not null
      ) with (fillfactor = 50)`)
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('drop table throttle_bucket')
  }
}
