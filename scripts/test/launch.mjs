// Starts Mekong as a person does, on a port and a data folder of its own, and sees what becomes of it.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { root } from '../set-up/toolchain.mjs'

/** The name has a space and accents, as people's folders have. */
export function makeDataDir() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mekong dữ liệu ')))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** @param {string} dataDir @param {NodeJS.ProcessEnv} [env] @param {string[]} [args] */
export function launch(dataDir, env = {}, args = ['start']) {
  const child = spawn('npm', ['--silent', ...args], {
    cwd: root,
    env: { ...ownEnvironment(), PORT: '0', MEKONG_DEMO: '0', MEKONG_DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a process group of its own, to which a signal is sent as a terminal does
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (words) => (output += words))
  const ended = once(child, 'close').then(([code, signal]) => /** @type {number | string} */ (code ?? signal))
  let isOver = false
  void ended.then(() => (isOver = true))
  const pid = child.pid ?? 0

  return {
    ended,
    output: () => output,
    /** The address that it prints. */
    async address() {
      const found = await vi.waitUntil(() => /Mekong is at (http:\S+)/.exec(output) ?? isOver, { timeout: 90_000 })
      if (found === true) throw new Error(`It ended instead of starting: ${output}`)
      return found[1]
    },
    /** To npm alone, as a supervisor does. */
    signal: (/** @type {NodeJS.Signals} */ name) => process.kill(pid, name),
    /** To all of the group, as a terminal does. */
    signalGroup: (/** @type {NodeJS.Signals} */ name) => process.kill(-pid, name),
    processes: () => processesOf(dataDir),
    /** Whatever is left of it, at the end of a test. */
    clear() {
      for (const { pid: left } of processesOf(dataDir)) process.kill(left, 'SIGKILL')
    },
  }
}

/** Ours, without what npm and vitest have put there, which would reach the child's npm and its server. */
export function ownEnvironment() {
  const foreign = /^(npm_|VITEST|TEST$|NODE_ENV$|INIT_CWD$|DATABASE_URL$|HOST$|PORT$|MEKONG_)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)))
}

/** All processes that were given this data folder, PostgreSQL and its children included. */
function processesOf(/** @type {string} */ dataDir) {
  const sign = `MEKONG_DATA_DIR=${dataDir}`
  return listProcesses().filter(({ pid, environment }) => environment.includes(sign) && pid !== process.pid)
}

/** @returns {{ pid: number, command: string, environment: string }[]} */
function listProcesses() {
  if (!existsSync('/proc/self/environ')) {
    const { stdout } = spawnSync('ps', ['axeww', '-o', 'pid=,command='], { encoding: 'utf8' })
    return stdout.split('\n').map((line) => ({ pid: Number.parseInt(line, 10), command: line, environment: line }))
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const read = (/** @type {string} */ file) => readFileSync(`/proc/${name}/${file}`, 'utf8').replaceAll('\0', ' ')
        return [{ pid: Number(name), command: read('cmdline'), environment: read('environ') }]
      } catch {
        return [] // gone meanwhile, or another user's
      }
    })
}

/** A port that somebody else has taken. */
export async function takePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not a port')
  return { port: String(address.port), free: () => server.close() }
}
