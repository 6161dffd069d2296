import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * People come by invitation and may leave: an invitation that is open, whoever takes over from somebody who left, and
 * when somebody was last here.
 */
export class People1795581632056 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table app_user
        add column successor_id text references app_user (id),
        add column deactivated_by_id text references app_user (id),
        add column deactivated_at timestamptz(3),
        add column last_seen_at timestamptz(3);
      create table invitation (
        id text primary key,
        user_id text not null constraint invitation_user unique references app_user (id) on delete cascade,
        email text not null constraint invitation_email unique,
        token_hash text not null constraint invitation_token unique,
        invited_by_id text not null references app_user (id),
        created_at timestamptz(3) not null default now(),
        sent_at timestamptz(3) not null default now(),
        expires_at timestamptz(3) not null
      );
      create index app_user_leaver on app_user (id) where successor_id is not null and not is_active;
    `)
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      drop table invitation;
      drop index app_user_leaver;
      alter table app_user drop column successor_id, drop column deactivated_by_id, drop column deactivated_at,
        drop column last_seen_at;
    `)
  }
}
