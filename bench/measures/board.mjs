import { post } from '../http.mjs'

const card =
  'id title status amount { amount currency } probability rank version owner { id name } company { id name } stage { id }'
export const query = `query ($p: ID!, $first: Int = 50) { board(pipelineId: $p) { seq columns { stage { id } totals { count byCurrency { currency count amount weightedAmount } } opportunities(first: $first) { nodes { ${card} } } } } }`

/**
 * The same cards and totals of the largest board: product against two statements. Warm: nothing is written meanwhile, so
 * the answer is a kept one. Cold: each question has a variable that no other has, and none is kept.
 */
export async function* measure({ product, pool, floor }) {
  const { rows } = await pool.query(`select id from pipeline where name = 'Bench 1'`)
  const pipelineId = rows[0].id
  const least = await floor('board')
  const bare = { ask: () => post(least.url, {}, JSON.stringify({ pipelineId })), clients: 8, pid: least.pid }
  const asked = (ask) => ({ ask, clients: 8, pid: product.pid })
  yield {
    name: 'board, unchanged',
    goal: '>= 6',
    product: asked(() => product.ask(query, { p: pipelineId })),
    floor: bare,
  }
  let times = 0
  const cold = asked(() => product.ask(query, { p: pipelineId, times: (times += 1) }))
  yield { name: 'board, cold', goal: '>= 0.6', product: cold, floor: bare }
  await least.stop()
}
