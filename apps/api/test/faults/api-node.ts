import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../live/until.ts'
import { ChaosProxy, through, targetOf } from './chaos-proxy.ts'

const dist = join(import.meta.dirname, '../../dist')
/** The built server, as `npm start` runs it. */
const main = join(dist, 'main.js')

const startMs = 60_000
const keptLines = 200

/** Limits are proven elsewhere: here they would only slow the writers down. */
const limits = JSON.stringify({ bucketPoints: 100_000_000, pointsPerSecond: 10_000_000, socketsPerCaller: 2_000 })

export interface ApiNodeOptions {
  readonly databaseUrl: string
  readonly env?: Readonly<Record<string, string>>
  /** Of Node itself. */
  readonly nodeOptions?: readonly string[]
}

/**
 * A node in a process of its own. Between it and its clients is one proxy, between it and the database another; both stay
 * where they are when the process is killed and started again.
 */
export class ApiNode implements AsyncDisposable {
  #process: ChildProcess | undefined
  readonly #lines: string[] = []

  private constructor(
    readonly name: string,
    private options: ApiNodeOptions,
    readonly clients: ChaosProxy,
    readonly database: ChaosProxy,
  ) {}

  static async start(name: string, options: ApiNodeOptions): Promise<ApiNode> {
    const database = await ChaosProxy.before(targetOf(options.databaseUrl))
    const clients = await ChaosProxy.before({ host: '127.0.0.1', port: 1 })
    const node = new ApiNode(name, options, clients, database)
    await node.start()
    return node
  }

  /** Where clients find it. */
  get url(): string {
    return `http://127.0.0.1:${this.clients.port}`
  }

  get isUp(): boolean {
    return this.#process !== undefined && this.#process.exitCode === null && this.#process.signalCode === null
  }

  get pid(): number {
    return this.#process?.pid ?? 0
  }

  /** What it said last, for whoever looks into a failure. */
  get log(): string {
    return this.#lines.join('')
  }

  /** The memory that the system has given to the process, in MiB. */
  get residentMb(): number {
    const [, kibibytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8')) ?? []
    return Number(kibibytes) / 1024
  }

  async start(options: Partial<ApiNodeOptions> = {}): Promise<void> {
    this.options = { ...this.options, ...options }
    const { databaseUrl, env = {}, nodeOptions = [] } = this.options
    const child = spawn(process.execPath, ['--enable-source-maps', ...nodeOptions, main], {
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'test',
        PORT: '0',
        MEKONG_DEMO: '0',
        MEKONG_LOG: 'warn',
        MEKONG_LIMITS: limits,
        DATABASE_URL: through(this.database, databaseUrl),
        ...env,
      },
      // By the channel it notices the end of this process, however that comes, and ends too.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#process = child
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk
        this.#lines.push(chunk)
        if (this.#lines.length > keptLines) this.#lines.shift()
      })
    const place = /Mekong is at http:\/\/127\.0\.0\.1:(\d+)/
    await until(`${this.name} is up`, () => place.test(said) || !this.isUp, startMs)
    const [, port] = place.exec(said) ?? []
    if (port === undefined) throw new Error(`${this.name} did not start:\n${said}`)
    this.clients.target = { host: '127.0.0.1', port: Number(port) }
  }

  /** Ends the process at once, as a machine that dies does; what it had open breaks. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Asks it to end in order. */
  async stop(): Promise<number | null> {
    return this.#end('SIGTERM')
  }

  signal(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal)
  }

  async ready(withinMs = 15_000): Promise<{ status: number; checks: Record<string, boolean> }> {
    const response = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(withinMs) })
    const { checks } = (await response.json()) as { checks: Record<string, boolean> }
    return { status: response.status, checks }
  }

  async live(): Promise<number> {
    return (await fetch(`${this.url}/livez`, { signal: AbortSignal.timeout(5_000) })).status
  }

  /** The value of a metric without labels; undefined when the node has none of that name. */
  async metric(name: string): Promise<number | undefined> {
    const text = await (await fetch(`${this.url}/metrics`)).text()
    const [, value] = new RegExp(`^${name} (\\S+)$`, 'm').exec(text) ?? []
    return value === undefined ? undefined : Number(value)
  }

  /** Up, with a network that works: where a test begins. */
  async heal(options: Partial<ApiNodeOptions> = {}): Promise<void> {
    for (const proxy of [this.clients, this.database]) {
      proxy.overhear = () => 'pass'
      proxy.heal()
    }
    if (!this.isUp) await this.start(options)
    await until(
      `${this.name} is ready`,
      () =>
        this.ready().then(
          ({ status }) => status === 200,
          () => false,
        ),
      30_000,
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill()
    await this.clients[Symbol.asyncDispose]()
    await this.database[Symbol.asyncDispose]()
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#process
    if (child === undefined || !this.isUp) return child?.exitCode ?? null
    const gone = once(child, 'exit')
    child.kill(signal)
    child.kill('SIGCONT')
    await gone
    return child.exitCode
  }
}

/** The built command line, in a process of its own. */
export async function runCommand(args: readonly string[], databaseUrl: string): Promise<string> {
  const env = { PATH: process.env['PATH'], NODE_ENV: 'test', DATABASE_URL: databaseUrl }
  const child = spawn(process.execPath, [join(dist, 'mekong.js'), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [said, complained] = ['', '']
  child.stdout.on('data', (chunk) => (said += String(chunk)))
  child.stderr.on('data', (chunk) => (complained += String(chunk)))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`mekong ${args[0]} ended with ${code}: ${complained}${said}`)
  return said
}
