import { createConnection, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net'

/**
 * What a network does to a connection:
 * - `ok`: passes everything on.
 * - `blackhole`: takes everything and passes on nothing, either way; nobody is told.
 * - `halfopen`: what the near side sends arrives, and no answer comes back.
 * - `reset`: breaks every connection, and each new one as soon as it says something.
 * - `refuse`: nobody listens; connections that stand stay.
 * - `latency`: each chunk arrives `delayMs` late.
 * - `slow`: `bytesPerSecond` at most come back to the near side.
 */
export type Mode = 'ok' | 'blackhole' | 'halfopen' | 'reset' | 'refuse' | 'latency' | 'slow'

export type Target = NetConnectOpts

/** One connection through the proxy. */
export interface Wire {
  /** The first words of the near side: by them a test knows which connection this is. */
  readonly said: string
  /** Of this connection alone; null: the proxy's. */
  mode: Mode | null
  cut(): void
}

/** Looks at what the near side says before it is passed on; `drop` keeps it. */
export type Listener = (chunk: Buffer, wire: Wire) => 'pass' | 'drop'

const saidBytes = 4096

/** A TCP proxy that can do to its connections what networks do. */
export class ChaosProxy {
  target: Target
  mode: Mode = 'ok'
  delayMs = 100
  bytesPerSecond = 16 * 1024
  overhear: Listener = () => 'pass'
  readonly #wires = new Set<ChaosWire>()
  readonly #server: Server
  #port = 0

  private constructor(target: Target) {
    this.target = target
    this.#server = createServer((near) => this.#join(near))
  }

  static async before(target: Target): Promise<ChaosProxy> {
    const proxy = new ChaosProxy(target)
    await proxy.#listen()
    return proxy
  }

  get port(): number {
    return this.#port
  }

  get wires(): readonly Wire[] {
    return [...this.#wires]
  }

  /** Breaks every connection that stands, as a failing network does. */
  cut(): void {
    for (const wire of this.#wires) wire.cut()
  }

  /** From now on everything passes again; what was swallowed meanwhile is lost, so those connections break. */
  heal(): void {
    const isDeaf = this.mode === 'blackhole' || this.mode === 'halfopen'
    this.mode = 'ok'
    for (const wire of this.#wires) if (isDeaf || wire.mode !== null) wire.cut()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  async #listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve))
    const address = this.#server.address()
    if (typeof address === 'object' && address !== null) this.#port = address.port
  }

  #join(near: Socket): void {
    if (this.mode === 'refuse') return void near.resetAndDestroy()
    const wire = new ChaosWire(this, near, createConnection(this.target))
    this.#wires.add(wire)
    wire.onEnd = () => this.#wires.delete(wire)
  }
}

class ChaosWire implements Wire {
  said = ''
  mode: Mode | null = null
  onEnd = () => {}

  constructor(
    private readonly proxy: ChaosProxy,
    private readonly near: Socket,
    private readonly far: Socket,
  ) {
    near.setNoDelay(true)
    near.on('data', (chunk: Buffer) => this.#fromNear(chunk))
    far.on('data', (chunk: Buffer) => this.#fromFar(chunk))
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      end.on('error', () => this.#gone(end, other))
      end.on('close', () => this.#gone(end, other))
    }
  }

  get #mode(): Mode {
    return this.mode ?? this.proxy.mode
  }

  cut(): void {
    this.near.resetAndDestroy()
    this.far.destroy()
  }

  #fromNear(chunk: Buffer): void {
    if (this.said.length < saidBytes) this.said += chunk.toString('latin1')
    const mode = this.#mode
    if (mode === 'reset') return this.cut()
    if (mode === 'blackhole' || this.proxy.overhear(chunk, this) === 'drop') return
    this.#pass(chunk, this.near, this.far, mode)
  }

  #fromFar(chunk: Buffer): void {
    const mode = this.#mode
    if (mode === 'reset') return this.cut()
    if (mode === 'blackhole' || mode === 'halfopen') return
    if (mode !== 'slow') return this.#pass(chunk, this.far, this.near, mode)
    this.far.pause()
    this.near.write(chunk)
    setTimeout(() => this.far.resume(), (chunk.length / this.proxy.bytesPerSecond) * 1000)
  }

  #pass(chunk: Buffer, from: Socket, to: Socket, mode: Mode): void {
    if (mode === 'latency') return void setTimeout(() => void (to.writable && to.write(chunk)), this.proxy.delayMs)
    if (!to.writable || to.write(chunk)) return
    // Whoever does not read must be felt at the other end, not here.
    from.pause()
    to.once('drain', () => from.resume())
  }

  /** A hole in the network tells nobody that the other end has gone. */
  #gone(end: Socket, other: Socket): void {
    const isSilent = this.#mode === 'blackhole' || (this.#mode === 'halfopen' && end === this.far)
    if (isSilent && !other.destroyed) return
    this.onEnd()
    other.destroy()
  }
}

/** Where a database address leads. */
export function targetOf(databaseUrl: string): Target {
  const url = new URL(databaseUrl)
  const folder = url.searchParams.get('host')
  const port = Number(url.port || 5432)
  return folder?.startsWith('/') ? { path: `${folder}/.s.PGSQL.${port}` } : { host: url.hostname, port }
}

/** The same database, by way of a proxy. */
export function through(proxy: ChaosProxy, databaseUrl: string): string {
  const url = new URL(databaseUrl)
  url.searchParams.delete('host')
  url.hostname = '127.0.0.1'
  url.port = String(proxy.port)
  return url.href
}
