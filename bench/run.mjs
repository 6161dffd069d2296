// Starts PostgreSQL, product and floors, measures them in turns, prints ratios. See README.md.
import { readdirSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startChild } from './child.mjs'
import { contest } from './contest.mjs'
import { Product } from './product.mjs'
import { emailOf } from './rows.mjs'
import { openSeeded } from './seed.mjs'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    n: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    dist: { type: 'string', default: join(import.meta.dirname, '../apps/api/dist') },
  },
})
const all = readdirSync(join(import.meta.dirname, 'measures')).map((file) => file.replace('.mjs', ''))
const only = values.only?.split(',') ?? all
const unknown = only.filter((name) => !all.includes(name))
if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}; there are ${all.join(', ')}.`)

const rounds = Number(values.rounds)
const seconds = Number(values.seconds)
const { dist } = values
const results = []
for (const [at, n] of values.n.split(',').map(Number).entries()) await measureOn(n, at === 0)
console.table(Object.fromEntries(results.map(({ name, n, ...rest }) => [`${name} (${n})`, asRow(rest)])))
console.log(
  JSON.stringify({
    at: new Date().toISOString(),
    cores: availableParallelism(),
    cpu: cpus()[0]?.model,
    node: process.version,
    rounds,
    seconds,
    results,
  }),
)

async function measureOn(n, isFirst) {
  const database = await openSeeded(n, dist)
  const { env, pool } = database
  const product = await start(env)
  try {
    const { rows } = await pool.query('select id from app_user where email = $1', [emailOf.all])
    const floor = (name) => startChild([join(import.meta.dirname, 'floors/serve.mjs'), name], env)
    const open = (size) => openSeeded(size, dist)
    const given = { n, isFirst, rounds, seconds, dist, open, start, product, pool, floor, env, actorId: rows[0].id }
    for (const name of only)
      try {
        await measureOne(name, given, database.pid)
      } catch (error) {
        // What else there is to measure is still worth having.
        console.error(`${name} (${n}) did not come to its end:`, error)
        process.exitCode = 1
      }
  } finally {
    await product.stop()
    await database.close()
  }
}

async function measureOne(name, given, postgresPid) {
  const { measure } = await import(`./measures/${name}.mjs`)
  for await (const { name: title, goal, n = given.n, figures, ...sides } of measure(given)) {
    console.error(`${title} (${n})`)
    results.push({ name: title, n, goal, ...(figures ?? (await contest(sides, { rounds, seconds, postgresPid }))) })
  }
}

async function start(env, options) {
  const started = await Product.start(dist, env, options)
  await started.signIn(emailOf.all)
  return started
}

function asRow({ value, floor, ratio, goal, cpuRatio, cpuMs, floorCpuMs, p99Ms, load }) {
  const cpu = (ms) => ms && `${ms.node} + ${ms.postgres}`
  return {
    'answers/s, or as named': value,
    floor,
    ratio,
    goal,
    'CPU ratio': cpuRatio,
    'CPU ms, node + pg': cpu(cpuMs),
    'of the floor': cpu(floorCpuMs),
    'p99 ms': p99Ms && `${p99Ms.product} / ${p99Ms.floor}`,
    load,
  }
}
