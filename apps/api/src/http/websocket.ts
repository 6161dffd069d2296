import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { ExecutionArgs, GraphQLError } from 'graphql'
import { handleProtocols, makeServer, type Context as SocketContext, type SubscribePayload } from 'graphql-ws'
import { WebSocketServer, type WebSocket } from 'ws'
import { addressOf } from './address.ts'
import { askedIn } from './asked.ts'
import { Connection } from './connection.ts'
import { localeOf, makeContext } from './context.ts'
import { ApiError } from './errors.ts'
import { mask } from './mask.ts'
import type { Operations } from './operations.ts'
import { isAllowedOrigin } from './origin.ts'
import type { Admitted, Asking } from './prepare.ts'
import { subscribe } from './subscribe.ts'

const initMs = 3_000
const pingMs = 12_000
const closeMs = 1_000

/** Close codes of graphql-transport-ws, RFC 6455 and ours. */
const closing = {
  badMessage: [4400, 'Invalid message received'],
  unauthorized: [4401, 'Unauthorized'],
  restart: [1012, 'Service restart'],
  tryLater: [1013, 'Try again later'],
} as const satisfies Record<string, readonly [number, string]>

interface Extra {
  readonly socket: WebSocket
  readonly request: IncomingMessage
  /** Who is behind the socket, from its `connection_init` on; their rights are followed. */
  connection: Connection | null
  acceptLanguage: string | undefined
}

type Ctx = SocketContext<Record<string, unknown>, Extra>

/**
 * GraphQL over WebSocket (graphql-transport-ws). graphql-ws keeps the protocol; who may open a socket, what an operation
 * may do and which words an error has is decided where HTTP decides it.
 */
export class Sockets {
  readonly #server: WebSocketServer
  readonly #running = new WeakMap<ExecutionArgs, { admitted: Admitted; asking: Asking }>()
  readonly #alive = new WeakSet<WebSocket>()
  readonly #pings: NodeJS.Timeout

