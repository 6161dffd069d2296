import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** Ours, without what the test runner has put there. */
const ownEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VITEST|TEST$|NODE_ENV$|HOST$|PORT$|DATABASE_URL$|MEKONG_)/.test(name),
    ),
  )

/** Mekong as `npm start` runs it, on a free port, which it keeps when it is started again. */
export class MekongServer {
  readonly #built: string
  readonly #databaseUrl: string
  readonly #origins: readonly string[]
  #process: ChildProcess | null = null
  #port = 0
  #output = ''

  /** `built` holds a build of api and web, side by side. */
  constructor(built: string, databaseUrl: string, origins: readonly string[] = []) {
    this.#built = built
    this.#databaseUrl = databaseUrl
    this.#origins = origins
  }

  get port(): number {
    return this.#port
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** `settings` are more variables of its environment. */
  async start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const child = spawn(process.execPath, ['--enable-source-maps', join(this.#built, 'api/dist/main.js')], {
      env: {
        ...ownEnvironment(),
        PORT: String(this.#port),
        DATABASE_URL: this.#databaseUrl,
        MEKONG_DEMO: '1',
        ...settings,
        ...(this.#origins.length > 0 ? { MEKONG_ORIGINS: this.#origins.join(',') } : {}),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#process = child
    this.#output = ''
    this.#port = await new Promise<number>((resolve, reject) => {
      const read = (text: string) => {
        this.#output += text
        const found = /Mekong is at http:\/\/[^:]+:(\d+)/.exec(this.#output)
        if (found) resolve(Number(found[1]))
      }
      child.stdout.setEncoding('utf8').on('data', read)
      child.stderr.setEncoding('utf8').on('data', read)
      child.once('exit', (code) => reject(new Error(`Mekong ended with ${code} instead of starting:\n${this.#output}`)))
    })
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#process
    this.#process = null
    if (!child || child.exitCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }

  /** Runs a command of the command line beside the server; gives its last line. */
  async command(...args: readonly string[]): Promise<string> {
    const child = spawn(process.execPath, ['--enable-source-maps', join(this.#built, 'api/dist/mekong.js'), ...args], {
      env: { ...ownEnvironment(), DATABASE_URL: this.#databaseUrl },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    const [code] = await once(child, 'exit')
    if (code !== 0) throw new Error(`mekong ${args.join(' ')} ended with ${code}:\n${output}`)
    return output.trimEnd().split('\n').at(-1) ?? ''
  }

  async restart(): Promise<void> {
    await this.stop()
    await this.start()
  }
}
