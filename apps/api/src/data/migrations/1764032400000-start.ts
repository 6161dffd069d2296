import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Everything that the first release stores. Rules that must never break stand here as constraints, besides the code.
 * Our own instants have milliseconds, as the domain's do: what a cursor says is exactly what a row holds.
 */
export class Start1764032400000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of [
      extensions,
      fold,
      settings,
      people,
      pipelines,
      customers,
      opportunities,
      indexes,
      history,
      feed,
      access,
      guards,
    ])
      await run.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('The first migration has nothing to go back to: restore a backup instead.')
  }
}

const extensions = `
  create extension if not exists unaccent;
  create extension if not exists pg_trgm;
`

/** The same rule as \`fold\` of the domain: case, accents, đ and runs of spaces do not count. */
const fold = `
  create function mekong_fold(t text) returns text language sql immutable parallel safe strict as $$
    select btrim(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, normalize(t, nfc))), '\\s+', ' ', 'g'))
  $$;
`

const settings = `
  create table organization (
    id boolean primary key default true constraint organization_single check (id),
    name text not null,
    currency text not null,
    time_zone text not null,
    locale text not null constraint organization_locale check (locale in ('vi', 'en')),
    created_at timestamptz(3) not null default now()
  );
  create table app_secret (name text primary key, value text not null, created_at timestamptz(3) not null default now());
  create table setup_token (
    token_hash text primary key,
    created_at timestamptz(3) not null default now(),
    expires_at timestamptz(3) not null,
    used_at timestamptz(3)
  );
`

/** better-auth's tables under our names, with what the policy needs of a person beside them. */
const people = `
  create table team (id text primary key, name text not null, created_at timestamptz(3) not null default now());
  create unique index team_name on team (mekong_fold(name));
  create table app_user (
    id text primary key,
    name text not null,
    email text not null unique,
    email_verified boolean not null default false,
    image text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    role text not null default 'REP'
      constraint app_user_role check (role in ('REP', 'TEAM_LEADER', 'MANAGER', 'ADMINISTRATOR', 'READ_ONLY')),
    visibility text not null default 'TEAM' constraint app_user_visibility check (visibility in ('OWN', 'TEAM', 'ALL')),
    locale text not null default 'vi' constraint app_user_locale check (locale in ('vi', 'en')),
    time_zone text,
    main_team_id text references team (id),
    has_sign_in boolean not null default true,
    is_active boolean not null default true,
    acl_version integer not null default 1
  );
  create index app_user_name on app_user (name collate "vi-x-icu", id);
  create table team_member (
    team_id text not null references team (id) on delete cascade,
    user_id text not null references app_user (id) on delete cascade,
    is_leader boolean not null default false,
    primary key (team_id, user_id)
  );
  create index team_member_user on team_member (user_id);
  create table app_session (
    id text primary key,
    expires_at timestamptz not null,
    token text not null unique,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null,
    ip_address text,
    user_agent text,
    user_id text not null references app_user (id) on delete cascade
  );
  create index app_session_user_id_idx on app_session (user_id);
  create table app_account (
    id text primary key,
    account_id text not null,
    provider_id text not null,
    user_id text not null references app_user (id) on delete cascade,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    password text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null
  );
  create index app_account_user_id_idx on app_account (user_id);
  create table app_verification (
    id text primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );
  create index app_verification_identifier_idx on app_verification (identifier);
`

/** A deleted stage is an archived row: history goes on naming it. Its kind is part of a key that opportunities refer to. */
const pipelines = `
  create table pipeline (
    id text primary key,
    name text not null,
    currency text not null,
    position integer not null,
    created_at timestamptz(3) not null default now()
  );
  create table stage (
    id text primary key,
    pipeline_id text not null references pipeline (id),
    name text,
    preset_key text,
    kind text not null constraint stage_kind check (kind in ('OPEN', 'WON', 'LOST')),
    color text not null constraint stage_color check (color in ('BLUE', 'CYAN', 'VIOLET', 'AMBER', 'PINK', 'GREEN', 'GREY')),
    probability numeric not null
      constraint stage_probability check (probability >= 0 and probability <= 1 and scale(probability) <= 4
        and (kind <> 'WON' or probability = 1) and (kind <> 'LOST' or probability = 0)),
    position integer not null,
    is_folded boolean not null default false,
    rotten_after_days integer constraint stage_rotten check (rotten_after_days between 1 and 3650),
    created_at timestamptz(3) not null default now(),
    archived_at timestamptz(3),
    constraint stage_named check (name is not null or preset_key is not null),
    constraint stage_of_pipeline unique (id, pipeline_id, kind)
  );
  create index stage_pipeline on stage (pipeline_id, position);
`

