/**
 * The writes of one move and nothing else, in one statement on the product's own tables, so with its indexes, constraints
 * and triggers: card, stays and history, then the counter, totals, key and event. No rule, no place to find, nobody to ask.
 */
const text = `
  with flag as materialized (select set_config('mekong.tail', pg_current_xact_id()::text, true)),
  moved as (
    update opportunity o set stage_id = $2, rank = $3, version = o.version + 1, stage_entered_at = now()
    from flag where o.id = $1 and o.stage_id = $4 returning o.*
  ), left_stay as (
    update stage_stay set left_at = greatest(now(), entered_at) where opportunity_id = $1 and left_at is null returning 1
  ), new_stay as (
    insert into stage_stay (id, opportunity_id, pipeline_id, stage_id, entered_at, entered_by)
    select 'sty_' || $6, m.id, m.pipeline_id, m.stage_id, m.stage_entered_at, $5
    from moved m, (select count(*) from left_stay) ended
  ), told as (
    insert into opportunity_history (id, opportunity_id, version, kind, road, actor_id, valid_at, changes)
    select 'his_' || $6, m.id, m.version, 'MOVED', 'UI', $5, now(),
      jsonb_build_array(jsonb_build_object('field', 'stageId', 'before', $4::text, 'after', $2::text))
    from moved m
  ), counter as (
    update board_feed f set seq = f.seq + 1 from moved m where f.pipeline_id = m.pipeline_id returning f.pipeline_id, f.seq
  ), counted as (
    insert into total_cell as t (pipeline_id, stage_id, team_id, owner_id, currency, n, amount, weighted)
    select m.pipeline_id, d.stage_id, coalesce(m.team_id, ''), coalesce(m.owner_id, ''), m.currency, d.n,
      d.n * coalesce(m.amount, 0), d.n * coalesce(m.amount * m.probability, 0)
    from moved m join counter using (pipeline_id), (values ($4::text, -1), ($2::text, 1)) as d (stage_id, n)
    on conflict (pipeline_id, stage_id, team_id, owner_id, currency) do update
      set n = t.n + excluded.n, amount = t.amount + excluded.amount, weighted = t.weighted + excluded.weighted
  ), kept as (
    insert into idempotency_key (actor_key, key, operation, request_hash, outcome)
    select $5, $6, 'moveOpportunity', $6, jsonb_build_object('outcome', to_jsonb(m), 'seq', c.seq)
    from moved m join counter c using (pipeline_id)
  )
  insert into board_event (pipeline_id, seq, actor_id, client_mutation_id, type, opportunity_id, opportunity_version,
    acl_before, acl_after, deltas, payload)
  select m.pipeline_id, c.seq, $5, $6, 'OPPORTUNITY_MOVED', m.id, m.version, '{}', '{}', '[]',
    jsonb_build_object('opportunity', to_jsonb(m), 'fromStageId', $4::text, 'toStageId', $2::text,
      'touchedStageIds', jsonb_build_array($4::text, $2::text))
  from moved m join counter c using (pipeline_id) returning seq`

export async function answer(pool, { id, from, to, rank, actorId, key }) {
  const { rows } = await pool.query({ name: 'move', text, values: [id, to, rank, from, actorId, key] })
  if (rows.length !== 1) throw new Error(`${id} was not in ${from}.`)
  return { id, seq: rows[0].seq }
}
