import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Mails wait here until a node has handed them to the mail server (`mail/`). */
export class Mail1795582220828 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table outgoing_mail (
        id text primary key,
        kind text not null,
        recipient text not null,
        subject text not null,
        content jsonb,
        created_at timestamptz(3) not null default now(),
        expires_at timestamptz(3) not null,
        attempts integer not null default 0,
        next_attempt_at timestamptz(3) not null default now(),
        sent_at timestamptz(3),
        given_up_at timestamptz(3),
        last_error text
      );
      create index outgoing_mail_due on outgoing_mail (next_attempt_at) where sent_at is null and given_up_at is null;
      create index outgoing_mail_age on outgoing_mail (created_at);
    `)
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('drop table outgoing_mail')
  }
}
