import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { handleProtocols } from 'graphql-ws'
import { WebSocketServer, type WebSocket } from 'ws'
import { addressOf } from './address.ts'
import { closing } from './closing.ts'
import { Doorway } from './doorway.ts'
import { afterItsLife } from './lifetime.ts'
import type { Operations } from './operations.ts'
import { isAllowedOrigin } from './origin.ts'
import { Paces } from './pace.ts'
import { sendAway } from './send-away.ts'
import { SocketOperations, type Extra } from './socket-operations.ts'

const pingMs = 12_000
/** Over so long clients are sent to other nodes. */
const elsewhereMs = 2_000

/**
 * The WebSockets of this node (graphql-transport-ws): who may open one, that it lives, and that it ends in good order.
 */
export class Sockets {
  readonly #server: WebSocketServer
  readonly #inside: SocketOperations
  readonly #alive = new WeakSet<WebSocket>()
  readonly #pings: NodeJS.Timeout
  readonly #doorway = new Doorway()
  readonly #paces = new Paces()
  #isClosing = false

  constructor(private readonly operations: Operations) {
    this.#inside = new SocketOperations(operations)
    const { messageBytes } = operations.services.env.MEKONG_LIMITS
    this.#server = new WebSocketServer({
      noServer: true,
      maxPayload: messageBytes,
      perMessageDeflate: false,
      // One message a turn: a socket that brings hundreds at once lets the others in between.
      allowSynchronousEvents: false,
      clientTracking: true,
      handleProtocols: (offered) => handleProtocols(offered),
    })
    const protocol = this.#inside.protocol()
    this.#server.on('connection', (socket, request) => this.#open(protocol, socket, request))
    this.#pings = setInterval(() => this.#sweep(), pingMs).unref()
  }

  listen(http: Server): void {
    http.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
      stream.on('error', () => stream.destroy())
      const refuse = (refusal: string) =>
        void stream.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
      const letIn = () => {
        const refusal = this.#refusal(request) // which may have changed while it waited
        if (refusal) return refuse(refusal)
        this.#server.handleUpgrade(request, stream, head, (socket) => this.#server.emit('connection', socket, request))
      }
      const refusal = this.#refusal(request)
      if (refusal) return refuse(refusal)
      if (!this.#doorway.enter(this.#whoBrings(request), letIn)) refuse('503 Service Unavailable\r\nretry-after: 1')
    })
  }

  get count(): number {
    return this.#server.clients.size
  }

  /** Has every client come again elsewhere: this node stops. Whoever comes meanwhile is refused. */
  async close(spreadMs: number, patienceMs: number): Promise<void> {
    this.#isClosing = true
    clearInterval(this.#pings)
    this.#doorway.letAllIn() // to be refused
    await this.#sendAway(closing.restart, spreadMs, patienceMs)
    for (const socket of this.#server.clients) socket.terminate()
    this.#server.close()
  }

  /** Has every client try another node: this one lacks what it needs to serve them. */
  async sendElsewhere(): Promise<void> {
    await this.#sendAway(closing.tryLater, elsewhereMs, 0)
  }

  #sendAway([code, reason]: readonly [number, string], spreadMs: number, patienceMs: number): Promise<void> {
    const running = (socket: WebSocket) => this.#inside.running(socket)
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

  /** As far as it can be told before anybody introduces themselves. */
  #whoBrings(request: IncomingMessage): string {
    return request.headers.cookie ?? addressOf(request, this.operations.services.env)
  }

  #open(protocol: ReturnType<SocketOperations['protocol']>, socket: WebSocket, request: IncomingMessage) {
    const { env, log } = this.operations.services
    const extra: Extra = { socket, request, connection: null, left: () => {}, acceptLanguage: undefined }
    this.#alive.add(socket)
    socket.on('pong', () => this.#alive.add(socket))
    socket.on('error', () => {}) // a broken frame or a lost network; `close` follows
    // Its client comes again at once, and shows anew by what it may.
    const life = afterItsLife(env, () => socket.close(...closing.restart))
    const done = protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== socket.OPEN) return resolve()
            socket.send(data, (error) => (error ? reject(error) : resolve()))
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (receive) => {
          const hear = this.#paces.of(this.#whoBrings(request), socket, (message: string) => {
            receive(message).catch((error: unknown) => {
              if (socket.readyState !== socket.OPEN) return
              log.error({ err: error }, 'a socket failed')
              socket.close(...closing.tryLater)
            })
          })
          socket.on('message', (data, isBinary) => {
            if (isBinary) socket.close(...closing.badMessage)
            else hear(String(data))
          })
        },
      },
      extra,
    )
    socket.once('close', (code, reason) => {
      clearTimeout(life)
      void done(code, String(reason))
    })
  }

  /** Ends who did not answer the last ping: a network that was cut says nothing. */
  #sweep(): void {
    for (const socket of this.#server.clients) {
      if (!this.#alive.delete(socket)) socket.terminate()
      else socket.ping()
    }
  }
}
