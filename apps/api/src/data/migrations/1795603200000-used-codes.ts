import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Codes that have opened a session (`http/used-codes.store.ts`). Unlogged: after a crash they are soon too old anyway. */
export class UsedCodes1795603200000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('create unlogged table used_code (hash text primary key, used_at timestamptz not null)')
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('drop table used_code')
  }
}
