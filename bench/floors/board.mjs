const cards = `select s.id as stage, o.* from stage s cross join lateral (
    select o.id, o.title, o.status, o.amount, o.currency, o.probability, o.rank, o.version, u.id as owner_id, u.name as owner, c.id as company_id, c.name as company
    from opportunity o left join app_user u on u.id = o.owner_id left join company c on c.id = o.company_id
    where o.stage_id = s.id and o.deleted_at is null order by o.rank, o.id limit 50) o
  where s.pipeline_id = $1 and s.archived_at is null`
const totals = `select stage_id, currency, sum(n) as n, sum(amount) as amount, sum(weighted) as weighted from total_cell where pipeline_id = $1 group by 1, 2`

/** The least that a board read can be: two prepared statements, JSON. */
export async function answer(pool, { pipelineId }) {
  const [a, b] = await Promise.all([
    pool.query({ name: 'cards', text: cards, values: [pipelineId] }),
    pool.query({ name: 'totals', text: totals, values: [pipelineId] }),
  ])
  return { cards: a.rows, totals: b.rows }
}
