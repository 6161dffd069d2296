import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ExecutionArgs, GraphQLError } from 'graphql'
import { handleProtocols, makeServer, type Context as SocketContext, type SubscribePayload } from 'graphql-ws'
import { WebSocketServer, type WebSocket } from 'ws'
import { addressOf } from './address.ts'
import { payerOf } from './admit.ts'
import { askedIn } from './asked.ts'
import { Connection } from './connection.ts'
import { localeOf, makeContext } from './context.ts'
import { ApiError } from './errors.ts'
import { mask } from './mask.ts'
import type { Operations } from './operations.ts'
import { isAllowedOrigin } from './origin.ts'
import { Pace } from './pace.ts'
import type { Admitted, Asking } from './prepare.ts'
import { sendAway } from './send-away.ts'
import { subscribe } from './subscribe.ts'

const pingMs = 12_000
/** Over so long clients are sent to other nodes. */
const elsewhereMs = 2_000

/** Close codes of graphql-transport-ws, RFC 6455 and ours. */
const closing = {
  badMessage: [4400, 'Invalid message received'],
  unauthorized: [4401, 'Unauthorized'],
  restart: [1012, 'Service restart'],
  tooMany: [4429, 'Too many sockets'],
  tryLater: [1013, 'Try again later'],
} as const satisfies Record<string, readonly [number, string]>

interface Extra {
  readonly socket: WebSocket
  readonly request: IncomingMessage
  /** Who is behind the socket, from its `connection_init` on; their rights are followed. */
  connection: Connection | null
  /** Takes it out of the count of their sockets. */
  left: () => void
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
  readonly #executing = new WeakMap<WebSocket, Set<Promise<unknown>>>()
  readonly #pings: NodeJS.Timeout
  #isClosing = false

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

  /** Has every client come again elsewhere: this node stops. Whoever comes meanwhile is refused. */
  async close(spreadMs: number, patienceMs: number): Promise<void> {
    this.#isClosing = true
    clearInterval(this.#pings)
    await this.#sendAway(closing.restart, spreadMs, patienceMs)
    for (const socket of this.#server.clients) socket.terminate()
    this.#server.close()
  }

  /** Has every client try another node: this one lacks what it needs to serve them. */
  async sendElsewhere(): Promise<void> {
    await this.#sendAway(closing.tryLater, elsewhereMs, 0)
  }

  #sendAway([code, reason]: readonly [number, string], spreadMs: number, patienceMs: number): Promise<void> {
    const running = (socket: WebSocket) => this.#executing.get(socket) ?? []
    return sendAway([...this.#server.clients], { code, reason, spreadMs, patienceMs, running })
  }

  #refusal({ url, headers }: IncomingMessage): string | undefined {
    if (URL.parse(url ?? '', 'http://localhost')?.pathname !== '/graphql') return '404 Not Found'
    const { env, feed } = this.operations.services
    if (this.#isClosing || feed.isCutOff) return '503 Service Unavailable'
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
    const extra: Extra = { socket, request, connection: null, left: () => {}, acceptLanguage: undefined }
    this.#alive.add(socket)
    socket.on('pong', () => this.#alive.add(socket))
    socket.on('error', () => {}) // a broken frame or a lost network; `close` follows
    const pace = new Pace(socket)
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
            pace.heard()
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
      connectionInitWaitTimeout: operations.services.env.MEKONG_LIMITS.initMs,
      onConnect: (ctx) => this.#bind(ctx),
      onSubscribe: (ctx, id, payload) => this.#admit(ctx, id, payload),
      execute: async (args: ExecutionArgs) => {
        const { admitted, asking } = this.#started(args)
        return this.#tracked(asking, operations.execute(admitted, asking))
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
      onClose: ({ extra }) => {
        extra.connection?.release()
        extra.left()
      },
    })
  }

  async #bind({ extra, connectionParams }: Ctx): Promise<boolean> {
    extra.acceptLanguage = text(connectionParams?.['acceptLanguage']) ?? extra.request.headers['accept-language']
    const authorization = text(connectionParams?.['authorization'])
    const { services } = this.operations
    const limits = services.env.MEKONG_LIMITS
    const { cookie, 'user-agent': userAgent } = extra.request.headers
    const address = addressOf(extra.request, services.env)
    const caller = await services.callers.of({ authorization, cookie, address, userAgent })
    if (extra.socket.readyState !== extra.socket.OPEN) return false
    if (caller === null && authorization !== undefined) {
      extra.socket.close(...closing.unauthorized)
      return false
    }
    const place = services.census.enter(`sockets of ${payerOf({ caller, address })}`, limits.socketsPerCaller)
    if (place === null) {
      extra.socket.close(...closing.tooMany)
      return false
    }
    extra.left = place.left
    if (caller !== null)
      extra.connection = new Connection(services, caller, () => extra.socket.close(...closing.unauthorized))
    return true
  }

  async #admit(
    { extra, subscriptions }: Ctx,
    id: string,
    payload: SubscribePayload,
  ): Promise<ExecutionArgs | GraphQLError[]> {
    const asking = this.#asking(extra, id)
    try {
      const { operationsPerSocket } = this.operations.services.env.MEKONG_LIMITS
      // An operation that its client has given up runs on for a while, and counts for as long.
      const running = this.#executing.get(extra.socket)?.size ?? 0
      if (Object.keys(subscriptions).length > operationsPerSocket || running >= operationsPerSocket)
        throw new ApiError('THROTTLED', { retryAfter: 1 })
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

  /** What a socket waits for is answered before it is closed. */
  async #tracked<T>({ context }: Asking, running: Promise<T>): Promise<T> {
    const socket = context.operation?.socket
    const all = (socket && this.#executing.get(socket)) ?? new Set<Promise<unknown>>()
    if (socket) this.#executing.set(socket, all.add(running))
    try {
      return await running
    } finally {
      all.delete(running)
    }
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
