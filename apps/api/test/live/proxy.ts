import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A wire to PostgreSQL that a test can cut, or make swallow everything in silence. */
export class DatabaseProxy {
  mode: 'ok' | 'black-hole' = 'ok'
  #isRefusing = false
  readonly #pairs = new Set<Socket>()
  readonly #server: Server

  private constructor(private readonly target: URL) {
    this.#server = createServer((near) => {
      if (this.#isRefusing) return void near.destroy()
      const far = createConnection(addressOf(this.target))
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#pairs.add(from)
        from.on('data', (data) => this.mode === 'ok' && to.write(data))
        from.on('error', () => to.destroy())
        from.on('close', () => {
          this.#pairs.delete(from)
          if (this.mode === 'ok') to.destroy()
        })
      }
    })
  }

  static async before(url: string): Promise<DatabaseProxy> {
    const proxy = new DatabaseProxy(new URL(url))
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  /** The same database, through the proxy. */
  get url(): string {
    const url = new URL(this.target)
    url.searchParams.delete('host')
    url.hostname = '127.0.0.1'
    url.port = String((this.#server.address() as AddressInfo).port)
    return url.href
  }

  /** Ends every connection, as a failing network does. */
  cut(): void {
    for (const socket of this.#pairs) socket.destroy()
  }

  /** As if nobody were there, until `accept`. */
  refuse(): void {
    this.#isRefusing = true
    this.cut()
  }

  accept(): void {
    this.#isRefusing = false
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }
}

function addressOf(target: URL): { path: string } | { host: string; port: number } {
  const folder = target.searchParams.get('host')
  const port = Number(target.port || 5432)
  return folder?.startsWith('/') ? { path: `${folder}/.s.PGSQL.${port}` } : { host: target.hostname, port }
}
