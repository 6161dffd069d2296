import { randomUUID } from 'node:crypto'
import { emailOf } from '../rows.mjs'
import { query } from './board.mjs'
import { cardsOf, inTurn, mutation } from './move.mjs'

const small = 10_000
const clients = 8

/**
 * The same on 10,000 opportunities and on so many more: two databases, two servers, in turns. A board's page is as large
 * as the smallest column of the small one, so that both give the same number of cards.
 */
export async function* measure({ n, open, start, product, pool }) {
  if (n <= small) return
  const other = await open(small)
  const little = await start(other.env)
  try {
    const pipelineId = await firstBoard(pool)
    for (const [who, email] of Object.entries(emailOf)) {
      const large = await product.as(email)
      const least = await little.as(email)
      const first = await smallestColumn(least, pipelineId)
      const side = (server, more) => ({ ask: () => server.ask(query, { p: pipelineId, first, ...more() }), clients })
      let times = 0
      for (const [kind, more] of Object.entries({ unchanged: () => ({}), cold: () => ({ times: (times += 1) }) }))
        yield {
          name: `growth, board of ${who}, ${kind}`,
          goal: '<= 1.3',
          by: 'cost',
          product: { ...side(large, more), pid: large.pid },
          floor: { ...side(least, more), pid: least.pid, postgresPid: other.pid },
        }
    }
    const moves = async (server, rows) => ({
      ask: inTurn(await cardsOf(rows, 64), ({ id, to }) =>
        server.ask(mutation, { i: { opportunityId: id, toStageId: to, clientMutationId: randomUUID() } }),
      ),
      clients: 2 * clients,
      pid: server.pid,
    })
    yield {
      name: 'growth, move on 64 boards',
      goal: '<= 1.25',
      by: 'cost',
      product: await moves(product, pool),
      floor: { ...(await moves(little, other.pool)), postgresPid: other.pid },
    }
  } finally {
    await little.stop()
    await other.close()
  }
}

const firstBoard = async (pool) => (await pool.query(`select id from pipeline where name = 'Bench 1'`)).rows[0].id

async function smallestColumn(server, pipelineId) {
  const { data } = JSON.parse(await server.ask(query, { p: pipelineId }))
  return Math.min(...data.board.columns.map(({ opportunities }) => opportunities.nodes.length))
}