const customers = `
  create table company (
    id text primary key,
    name text not null,
    name_folded text not null default '',
    domain text,
    phone text,
    address text,
    version integer not null default 1,
    created_at timestamptz(3) not null default now(),
    deleted_at timestamptz(3)
  );
  create index company_name_order on company (name collate "vi-x-icu", id) where deleted_at is null;
  create index company_created on company (created_at, id) where deleted_at is null;
  create index company_search on company using gin (name_folded gin_trgm_ops);
  create table contact (
    id text primary key,
    name text not null,
    name_folded text not null default '',
    email text,
    phone text,
    job_title text,
    company_id text references company (id),
    version integer not null default 1,
    created_at timestamptz(3) not null default now(),
    deleted_at timestamptz(3)
  );
  create index contact_name_order on contact (name collate "vi-x-icu", id) where deleted_at is null;
  create index contact_created on contact (created_at, id) where deleted_at is null;
  create index contact_company on contact (company_id);
  create index contact_search on contact using gin (name_folded gin_trgm_ops);
  create table customer_history (
    subject_id text not null,
    version integer not null,
    actor_id text references app_user (id),
    recorded_at timestamptz(3) not null default clock_timestamp(),
    changes jsonb not null,
    primary key (subject_id, version)
  );
  create table lost_reason (
    id text primary key,
    name text,
    preset_key text,
    position integer not null,
    created_at timestamptz(3) not null default now(),
    archived_at timestamptz(3),
    constraint lost_reason_named check (name is not null or preset_key is not null)
  );
  create table source (id text primary key, name text not null unique, created_at timestamptz(3) not null default now());
  create table tag (id text primary key, name text not null unique, created_at timestamptz(3) not null default now());
`

/**
 * The stage of an opportunity is one of its own pipeline and of the kind that its status says: one foreign key holds
 * all three. Sums of money are exact; NaN is above every limit and so refused.
 */
const opportunities = `
  create table opportunity (
    id text primary key,
    pipeline_id text not null,
    stage_id text not null,
    status text not null,
    title text not null constraint opportunity_title check (btrim(title) <> ''),
    description text,
    amount numeric constraint opportunity_amount check (amount >= 0 and amount < 1000000000000000 and scale(amount) <= 4),
    currency text not null constraint opportunity_currency check (currency ~ '^[A-Z]{3}$'),
    probability numeric not null
      constraint opportunity_probability check (probability >= 0 and probability <= 1 and scale(probability) <= 4
        and (status <> 'WON' or probability = 1) and (status <> 'LOST' or probability = 0)),
    probability_source text not null constraint opportunity_probability_source check (probability_source in ('STAGE', 'MANUAL')),
    owner_id text references app_user (id),
    team_id text references team (id),
    company_id text references company (id),
    contact_id text references contact (id),
    source text references source (name) on update cascade,
    medium text,
    campaign text,
    tags text[] not null default '{}',
    expected_close_date date,
    external_id text constraint opportunity_external_id unique,
    lost_reason_id text references lost_reason (id),
    lost_note text,
    reopen_stage_id text references stage (id),
    rank bigint not null,
    version integer not null default 1 constraint opportunity_version check (version >= 1),
    stage_entered_at timestamptz(3) not null,
    created_at timestamptz(3) not null,
    closed_at timestamptz(3),
    deleted_at timestamptz(3),
    title_folded text not null default '',
    search_text text not null default '',
    constraint opportunity_stage foreign key (stage_id, pipeline_id, status) references stage (id, pipeline_id, kind),
    constraint opportunity_closed check ((status = 'OPEN') = (closed_at is null)),
    constraint opportunity_lost check ((status = 'LOST') = (lost_reason_id is not null))
  );
`

/**
 * One index for every order that a list offers, and one for each way of cutting a column to what a reader sees. The one
 * by rank alone is on an expression, so that a column, which is sorted by the plain rank, is never read through it: for
 * a short column the database would walk all ranks of all boards.
 */