  constructor(private readonly operations: Operations) {
    const { messageBytes } = operations.services.env.MEKONG_LIMITS
    this.#server = new WebSocketServer({
      noServer: true,
      maxPayload: messageBytes,
      perMessageDeflate: false,
      clientTracking: true,
      handleProtocols: (offered) => handleProtocols(offered),
    })
    const protocol = this.#protocol()
    this.#server.on('connection', (socket, request) => this.#open(protocol, socket, request))
    this.#pings = setInterval(() => this.#sweep(), pingMs).unref()
  }

  listen(http: Server): void {
    http.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
      stream.on('error', () => stream.destroy())
      const refusal = this.#refusal(request)
      if (refusal) return void stream.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
      this.#server.handleUpgrade(request, stream, head, (socket) => this.#server.emit('connection', socket, request))
    })
  }

  get count(): number {
    return this.#server.clients.size
  }

  /** Tells every client to come again elsewhere, spread over a while so that they do not all come at once. */
  async close(spreadMs: number): Promise<void> {
    clearInterval(this.#pings)
    const all = [...this.#server.clients]
    await Promise.all(
      all.map(async (socket) => {
        if (spreadMs > 0) await wait(Math.random() * spreadMs)
        socket.close(...closing.restart)
      }),
    )
    const areGone = Promise.all(all.map((socket) => closed(socket)))
    const patience = new AbortController()
    await Promise.race([areGone, wait(closeMs, undefined, { signal: patience.signal }).catch(() => {})])
    patience.abort()
    for (const socket of this.#server.clients) socket.terminate()
    this.#server.close()
  }

  #refusal({ url, headers }: IncomingMessage): string | undefined {
    if (URL.parse(url ?? '', 'http://localhost')?.pathname !== '/graphql') return '404 Not Found'
    const { env } = this.operations.services
    const { origin, host, cookie } = headers
    // Programs send no Origin, and no cookie. A page that hides its Origin would still send a person's cookie.
    const isAllowed = origin === undefined ? cookie === undefined : isAllowedOrigin(origin, host, env)
    return isAllowed ? undefined : '403 Forbidden'
  }

  #open(
    protocol: ReturnType<typeof makeServer<Record<string, unknown>, Extra>>,
    socket: WebSocket,
    request: IncomingMessage,
  ) {
    const { log } = this.operations.services
    const extra: Extra = { socket, request, connection: null, acceptLanguage: undefined }
    this.#alive.add(socket)
    socket.on('pong', () => this.#alive.add(socket))
    socket.on('error', () => {}) // a broken frame or a lost network; `close` follows
    const done = protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== socket.OPEN) return resolve()
            socket.send(data, (error) => (error ? reject(error) : resolve()))
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (receive) =>
          socket.on('message', (data, isBinary) => {
            if (isBinary) return socket.close(...closing.badMessage)
            receive(String(data)).catch((error: unknown) => {
              if (socket.readyState !== socket.OPEN) return
              log.error({ err: error }, 'a socket failed')
              socket.close(...closing.tryLater)
            })
          }),
      },
      extra,
    )
    socket.once('close', (code, reason) => void done(code, String(reason)))
  }

  #protocol() {
    const { operations } = this
    return makeServer<Record<string, unknown>, Extra>({
      connectionInitWaitTimeout: initMs,
      onConnect: (ctx) => this.#bind(ctx),
      onSubscribe: (ctx, id, payload) => this.#admit(ctx, id, payload),
      execute: async (args: ExecutionArgs) => {
        const { admitted, asking } = this.#started(args)
        return operations.execute(admitted, asking)
      },
      subscribe: async (args: ExecutionArgs) => {
        const { admitted, asking } = this.#started(args)
        const begun = await subscribe(admitted, asking)
        return begun.kind === 'begun' ? begun.results : refused(begun.errors)
      },
      onError: ({ extra }, _id, _payload, errors) => {
        const listener = this.#asking(extra)
        return errors.map((error) => mask(error, listener).toJSON())
      },
      onClose: ({ extra }) => extra.connection?.release(),
    })
  }

  async #bind({ extra, connectionParams }: Ctx): Promise<boolean> {
    extra.acceptLanguage = text(connectionParams?.['acceptLanguage']) ?? extra.request.headers['accept-language']
    const authorization = text(connectionParams?.['authorization'])
    const { services } = this.operations
    const { cookie, 'user-agent': userAgent } = extra.request.headers
    const address = addressOf(extra.request, services.env)
    const caller = await services.callers.of({ authorization, cookie, address, userAgent })
    if (caller !== null) {
      extra.connection = new Connection(services, caller, () => extra.socket.close(...closing.unauthorized))
      if (extra.socket.readyState !== extra.socket.OPEN) extra.connection.release()
    } else if (authorization !== undefined) {
      extra.socket.close(...closing.unauthorized)
      return false
    }
    return true
  }

  async #admit(
    { extra, subscriptions }: Ctx,
    id: string,
    payload: SubscribePayload,
  ): Promise<ExecutionArgs | GraphQLError[]> {
    const asking = this.#asking(extra, id)
    try {
      if (Object.keys(subscriptions).length > this.operations.services.env.MEKONG_LIMITS.operationsPerSocket)
        throw new ApiError('THROTTLED')
      const admitted = await this.operations.admit(askedIn(payload), asking)
      if (admitted.kind === 'refused') return [...admitted.errors]
      this.#running.set(admitted.args, { admitted, asking })
      return admitted.args
    } catch (error) {
      return [mask(error, asking)]
    }
  }

  #started(args: ExecutionArgs): { admitted: Admitted; asking: Asking } {
    const started = this.#running.get(args)
    if (!started) throw new Error('an operation that was not admitted')
    return started
  }

  #asking({ connection, acceptLanguage, socket, request }: Extra, id?: string): Asking {
    const { services } = this.operations
    const caller = connection?.caller ?? null
    const circumstances = {
      caller,
      acceptLanguage,
      requestId: randomUUID(),
      ...(id !== undefined && { operation: { id, socket } }),
    }
    return {
      caller,
      locale: localeOf(circumstances),
      requestId: circumstances.requestId,
      log: services.log,
      context: makeContext(services, circumstances),
      address: addressOf(request, services.env),
    }
  }

  /** Ends who did not answer the last ping: a network that was cut says nothing. */
  #sweep(): void {
    for (const socket of this.#server.clients) {
      if (!this.#alive.delete(socket)) socket.terminate()
      else socket.ping()
    }
  }
}

/** A source that fails at once: then the client gets an `error` message, as for what is refused before. */
const refused = ([error]: readonly GraphQLError[]): AsyncIterable<never> => ({
  [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }),
})

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const closed = (socket: WebSocket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.readyState === socket.CLOSED) resolve()
    else socket.once('close', () => resolve())
  })
