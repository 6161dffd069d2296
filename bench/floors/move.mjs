/** The writes of one move in one statement, on a copy of the tables' shapes that matter, without any rule or answer. */
export async function moveFloor(pool, pipelineId) {
  await pool.query(`create table if not exists floor_event (seq bigint primary key, payload jsonb not null);
    create table if not exists floor_counter (id int primary key, seq bigint not null) with (fillfactor = 50);
    create table if not exists floor_stay (opportunity_id text, stage_id text, entered_at timestamptz, left_at timestamptz);
    create index if not exists floor_stay_open on floor_stay (opportunity_id) where left_at is null;
    create table if not exists floor_history (opportunity_id text, changes jsonb);
    insert into floor_counter values (1, 0) on conflict do nothing;
    drop table if exists floor_opportunity;
    create table floor_opportunity (like opportunity including defaults including indexes);
    insert into floor_opportunity select * from opportunity`)
  const { rows } = await pool.query(
    `select o.id, (select array_agg(s.id order by s.position) from stage s where s.pipeline_id = $1 and s.kind = 'OPEN') as open
     from opportunity o where o.pipeline_id = $1 and o.status = 'OPEN' order by o.id limit 500`,
    [pipelineId],
  )
  const text = `with moved as (
      update floor_opportunity set stage_id = $2, rank = rank + 1, version = version + 1, stage_entered_at = now() where id = $1 returning *
    ), left_one as (update floor_stay set left_at = now() where opportunity_id = $1 and left_at is null),
    entered as (insert into floor_stay select id, stage_id, now() from moved),
    kept as (insert into floor_history select id, to_jsonb(stage_id) from moved),
    counter as (update floor_counter set seq = seq + 1 from moved where floor_counter.id = 1 returning floor_counter.seq)
    insert into floor_event select seq, (select to_jsonb(moved) from moved) from counter`
  let at = 0
  const places = rows.map(({ id, open }) => ({ id, open, next: 0 }))
  return {
    ask: () => {
      const place = places[at++ % places.length]
      place.next = 1 - place.next
      return pool.query({ name: 'move', text, values: [place.id, place.open[place.next]] })
    },
  }
}
