import { join } from 'node:path'
import { startChild } from '../child.mjs'
import { median } from '../contest.mjs'
import { many, plain, subscription } from './fanout.mjs'

const subscribers = 2_000

/**
 * What a subscriber who waits takes in memory, in KiB. Each round has fresh processes that have had some sockets before:
 * what a first socket loads is nobody's. What is held is counted after collecting; beside it stands by how much the
 * process grew, in which room counts that is not used yet.
 */
export async function* measure({ start, pool, env, rounds }) {
  const { rows } = await pool.query(`select id from pipeline where name = 'Bench 2'`)
  const grown = { value: [], floor: [] }
  for (let round = 0; round < rounds; round += 1) {
    const product = await start(env, { tellsMemory: true })
    const least = await startChild([join(import.meta.dirname, '../floors/fanout.mjs')], env, { tellsMemory: true })
    const sides = {
      value: [product, () => product.follow(subscription, { p: rows[0].id }, () => {})],
      floor: [least, () => plain(least.url.replace('http', 'ws'), () => {})],
    }
    for (const [name, [process, open]] of Object.entries(sides)) {
      const first = await many(open, 100)
      const before = await process.memory()
      const sockets = await many(open, subscribers)
      const after = await process.memory()
      grown[name].push(Object.keys(after).map((kind) => (after[kind] - before[kind]) / subscribers / 1024))
      for (const socket of [...first, ...sockets]) socket.terminate()
      await process.stop()
    }
  }
  for (const [at, kind] of ['held', 'grown by'].entries()) {
    const [value, floor] = [grown.value, grown.floor].map((all) => Number(median(all.map((one) => one[at])).toFixed(1)))
    yield { name: `KiB an idle subscriber, ${kind}`, goal: '<= 40', figures: { value, floor } }
  }
}
