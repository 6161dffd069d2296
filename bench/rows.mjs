const boards = 64
const people = 50
const teams = 10
const companies = 2_000

/** Boards for the browser alone, by how many cards each has; of all opportunities the browser sees only a board's. */
export const webBoards = [1_000, 5_000, 10_000]

/** Whoever signs in to see a part: `own` what person 1 owns, `team` what the team of person 2 has. A fifth of board 1 each. */
export const emailOf = {
  all: 'admin@demo.mekong.test',
  team: 'bench-2@bench.mekong.test',
  own: 'bench-1@bench.mekong.test',
}

/** Words of titles: many have both, one in 40, a single one. */
export const wordsOf = (n) => ({ common: 'thi cong', medium: 'Sóc Trăng', rare: String(Math.floor(n * 0.4711)) })
const works = 'Thi công, Cung cấp, Lắp đặt, Thiết kế, Cải tạo, Bảo trì, Tư vấn, Nâng cấp'.split(', ')
const things = 'nhà xưởng, trạm bơm, kho lạnh, cầu cảng, điện mặt trời, hệ thống lọc nước, dây chuyền, văn phòng'.split(
  ', ',
)
const places = `Cần Thơ, Vĩnh Long, An Giang, Sóc Trăng, Bạc Liêu, Cà Mau, Kiên Giang, Hậu Giang, Đồng Tháp, Trà Vinh,
  Bến Tre, Tiền Giang, Long An, Tây Ninh, Bình Dương, Đồng Nai, Vũng Tàu, Phan Thiết, Nha Trang, Đà Lạt,
  Quy Nhơn, Pleiku, Kon Tum, Buôn Ma Thuột, Quảng Ngãi, Tam Kỳ, Đà Nẵng, Huế, Đông Hà, Đồng Hới,
  Hà Tĩnh, Vinh, Thanh Hóa, Ninh Bình, Nam Định, Thái Bình, Hải Phòng, Hạ Long, Hà Nội, Lào Cai`.split(/,\s+/)

/** A TypeID of which only the number counts; digits are letters of its alphabet. */
const id = (prefix, number) => `'${prefix}_' || lpad((${number})::text, 26, '0')`

/** A number from 0 that looks random and is the same every time. */
const mixed = (seed, below) => `(abs(hashint8extended(${seed}, 7)) % ${below})`
const oneOf = (texts, seed) =>
  `(array[${texts.map((text) => `'${text}'`).join(', ')}])[1 + ${mixed(seed, texts.length)}]`

/**
 * 64 boards of four open columns, Won and Lost. A fifth of all opportunities is on the first, the rest is spread evenly.
 * Two in three are open; everything belongs to one of 50 people in 10 teams, and has one stay and one entry of history.
 */
export const rowsOf = (n) =>
  statements({
    boardCount: boards,
    cards: `select g, case when g % 5 = 0 then 1 else 2 + g % ${boards - 1} end as board from generate_series(1, ${n}) g`,
  })

/** The browser's boards, each with so many cards. */
export const webRows = () =>
  statements({
    boardCount: webBoards.length,
    cards: webBoards
      .map((size, at) => `select 100000 * ${at} + g as g, ${at + 1} as board from generate_series(1, ${size}) g`)
      .join(' union all '),
  })

const statements = ({ boardCount, cards }) => [
  `insert into team (id, name) select ${id('tea', 'g')}, 'Bench team ' || g from generate_series(1, ${teams}) g`,
  `insert into app_user (id, name, email, has_sign_in, main_team_id, visibility)
   select ${id('usr', 'g')}, 'Bench ' || g, 'bench-' || g || '@bench.mekong.test', g <= 2, ${id('tea', `g % ${teams} + 1`)},
     case when g = 1 then 'OWN' else 'TEAM' end
   from generate_series(1, ${people}) g`,
  `insert into team_member (team_id, user_id) select main_team_id, id from app_user where email like 'bench-%'`,
  `insert into app_account (id, account_id, provider_id, user_id, password, updated_at)
   select 'bench-' || u.id, u.id, a.provider_id, u.id, a.password, now()
   from app_user u, app_account a join app_user admin on admin.id = a.user_id
   where u.email like 'bench-%' and u.has_sign_in and admin.email = '${emailOf.all}'`,
  `insert into company (id, name) select ${id('com', 'g')}, 'Công ty Xây dựng ' || g from generate_series(1, ${companies}) g`,
  `insert into pipeline (id, name, currency, position)
   select ${id('pip', 'g')}, 'Bench ' || g, 'VND', 100 + g from generate_series(1, ${boardCount}) g`,
  `insert into stage (id, pipeline_id, name, kind, color, probability, position)
   select ${id('stg', '100 * g + s')}, ${id('pip', 'g')}, 'Stage ' || s, kind, 'BLUE', chance, s - 1
   from generate_series(1, ${boardCount}) g, (values (1, 'OPEN', 0.25), (2, 'OPEN', 0.25), (3, 'OPEN', 0.5), (4, 'OPEN', 0.75),
     (5, 'WON', 1), (6, 'LOST', 0)) as s (s, kind, chance)`,
  `insert into lost_reason (id, name, position) values (${id('lrs', '1')}, 'Bench', 100)`,
  `insert into opportunity (id, pipeline_id, stage_id, status, title, amount, currency, probability, probability_source,
     owner_id, team_id, company_id, rank, stage_entered_at, created_at, closed_at, lost_reason_id, reopen_stage_id)
   select ${id('opp', 'g')}, ${id('pip', 'board')}, ${id('stg', '100 * board + column_nr')}, s.kind,
     concat_ws(' ', ${oneOf(works, 'g + 6')}, ${oneOf(things, 'g + 7')}, ${oneOf(places, 'g + 8')}, g),
     1000000 * (1 + ${mixed('g', 900)}), 'VND', s.probability, 'STAGE',
     ${id('usr', `person`)}, ${id('tea', `person % ${teams} + 1`)}, ${id('com', `1 + ${mixed('g + 1', companies)}`)},
     g * 1048576::bigint, entered, entered, case when s.kind <> 'OPEN' then entered end,
     case when s.kind = 'LOST' then ${id('lrs', '1')} end,
     case when s.kind <> 'OPEN' then ${id('stg', '100 * board + 1')} end
   from (
     select g, board, 1 + ${mixed('g + 2', 6)} as column_nr,
       case when board > 1 then 1 + ${mixed('g + 3', people)}
         when ${mixed('g + 5', 5)} < 2 then 1 + ${mixed('g + 5', 5)}
         else 3 + ${mixed('g + 3', people - 2)} end as person,
       timestamptz '2026-01-01' + ${mixed('g + 4', 300 * 86_400)} * interval '1 second' as entered
     from (${cards}) card
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
