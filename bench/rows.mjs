const boards = 64
const people = 50
const teams = 10
const companies = 2_000

/** A TypeID of which only the number counts; digits are letters of its alphabet. */
const id = (prefix, number) => `'${prefix}_' || lpad((${number})::text, 26, '0')`

/** A number from 0 that looks random and is the same every time. */
const mixed = (seed, below) => `(abs(hashint8extended(${seed}, 7)) % ${below})`

/**
 * 64 boards of four open columns, Won and Lost. A fifth of all opportunities is on the first, the rest is spread evenly.
 * Two in three are open; everything belongs to one of 50 people in 10 teams, and has one stay and one entry of history.
 */
export const rowsOf = (n) => [
  `insert into team (id, name) select ${id('tea', 'g')}, 'Bench team ' || g from generate_series(1, ${teams}) g`,
  `insert into app_user (id, name, email, has_sign_in, main_team_id)
   select ${id('usr', 'g')}, 'Bench ' || g, 'bench-' || g || '@bench.mekong.test', false, ${id('tea', `g % ${teams} + 1`)}
   from generate_series(1, ${people}) g`,
  `insert into team_member (team_id, user_id) select main_team_id, id from app_user where email like 'bench-%'`,
  `insert into company (id, name) select ${id('com', 'g')}, 'Công ty Xây dựng ' || g from generate_series(1, ${companies}) g`,
  `insert into pipeline (id, name, currency, position)
   select ${id('pip', 'g')}, 'Bench ' || g, 'VND', 100 + g from generate_series(1, ${boards}) g`,
  `insert into stage (id, pipeline_id, name, kind, color, probability, position)
   select ${id('stg', '100 * g + s')}, ${id('pip', 'g')}, 'Stage ' || s, kind, 'BLUE', chance, s - 1
   from generate_series(1, ${boards}) g, (values (1, 'OPEN', 0.25), (2, 'OPEN', 0.25), (3, 'OPEN', 0.5), (4, 'OPEN', 0.75),
     (5, 'WON', 1), (6, 'LOST', 0)) as s (s, kind, chance)`,
  `insert into lost_reason (id, name, position) values (${id('lrs', '1')}, 'Bench', 100)`,
  `insert into opportunity (id, pipeline_id, stage_id, status, title, amount, currency, probability, probability_source,
     owner_id, team_id, company_id, rank, stage_entered_at, created_at, closed_at, lost_reason_id, reopen_stage_id)
   select ${id('opp', 'g')}, ${id('pip', 'board')}, ${id('stg', '100 * board + column_nr')}, s.kind,
     'Thi công nhà xưởng ' || g, 1000000 * (1 + ${mixed('g', 900)}), 'VND', s.probability, 'STAGE',
     ${id('usr', `person`)}, ${id('tea', `person % ${teams} + 1`)}, ${id('com', `1 + ${mixed('g + 1', companies)}`)},
     g * 1048576::bigint, entered, entered, case when s.kind <> 'OPEN' then entered end,
     case when s.kind = 'LOST' then ${id('lrs', '1')} end,
     case when s.kind <> 'OPEN' then ${id('stg', '100 * board + 1')} end
   from (
     select g, case when g % 5 = 0 then 1 else 2 + g % ${boards - 1} end as board, 1 + ${mixed('g + 2', 6)} as column_nr,
       1 + ${mixed('g + 3', people)} as person,
       timestamptz '2026-01-01' + ${mixed('g + 4', 300 * 86_400)} * interval '1 second' as entered
     from generate_series(1, ${n}) g
   ) one join stage s on s.id = ${id('stg', '100 * board + column_nr')}`,
  `insert into stage_stay (id, opportunity_id, pipeline_id, stage_id, entered_at, entered_by)
   select replace(id, 'opp_', 'sty_'), id, pipeline_id, stage_id, stage_entered_at, owner_id from opportunity
   where pipeline_id in (select id from pipeline where name like 'Bench %')`,
  `insert into opportunity_history (id, opportunity_id, version, kind, road, actor_id, valid_at, changes)
   select replace(id, 'opp_', 'his_'), id, 1, 'CREATED', 'IMPORT', owner_id, created_at,
     jsonb_build_array(jsonb_build_object('field', 'title', 'before', null, 'after', title)) from opportunity
   where pipeline_id in (select id from pipeline where name like 'Bench %')`,
  `insert into total_cell (pipeline_id, stage_id, team_id, owner_id, currency, n, amount, weighted)
   select pipeline_id, stage_id, team_id, owner_id, currency, count(*), sum(amount), sum(amount * probability)
   from opportunity where pipeline_id in (select id from pipeline where name like 'Bench %') group by 1, 2, 3, 4, 5`,
]