const indexes = `
  create index opportunity_column on opportunity (stage_id, rank, id) where deleted_at is null;
  create index opportunity_column_team on opportunity (stage_id, team_id, rank, id) where deleted_at is null;
  create index opportunity_column_owner on opportunity (stage_id, owner_id, rank, id) where deleted_at is null;
  create index opportunity_created on opportunity (created_at, id);
  create index opportunity_entered on opportunity (stage_entered_at, id);
  create index opportunity_rank on opportunity ((rank + 0), id);
  create index opportunity_title_order on opportunity (title collate "vi-x-icu", id);
  create index opportunity_closed_asc on opportunity (closed_at asc nulls last, id);
  create index opportunity_closed_desc on opportunity (closed_at desc nulls last, id desc);
  create index opportunity_amount_asc on opportunity (amount asc nulls last, id);
  create index opportunity_amount_desc on opportunity (amount desc nulls last, id desc);
  create index opportunity_close_date_asc on opportunity (expected_close_date asc nulls last, id);
  create index opportunity_close_date_desc on opportunity (expected_close_date desc nulls last, id desc);
  create index opportunity_external_asc on opportunity (external_id asc nulls last, id);
  create index opportunity_external_desc on opportunity (external_id desc nulls last, id desc);
  create index opportunity_owner on opportunity (owner_id);
  create index opportunity_team on opportunity (team_id);
  create index opportunity_company on opportunity (company_id);
  create index opportunity_contact on opportunity (contact_id);
  create index opportunity_deleted on opportunity (deleted_at) where deleted_at is not null;
  create index opportunity_tags on opportunity using gin (tags);
  create index opportunity_title_search on opportunity using gin (title_folded gin_trgm_ops);
  create index opportunity_search on opportunity using gin (search_text gin_trgm_ops);
`

/** Stays and history can't be made up later. \`valid_at\` is when it was so, \`recorded_at\` when we learned it. */
const history = `
  create table stage_stay (
    id text primary key,
    opportunity_id text not null references opportunity (id),
    pipeline_id text not null references pipeline (id),
    stage_id text not null references stage (id),
    entered_at timestamptz(3) not null,
    left_at timestamptz(3) constraint stage_stay_order check (left_at >= entered_at),
    entered_by text references app_user (id),
    is_inferred boolean not null default false
  );
  create index stage_stay_opportunity on stage_stay (opportunity_id, entered_at);
  create unique index stage_stay_open on stage_stay (opportunity_id) where left_at is null;
  create index stage_stay_stage on stage_stay (stage_id);
  create table opportunity_history (
    id text primary key,
    opportunity_id text not null references opportunity (id),
    version integer not null,
    kind text not null constraint opportunity_history_kind
      check (kind in ('CREATED', 'UPDATED', 'MOVED', 'WON', 'LOST', 'REOPENED', 'DELETED', 'RESTORED', 'IMPORTED')),
    road text not null constraint opportunity_history_road check (road in ('UI', 'API', 'IMPORT')),
    actor_id text references app_user (id),
    valid_at timestamptz(3) not null,
    recorded_at timestamptz(3) not null default clock_timestamp(),
    changes jsonb not null
  );
  create index opportunity_history_of on opportunity_history (opportunity_id, version);
  create index opportunity_history_time on opportunity_history (opportunity_id, recorded_at, id);
`

/**
 * The live board's feed (docs/protocol.md). The counter is taken last in every transaction, so that seq order is commit
 * order; totals are kept beside it. An empty team or owner in a cell is ''.
 */
const feed = `
  create table feed_meta (id boolean primary key default true constraint feed_meta_single check (id), epoch text not null);
  insert into feed_meta (epoch) values (gen_random_uuid()::text);
  create table board_feed (
    pipeline_id text primary key references pipeline (id),
    seq bigint not null default 0,
    min_seq bigint not null default 1
  ) with (fillfactor = 50);
  create table board_event (
    pipeline_id text not null references pipeline (id),
    seq bigint not null,
    at timestamptz(3) not null default clock_timestamp(),
    actor_id text,
    client_mutation_id text,
    type text not null,
    opportunity_id text,
    opportunity_version integer,
    acl_before jsonb,
    acl_after jsonb,
    deltas jsonb not null,
    payload jsonb not null,
    schema_version integer not null default 1,
    primary key (pipeline_id, seq)
  );
  create index board_event_at on board_event (pipeline_id, at);
  create table total_cell (
    pipeline_id text not null,
    stage_id text not null,
    team_id text not null,
    owner_id text not null,
    currency text not null,
    n integer not null,
    amount numeric not null,
    weighted numeric not null,
    primary key (pipeline_id, stage_id, team_id, owner_id, currency)
  ) with (fillfactor = 50);
  create table idempotency_key (
    actor_key text not null,
    key text not null,
    operation text not null,
    request_hash text not null,
    outcome jsonb,
    created_at timestamptz(3) not null default now(),
    primary key (actor_key, key)
  );
  create index idempotency_key_age on idempotency_key (created_at);
`

