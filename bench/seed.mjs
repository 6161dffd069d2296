// npm run bench:seed -- --n 10000,100000,1000000: data folders under .data/bench for `npm run bench` to measure on.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startLocalPostgres } from '@mekong/local-postgres'
import pg from 'pg'
import { Product } from './product.mjs'
import { rowsOf } from './rows.mjs'

const folders = join(import.meta.dirname, '../.data/bench')
const seeded = 'bench_seed'

/** A durable PostgreSQL of our own with so many opportunities; what was seeded before is used as it is. */
export async function openSeeded(n, dist) {
  const dataDir = join(folders, String(n))
  const postgres = await startLocalPostgres({ dataDir: join(dataDir, 'postgres') })
  const env = {
    ...process.env,
    DATABASE_URL: postgres.url('postgres'),
    MEKONG_DATA_DIR: dataDir,
    MEKONG_DEMO: '1',
    PORT: '0',
    MEKONG_LOG: 'error',
  }
  const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 4 })
  pool.on('error', () => {}) // PostgreSQL ends idle connections when it stops
  const close = async () => {
    await pool.end()
    await postgres.stop()
  }
  try {
    if (!(await isSeeded(pool))) await seed(pool, n, dist, env)
  } catch (error) {
    await close()
    throw error
  }
  const lock = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8')
  return { env, pool, close, pid: Number(lock.split('\n', 1)[0]) }
}

async function isSeeded(pool) {
  const { rows } = await pool.query(`select to_regclass($1) is not null as is_seeded`, [seeded])
  return rows[0].is_seeded
}

/** The product makes its own tables and its demo; the rest is made by the database, the same every time. */
async function seed(pool, n, dist, env) {
  const began = performance.now()
  const product = await Product.start(dist, env)
  await product.stop()
  for (const statement of rowsOf(n)) await pool.query(statement)
  await pool.query('vacuum analyze')
  await pool.query(`create table ${seeded} as select ${n} as n`)
  console.log(`${n} opportunities in ${Math.round((performance.now() - began) / 1000)} s`)
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { n: { type: 'string', default: '10000' }, dist: { type: 'string' } } })
  for (const n of values.n.split(',').map(Number)) {
    rmSync(join(folders, String(n)), { recursive: true, force: true })
    const opened = await openSeeded(n, values.dist ?? join(import.meta.dirname, '../apps/api/dist'))
    await opened.close()
  }
}
