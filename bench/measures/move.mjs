import { randomUUID } from 'node:crypto'
import { post } from '../http.mjs'

export const mutation = `mutation ($i: MoveOpportunityInput!) { moveOpportunity(input: $i) { opportunity { id rank version } cursor userErrors { code } } }`
const clients = 16
const cardsOfBoth = 2_048

/** Moves between two columns, on 1, 8 and 64 boards: product against the same writes in one statement. */
export async function* measure({ product, pool, floor, actorId }) {
  const least = await floor('move')
  for (const [boards, goal] of [
    [1, '>= 0.8'],
    [8, '>= 0.4'],
    [64, '>= 0.4'],
  ]) {
    const cards = await cardsOf(pool, boards)
    const half = Math.floor(cards.length / 2)
    yield {
      name: `move, ${boards} board${boards === 1 ? '' : 's'}`,
      goal,
      product: {
        ask: inTurn(cards.slice(0, half), ({ id, to }) =>
          product.ask(mutation, { i: { opportunityId: id, toStageId: to, clientMutationId: randomUUID() } }),
        ),
        clients,
        pid: product.pid,
      },
      floor: {
        ask: inTurn(cards.slice(half), ({ id, from, to, rank }) =>
          post(least.url, {}, JSON.stringify({ id, from, to, rank, actorId, key: randomUUID() })),
        ),
        clients,
        pid: least.pid,
      },
    }
  }
  await least.stop()
}

/** Cards of the first two columns of so many boards, the largest first, board by board in turn. */
export async function cardsOf(pool, boards) {
  const { rows } = await pool.query(
    `select o.id, o.stage_id as here, case o.stage_id when s.open[1] then s.open[2] else s.open[1] end as there, o.rank from (
       select p.id, array_agg(s.id order by s.position) as open from pipeline p join stage s on s.pipeline_id = p.id
       where p.name like 'Bench %' and s.kind = 'OPEN' group by p.id order by p.position, p.id limit $1
     ) s cross join lateral (
       select id, stage_id, rank, row_number() over (order by id) as nth from opportunity
       where stage_id in (s.open[1], s.open[2]) and deleted_at is null order by id limit $2
     ) o order by o.nth, s.id`,
    [boards, Math.ceil(cardsOfBoth / boards)],
  )
  if (rows.length < 4 * clients) throw new Error(`Only ${rows.length} cards to move: make more rows.`)
  return rows
}

/** Each card goes to the second column and comes back, and never twice at once. */
export function inTurn(cards, move) {
  const waiting = cards.map((card) => ({ ...card, at: 0 }))
  return async () => {
    const card = waiting.shift()
    const [from, to] = card.at === 0 ? [card.here, card.there] : [card.there, card.here]
    await move({ id: card.id, from, to, rank: String(BigInt(card.rank) + BigInt(++moves)) })
    card.at = 1 - card.at
    waiting.push(card)
  }
}
let moves = 0
