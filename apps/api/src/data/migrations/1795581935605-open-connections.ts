import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What each node has open, for whom, so that limits on it hold over all nodes (`http/throttle/census.ts`). */
export class OpenConnections1795581935605 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(
      'create unlogged table open_connections (node text primary key, counts jsonb not null, at timestamptz not null)',
    )
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('drop table open_connections')
  }
}
