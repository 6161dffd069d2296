import { loadavg } from 'node:os'
import { canCount, cpuOf, cpuOfFamily } from './cpu.mjs'

/**
 * What a ratio is of: answers a second; or what is to be small: the time of all, of the slowest in a hundred, or the CPU of
 * the process that answers.
 */
const ratios = {
  rate: (value, least) => value.perSecond / least.perSecond,
  cost: (value, least) => least.perSecond / value.perSecond,
  p99: (value, least) => value.p99 / least.p99,
  node: (value, least) => value.node / least.node,
}

/**
 * Product and floor in turns, so that what else the machine does meets both alike. A side is what `ask` asks, how many
 * clients ask it one after the other, and whose process answers, with a PostgreSQL of its own if need be.
 */
export async function contest({ product, floor, by = 'rate' }, { rounds, seconds, postgresPid }) {
  const measured = { product: [], floor: [] }
  const sides = { floor, product }
  for (const side of Object.values(sides)) await measure(side, { seconds: 1, postgresPid })
  for (let round = 0; round < rounds; round++)
    for (const [name, side] of Object.entries(sides)) measured[name].push(await measure(side, { seconds, postgresPid }))
  const [value, least] = [measured.product, measured.floor].map(middle)
  return {
    value: round(value.perSecond),
    floor: round(least.perSecond),
    ratio: round(ratios[by](value, least), 3),
    ...(canCount && {
      cpuRatio: round((value.node + value.postgres) / (least.node + least.postgres), 2),
      cpuMs: { node: round(value.node, 2), postgres: round(value.postgres, 2) },
      floorCpuMs: { node: round(least.node, 2), postgres: round(least.postgres, 2) },
    }),
    p99Ms: { product: round(value.p99, 1), floor: round(least.p99, 1) },
    load: round(loadavg()[0], 1),
  }
}

/** Answers a second, CPU in milliseconds an answer, and the wait of the slowest in a hundred. */
async function measure({ ask, clients, pid, ...other }, { seconds, ...shared }) {
  const postgresPid = other.postgresPid ?? shared.postgresPid
  const waits = []
  const before = canCount ? [cpuOf(pid), cpuOfFamily(postgresPid)] : [0, 0]
  const began = performance.now()
  const end = began + seconds * 1000
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let at = performance.now(); at < end; at = performance.now()) {
        await ask(client)
        waits.push(performance.now() - at)
      }
    }),
  )
  const took = (performance.now() - began) / 1000
  const after = canCount ? [cpuOf(pid), cpuOfFamily(postgresPid)] : [0, 0]
  return {
    perSecond: waits.length / took,
    node: (after[0] - before[0]) / waits.length,
    postgres: (after[1] - before[1]) / waits.length,
    p99: waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)],
  }
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  return (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2
}

const middle = (rounds) =>
  Object.fromEntries(Object.keys(rounds[0]).map((key) => [key, median(rounds.map((one) => one[key]))]))

const round = (value, digits = 0) => Number(value.toFixed(digits))