const access = `
  create table api_key (
    id text primary key,
    user_id text not null references app_user (id) on delete cascade,
    name text not null,
    prefix text not null,
    secret_hash text not null unique,
    scopes text[] not null,
    created_at timestamptz(3) not null default now(),
    expires_at timestamptz(3) not null,
    last_used_at timestamptz(3),
    revoked_at timestamptz(3)
  );
  create index api_key_user on api_key (user_id);
`

/**
 * What no code may get round: versions grow, searched text follows its source, history is never rewritten, and only the
 * tail of a write (live/outbox.ts) numbers events: it names its own transaction in \`mekong.tail\`.
 */
const guards = `
  create function rights_changed() returns trigger language plpgsql as $$
  begin new.acl_version := greatest(new.acl_version, old.acl_version + 1); return new; end $$;
  create trigger rights_changed before update of role, visibility, is_active on app_user for each row
    when ((old.role, old.visibility, old.is_active) is distinct from (new.role, new.visibility, new.is_active))
    execute function rights_changed();
  create function membership_changed() returns trigger language plpgsql as $$
  begin
    update app_user set acl_version = acl_version + 1 where id in (old.user_id, new.user_id);
    return null;
  end $$;
  create trigger membership_changed after insert or update or delete on team_member
    for each row execute function membership_changed();

  create function version_grows() returns trigger language plpgsql as $$
  begin
    if new.version < old.version then
      raise exception '% % goes back from version % to %', tg_table_name, old.id, old.version, new.version
        using errcode = 'check_violation';
    end if;
    return new;
  end $$;
  create trigger opportunity_version_grows before update of version on opportunity
    for each row execute function version_grows();
  create trigger company_version_grows before update of version on company
    for each row execute function version_grows();
  create trigger contact_version_grows before update of version on contact
    for each row execute function version_grows();

  create function opportunity_fold() returns trigger language plpgsql as $$
  begin
    new.title_folded := mekong_fold(new.title);
    new.search_text := mekong_fold(concat_ws(' · ', new.title, new.external_id,
      (select name from company where id = new.company_id), (select name from contact where id = new.contact_id)));
    return new;
  end $$;
  create trigger opportunity_fold before insert or update of title, external_id, company_id, contact_id on opportunity
    for each row execute function opportunity_fold();

  create function name_fold() returns trigger language plpgsql as $$
  begin new.name_folded := mekong_fold(new.name); return new; end $$;
  create trigger company_fold before insert or update of name on company for each row execute function name_fold();
  create trigger contact_fold before insert or update of name on contact for each row execute function name_fold();

  create function company_renamed() returns trigger language plpgsql as $$
  begin update opportunity set company_id = company_id where company_id = new.id; return null; end $$;
  create trigger company_renamed after update of name on company
    for each row when (old.name is distinct from new.name) execute function company_renamed();
  create function contact_renamed() returns trigger language plpgsql as $$
  begin update opportunity set contact_id = contact_id where contact_id = new.id; return null; end $$;
  create trigger contact_renamed after update of name on contact
    for each row when (old.name is distinct from new.name) execute function contact_renamed();

  create function append_only() returns trigger language plpgsql as $$
  begin raise exception '% is append-only', tg_table_name; end $$;
  create trigger opportunity_history_append_only before update or delete or truncate on opportunity_history
    for each statement execute function append_only();
  create trigger customer_history_append_only before update or delete or truncate on customer_history
    for each statement execute function append_only();
  create trigger board_event_append_only before update on board_event
    for each statement execute function append_only();

  create function pipeline_has_feed() returns trigger language plpgsql as $$
  begin insert into board_feed (pipeline_id) values (new.id); return null; end $$;
  create trigger pipeline_has_feed after insert on pipeline for each row execute function pipeline_has_feed();

  create function tail_only() returns trigger language plpgsql as $$
  begin
    if current_setting('mekong.tail', true) is distinct from pg_current_xact_id()::text then
      raise exception 'only the tail of a write counts and tells on %', tg_table_name;
    end if;
    return new;
  end $$;
  create trigger board_event_tail_only before insert on board_event for each row execute function tail_only();
  create trigger board_feed_tail_only before update of seq on board_feed for each row execute function tail_only();
`
