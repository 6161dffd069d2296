// Two API nodes behind a balancer, with one PostgreSQL and, where there is one, one Redis: docker-compose.yml on one machine
// without Docker.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startLocalPostgres } from '@mekong/local-postgres'
import { StepFailed } from '../set-up/step-failed.mjs'
import { root } from '../set-up/toolchain.mjs'
import { ApiNode } from './api-node.mjs'
import { startBalancer } from './balancer.mjs'
import { freePort, isListening, runBeside, until } from './child.mjs'
import { findProgram, programs } from './programs.mjs'

/**
 * @typedef {object} Options
 * @property {NodeJS.ProcessEnv} env of the nodes; PORT is the balancer's
 * @property {(line: string) => void} tell
 */

/** @param {Options} options */
export async function startStack({ env, tell }) {
  /** @type {(() => Promise<unknown>)[]} */
  const closers = []
  const stop = async () => {
    while (closers.length > 0) await closers.pop()?.()
  }
  try {
    const port = await balancerPort(env['PORT'])
    const folder = await mkdtemp(join(tmpdir(), 'mekong-nodes-'))
    closers.push(() => rm(folder, { recursive: true, force: true }))
    const DATABASE_URL = env['DATABASE_URL'] || (await startDatabase(env, closers))
    const redis = env['REDIS_URL'] ? undefined : await startRedis(closers)
    const REDIS_URL = env['REDIS_URL'] || redis?.url
    const url = `http://127.0.0.1:${port}`
    const shared = {
      MEKONG_URL: url,
      MEKONG_TRUSTED_PROXIES: '127.0.0.1',
      MEKONG_DRAIN_SECONDS: '3',
      ...env,
      DATABASE_URL,
      ...(REDIS_URL !== undefined && { REDIS_URL }),
    }
    const nodes = [
      new ApiNode('api-1', await freePort(), shared, tell),
      new ApiNode('api-2', await freePort(), shared, tell),
    ]
    closers.push(() => Promise.all(nodes.map((node) => node.stop())))
    // One after the other: the first one migrates an empty database and fills it with the demo.
    for (const node of nodes) {
      await node.start()
      tell(`${node.name} is at http://127.0.0.1:${node.port}`)
    }
    const nodePorts = Object.fromEntries(nodes.map((node) => [node.name, node.port]))
    const balancer = await startBalancer({ folder, port, nodePorts })
    closers.push(() => balancer.stop())
    await until('the balancer passes on', () => isUp(url))
    const wakeUpsBy = REDIS_URL === undefined ? 'PostgreSQL' : `Redis at ${hostOf(REDIS_URL)}`
    return { url, nodes, redis, wakeUpsBy, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Said before anything is started: HAProxy would only fail, and somebody else answer in its place. */
async function balancerPort(/** @type {string | undefined} */ given) {
  if (given === '0') return freePort()
  const port = Number(given || 4000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new StepFailed(`PORT has to be a whole number from 0 to 65535, not "${given}".`)
  if (await isListening(port))
    throw new StepFailed(
      `Port ${port} of 127.0.0.1 is taken by another program: end that one, or set PORT to a free one.`,
    )
  return port
}

/** @param {NodeJS.ProcessEnv} env @param {(() => Promise<unknown>)[]} closers */
async function startDatabase(env, closers) {
  const dataDir = join(resolve(root, env['MEKONG_DATA_DIR'] || '.data'), 'postgres')
  const database = await startLocalPostgres({ dataDir })
  closers.push(() => database.stop())
  return database.url('postgres')
}

/** A Redis of ours, which can be stopped and started again at the same address. @param {(() => Promise<unknown>)[]} closers */
async function startRedis(closers) {
  const path = findProgram(programs.redis)
  if (path === undefined) return undefined
  const port = await freePort()
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  /** @type {ReturnType<typeof runBeside> | undefined} */
  let running
  const redis = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      running = runBeside(path, args)
      await until('Redis listens', () => isListening(port), 10_000)
    },
    async stop() {
      await running?.stop()
      running = undefined
    },
  }
  closers.push(() => redis.stop())
  await redis.start()
  return redis
}

/** @param {string} url */
const isUp = (url) =>
  fetch(`${url}/livez`).then(
    ({ ok }) => ok,
    () => false,
  )

/** Without user and password. @param {string} url */
const hostOf = (url) => new URL(url).host
