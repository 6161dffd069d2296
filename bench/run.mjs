// Starts PostgreSQL, product and floors, measures them in turns, prints ratios. See README.md.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { temporaryPostgres } from '@mekong/local-postgres'
import pg from 'pg'
import { boardFloor } from './floors/board.mjs'
import { moveFloor } from './floors/move.mjs'
import { Product } from './product.mjs'
import { median, throughput } from './throughput.mjs'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '2' } },
})
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)
const api = join(import.meta.dirname, '../apps/api/dist')

const postgres = await temporaryPostgres()
const dataDir = mkdtempSync(join(tmpdir(), 'mekong-bench-'))
const env = {
  ...process.env,
  DATABASE_URL: postgres.url('postgres'),
  MEKONG_DATA_DIR: dataDir,
  MEKONG_DEMO: '1',
  PORT: '0',
  MEKONG_LOG: 'error',
}
const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 16 })
// PostgreSQL ends idle connections when it stops; without a listener that would end the run.
pool.on('error', () => {})
const product = await Product.start(join(api, 'main.js'), env)
try {
  await run(join(api, 'mekong.js'), 'example', 'maven')
  await product.signIn('admin@demo.mekong.test')
  const { rows } = await pool.query(`select id from pipeline where name = 'Maven'`)
  const pipelineId = rows[0].id
  const contenders = {
    board: { product: await product.board(pipelineId), floor: await boardFloor(pool, pipelineId) },
    move: { product: await product.move(pool, pipelineId), floor: await moveFloor(pool, pipelineId) },
  }
  const results = {}
  for (const [name, pair] of Object.entries(contenders)) {
    const measured = { product: [], floor: [] }
    for (let round = 0; round < rounds; round++)
      for (const side of ['floor', 'product'])
        measured[side].push(await throughput(pair[side].ask, { seconds, clients: 8 }))
    const [floor, value] = [median(measured.floor), median(measured.product)]
    results[name] = {
      value: Math.round(value),
      floor: Math.round(floor),
      ratio: Number((value / floor).toFixed(3)),
      unit: 'requests/s',
    }
    for (const side of Object.values(pair)) await side.close?.()
  }
  console.table(results)
  console.log(
    JSON.stringify({
      at: new Date().toISOString(),
      cores: availableParallelism(),
      cpu: cpus()[0]?.model,
      rounds,
      results,
    }),
  )
} finally {
  await product.stop()
  await pool.end()
  await postgres.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

function run(...args) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`${args.join(' ')} ended with ${code}`))))
  })
}
