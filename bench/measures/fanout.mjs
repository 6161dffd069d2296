import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import WebSocket from 'ws'
import { startChild } from '../child.mjs'
import { post } from '../http.mjs'

export const subscribers = 1_000
const mutation = `mutation ($i: MoveOpportunityInput!) { moveOpportunity(input: $i) { cursor userErrors { code } } }`
export const subscription = `subscription ($p: ID!) { boardEvents(pipelineId: $p) {
  ... on BoardSnapshot { seq } ... on BoardHeartbeat { seq }
  ... on BoardEvents { fromSeq toSeq events { seq type at clientMutationId opportunityId fromStage { id } toStage { id }
    actor { id name } opportunity { id title status rank version amount { amount currency } owner { id name } company { id name } }
    columns { stageId totals { count byCurrency { currency count amount weightedAmount } } } } } } }`

/**
 * One change told to a thousand subscribers of a board: an answer is given when the last of them has it. First the node
 * of the subscribers writes the move as well, then another one does, so that what telling alone costs is seen.
 */
export async function* measure({ product, start, pool, env }) {
  const { rows } = await pool.query(
    `select p.id as pipeline, o.id, o.stage_id as here, array_agg(s.id order by s.position) as stages from pipeline p
     join stage s on s.pipeline_id = p.id and s.kind = 'OPEN'
     join lateral (select id, stage_id from opportunity where pipeline_id = p.id and status = 'OPEN' order by id limit 1) o on true
     where p.name = 'Bench 2' group by p.id, o.id, o.stage_id`,
  )
  const [{ pipeline, id, here, stages }] = rows
  const least = await startChild([join(import.meta.dirname, '../floors/fanout.mjs')], env)

  const bare = gathering()
  const bareSockets = await many(() => plain(least.url.replace('http', 'ws'), bare.got))
  const told = gathering()
  const sockets = await many(() =>
    product.follow(subscription, { p: pipeline }, (bytes) => bytes.includes('"events"') && told.got()),
  )
  // Where it stands already it can't be moved to, and nobody would be told.
  let stageId = here
  const moveBy = (node) => () =>
    told.after(() => {
      stageId = stageId === stages[0] ? stages[1] : stages[0]
      return node.ask(mutation, { i: { opportunityId: id, toStageId: stageId, clientMutationId: randomUUID() } })
    })
  const floor = { ask: () => bare.after(() => post(least.url, {}, '{}')), clients: 1, pid: least.pid }
  const toldBy = (node) => ({ ask: moveBy(node), clients: 1, pid: product.pid })
  yield { name: `fan-out to ${subscribers}`, goal: '>= 0.77', product: toldBy(product), floor }

  const writer = await start(env)
  yield {
    name: `fan-out to ${subscribers}, CPU of a node that only tells`,
    goal: '<= 1.3',
    product: toldBy(writer),
    floor,
    by: 'node',
  }
  await writer.stop()
  for (const socket of [...sockets, ...bareSockets]) socket.terminate()
  await least.stop()
}

/** Fifty at a time: a thousand handshakes at once would measure the handshakes. */
export async function many(open, most = subscribers) {
  const sockets = []
  while (sockets.length < most) sockets.push(...(await Promise.all(Array.from({ length: 50 }, open))))
  return sockets
}

/** Waits until as many messages have come as there are subscribers. */
function gathering() {
  let left = 0
  let done = () => {}
  return {
    got: () => --left === 0 && done(),
    after: async (act) => {
      const all = new Promise((resolve) => (done = resolve))
      left = subscribers
      await act()
      await all
    },
  }
}

export function plain(url, onMessage) {
  return new Promise((done, fail) => {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    socket.once('open', () => done(socket))
    socket.once('error', fail)
    socket.on('message', onMessage)
  })
}
