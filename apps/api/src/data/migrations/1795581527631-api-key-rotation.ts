import type { MigrationInterface, QueryRunner } from 'typeorm'

/** A key may have two secrets for a while, the one before it was rotated and the new one. */
export class ApiKeyRotation1795581527631 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table api_key
        add column generation integer not null default 1,
        add column previous_hash text constraint api_key_previous_hash unique,
        add column previous_until timestamptz(3),
        add column last_used_address text;
    `)
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table api_key drop column generation, drop column previous_hash, drop column previous_until,
        drop column last_used_address;
    `)
  }
}
