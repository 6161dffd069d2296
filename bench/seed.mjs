// npm run bench:seed -- --n 10000,100000,1000000: data folders under .data/bench for `npm run bench` to measure on.
import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startLocalPostgres } from '@mekong/local-postgres'
import pg from 'pg'
import { Product } from './product.mjs'
import { rowsOf, webRows } from './rows.mjs'

const folders = join(import.meta.dirname, '../.data/bench')
const seeded = 'bench_seed'

/** Written in bulk: their indexes are made after the rows, which is ten times as fast and comes to the same. */
const large = ['opportunity', 'stage_stay', 'opportunity_history']

/**
 * A durable PostgreSQL of our own with so many opportunities, or with the browser's boards (`web`). What was seeded before
 * is used as it is, unless these rows are others by now.
 */
export async function openSeeded(size, dist) {
  const statements = size === 'web' ? webRows() : rowsOf(size)
  const mark = createHash('sha256').update(statements.join()).digest('hex')
  const dataDir = join(folders, String(size))
  let opened = await open(dataDir)
  try {
    const found = await markOf(opened.pool)
    if (found === mark) return opened
    if (found !== null) {
      await opened.close()
      rmSync(dataDir, { recursive: true })
      opened = await open(dataDir)
    }
    await seed(opened, { size, statements, mark, dist })
    return opened
  } catch (error) {
    await opened.close()
    throw error
  }
}

async function open(dataDir) {
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
  const pid = Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n', 1)[0])
  const stopAtOnce = () => process.kill(pid, 'SIGINT')
  process.once('exit', stopAtOnce) // a run that was broken off leaves no server behind
  const close = async () => {
    await pool.end()
    await postgres.stop()
    process.off('exit', stopAtOnce)
  }
  return { env, pool, close, pid }
}

/** Which rows a database was seeded with; null: with none, '' : with those of a time that kept no mark. */
async function markOf(pool) {
  const { rows } = await pool.query(`select to_regclass($1) is not null as is_seeded`, [seeded])
  if (!rows[0].is_seeded) return null
  const found = await pool.query(`select to_jsonb(s) ->> 'mark' as mark from ${seeded} s`)
  return found.rows[0]?.mark ?? ''
}

/** The product makes its own tables and its demo; the rest is made by the database, the same every time. */
async function seed({ pool, env }, { size, statements, mark, dist }) {
  const began = performance.now()
  const product = await Product.start(dist, env)
  await product.stop()
  const client = await pool.connect()
  try {
    const { rows: indexes } = await client.query(
      `select indexrelid::regclass as name, pg_get_indexdef(indexrelid) as making from pg_index i
       where indrelid = any($1::regclass[]) and not exists (select from pg_constraint where conindid = i.indexrelid)`,
      [large],
    )
    await client.query(`set maintenance_work_mem = '512MB'; set work_mem = '256MB'`)
    for (const { name } of indexes) await client.query(`drop index ${name}`)
    for (const statement of statements) await client.query(statement)
    for (const { making } of indexes) await client.query(making)
    await client.query('vacuum analyze')
    await client.query(`create table ${seeded} as select $1::text as mark`, [mark])
    await client.query('checkpoint')
  } finally {
    client.release()
  }
  const { rows } = await pool.query(`select pg_size_pretty(pg_database_size(current_database())) as disk`)
  console.log(`${size} in ${Math.round((performance.now() - began) / 1000)} s, ${rows[0].disk}`)
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { n: { type: 'string', default: '10000' }, dist: { type: 'string' } } })
  for (const n of values.n.split(',').map(Number)) {
    rmSync(join(folders, String(n)), { recursive: true, force: true })
    const opened = await openSeeded(n, values.dist ?? join(import.meta.dirname, '../apps/api/dist'))
    await opened.close()
  }
}
