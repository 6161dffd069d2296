import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createConnection, createServer, type AddressInfo } from 'node:net'
import { until } from './live/until.ts'

/** Debian: apt-get install redis-server. `npm test` installs it where it may; in CI a test that is left out is a failure. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

/** It ends with us, however that happens: the shell waits for the end of a pipe that we hold. */
const script = 'redis-server --port "$1" --bind 127.0.0.1 --save "" --appendonly no & cat > /dev/null; kill -9 $!'

/** A real Redis that a test can kill and start again on the same port. */
export class RedisServer {
  #shell: ChildProcess | undefined

  private constructor(readonly port: number) {}

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await freePort())
    await server.up()
    return server
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  async up(): Promise<void> {
    this.#shell = spawn('sh', ['-c', script, 'redis', String(this.port)], {
      stdio: ['pipe', 'ignore', 'ignore'],
      cwd: '/',
    })
    await until('Redis listens', () => isListening(this.port))
  }

  /** As a kill -9. */
  async down(): Promise<void> {
    const shell = this.#shell
    this.#shell = undefined
    if (!shell) return
    const gone = once(shell, 'exit')
    shell.stdin?.end()
    await gone
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.down()
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('close', () => socket.destroy())
    socket.once('connect', () => socket.destroy())
  })
