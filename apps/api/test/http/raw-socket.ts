import { once } from 'node:events'
import type { App } from '../../src/app.ts'
import WebSocket from 'ws'
import { socketUrl } from '../client.ts'

interface Options {
  readonly protocols?: string[]
  readonly headers?: Record<string, string>
}

/** A socket below the protocol: says what it is told to, and keeps what it hears. */
export class RawSocket implements AsyncDisposable {
  readonly heard: Record<string, unknown>[] = []
  readonly closed: Promise<{ code: number; reason: string }>

  #next = Promise.withResolvers<void>()

  private constructor(readonly socket: WebSocket) {
    this.closed = once(socket, 'close').then(([code, reason]) => ({ code: Number(code), reason: String(reason) }))
    socket.on('message', (data) => {
      this.heard.push(JSON.parse(String(data)) as Record<string, unknown>)
      this.#next.resolve()
      this.#next = Promise.withResolvers()
    })
  }

  static async open(app: Pick<App, 'url'>, { protocols = ['graphql-transport-ws'], headers = {} }: Options = {}) {
    const socket = new WebSocket(socketUrl(app), protocols, { headers: { origin: app.url, ...headers } })
    const raw = new RawSocket(socket)
    await once(socket, 'open')
    return raw
  }

  /** Opened and introduced, ready for operations. */
  static async ready(app: Pick<App, 'url'>, options: Options & { payload?: object } = {}) {
    const raw = await RawSocket.open(app, options)
    raw.say({ type: 'connection_init', ...(options.payload && { payload: options.payload }) })
    await raw.hears('connection_ack')
    return raw
  }

  say(message: object | string | Buffer): void {
    const isRaw = typeof message === 'string' || Buffer.isBuffer(message)
    this.socket.send(isRaw ? message : JSON.stringify(message))
  }

  ask(id: string, query: string): void {
    this.say({ id, type: 'subscribe', payload: { query } })
  }

  async hears(type: string, id?: string): Promise<Record<string, unknown>> {
    const find = () =>
      this.heard.find((message) => message['type'] === type && (id === undefined || message['id'] === id))
    for (let found = find(); ; found = find()) {
      if (found) return found
      const isClosed = await Promise.race([this.#next.promise.then(() => false), this.closed.then(() => true)])
      if (isClosed && !find()) throw new Error(`closed before ${type} was heard: ${JSON.stringify(this.heard)}`)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.terminate()
    await this.closed
  }
}

/** The status by which an upgrade is refused, or 101. */
export async function upgradeStatus(
  app: Pick<App, 'url'>,
  headers: Record<string, string>,
  path = '/graphql',
): Promise<number> {
  const socket = new WebSocket(new URL(path, socketUrl(app)), 'graphql-transport-ws', { headers })
  socket.on('error', () => {})
  const status = await Promise.race([
    once(socket, 'open').then(() => 101),
    once(socket, 'unexpected-response').then(([, response]) => Number(response.statusCode)),
  ])
  socket.terminate()
  return status
}
