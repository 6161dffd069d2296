import { post } from '../http.mjs'

const card =
  'id title status amount { amount currency } probability rank version owner { id name } company { id name } stage { id }'
const query = `query ($p: ID!) { board(pipelineId: $p) { seq columns { stage { id } totals { count byCurrency { currency count amount weightedAmount } } opportunities(first: 50) { nodes { ${card} } } } } }`

/** The same cards and totals of the largest board: product against two statements. */
export async function* measure({ product, pool, floor }) {
  const { rows } = await pool.query(`select id from pipeline where name = 'Bench 1'`)
  const pipelineId = rows[0].id
  const least = await floor('board')
  yield {
    name: 'board',
    goal: 0.6,
    product: { ask: () => product.ask(query, { p: pipelineId }), clients: 8, pid: product.pid },
    floor: { ask: () => post(least.url, {}, JSON.stringify({ pipelineId })), clients: 8, pid: least.pid },
  }
  await least.stop()
}
