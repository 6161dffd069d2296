import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * A second step of signing in, passkeys, when a session was last used, and how often signing in failed lately. The
 * attempts are worth nothing after a crash and written often, so they are unlogged.
 */
export class SecondFactors1795582748018 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table app_user add column two_factor_enabled boolean not null default false;
      alter table app_session add column last_active_at timestamptz(3);
      create table app_two_factor (
        id text primary key,
        user_id text not null constraint app_two_factor_user unique references app_user (id) on delete cascade,
        secret text not null,
        backup_codes text not null,
        verified boolean not null default false,
        failed_verification_count integer not null default 0,
        locked_until timestamptz
      );
      create table app_passkey (
        id text primary key,
        user_id text not null references app_user (id) on delete cascade,
        name text,
        credential_id text not null constraint app_passkey_credential unique,
        public_key text not null,
        counter double precision not null,
        device_type text not null,
        backed_up boolean not null,
        transports text,
        aaguid text,
        created_at timestamptz not null default now()
      );
      create index app_passkey_user on app_passkey (user_id);
      create unlogged table sign_in_attempt (
        name text primary key,
        failures integer not null,
        window_from timestamptz not null,
        blocks integer not null default 0,
        blocked_until timestamptz
      ) with (fillfactor = 50);
    `)
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      drop table sign_in_attempt;
      drop table app_passkey;
      drop table app_two_factor;
      alter table app_session drop column last_active_at;
      alter table app_user drop column two_factor_enabled;
    `)
  }
}
