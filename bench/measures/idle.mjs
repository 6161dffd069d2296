import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { join } from 'node:path'
import { startChild } from '../child.mjs'
import { many, plain, subscribers, subscription } from './fanout.mjs'

/**
 * What a subscriber who waits takes in memory, in KiB. Both sides are fresh processes that have had some sockets before:
 * what a first socket loads is nobody's, and what another measure has left to be collected would be counted backwards.
 */
export async function* measure({ start, pool, env }) {
  const { rows } = await pool.query(`select id from pipeline where name = 'Bench 2'`)
  const product = await start()
  const least = await startChild([join(import.meta.dirname, '../floors/fanout.mjs')], env)
  const sides = {
    value: [product.pid, () => product.follow(subscription, { p: rows[0].id }, () => {})],
    floor: [least.pid, () => plain(least.url.replace('http', 'ws'), () => {})],
  }
  const figures = {}
  for (const [name, [pid, open]] of Object.entries(sides)) {
    await many(open, 100)
    await wait(2_000)
    const before = memoryOf(pid)
    const sockets = await many(open)
    figures[name] = Math.round((memoryOf(pid) - before) / subscribers)
    for (const socket of sockets) socket.terminate()
  }
  yield { name: 'KiB an idle subscriber', goal: 40, figures }
  await product.stop()
  await least.stop()
}

/** Resident memory in KiB. */
const memoryOf = (pid) =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN)
