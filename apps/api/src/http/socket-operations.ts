import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { GraphQLError, type ExecutionArgs } from 'graphql'
import { makeServer, type Context as SocketContext, type SubscribePayload } from 'graphql-ws'
import type { WebSocket } from 'ws'
import { addressOf } from './address.ts'
import { payerOf } from './admit.ts'
import { askedIn } from './asked.ts'
import { closing } from './closing.ts'
import { Connection } from './connection.ts'
import { localeOf, makeContext } from './context.ts'
import type { Cost } from './cost/meter.ts'
import { ApiError } from './errors.ts'
import { mask, pass } from './mask.ts'
import type { Operations } from './operations.ts'
import type { Admitted, Asking } from './prepare.ts'
import { subscribe } from './subscribe.ts'

/** What is known of a socket. */
export interface Extra {
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
 * What happens on a socket: introductions and operations. graphql-ws keeps the protocol; what an operation may do and
 * which words an error has is decided where HTTP decides it.
 */
export class SocketOperations {
  readonly #admitted = new WeakMap<ExecutionArgs, { admitted: Admitted; asking: Asking }>()
  readonly #executing = new WeakMap<WebSocket, Set<Promise<unknown>>>()

  constructor(private readonly operations: Operations) {}

  /** What a socket still waits for. */
  running(socket: WebSocket): Iterable<Promise<unknown>> {
    return this.#executing.get(socket) ?? []
  }

  protocol() {
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
        return begun.kind === 'begun' ? begun.results : refused(costing(begun.errors, admitted.meter.cost))
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
      const { env, throttle } = this.operations.services
      const { operationsPerSocket } = env.MEKONG_LIMITS
      // An operation that its client has given up runs on for a while, and counts for as long.
      const running = this.#executing.get(extra.socket)?.size ?? 0
      if (Object.keys(subscriptions).length > operationsPerSocket || running >= operationsPerSocket)
        return costing([mask(new ApiError('THROTTLED', { retryAfter: 1 }), asking)], {
          requested: 0,
          actual: 0,
          throttle: throttle.standing(payerOf(asking)),
        })
      const admitted = await this.operations.admit(askedIn(payload), asking)
      if (admitted.kind === 'refused') return costing(admitted.errors, admitted.cost)
      this.#admitted.set(admitted.args, { admitted, asking })
      return admitted.args
    } catch (error) {
      return [mask(error, asking)]
    }
  }

  #started(args: ExecutionArgs): { admitted: Admitted; asking: Asking } {
    const started = this.#admitted.get(args)
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
}

/** An `error` message holds errors and nothing beside them, so the first one tells what the request has cost. */
function costing([first, ...others]: readonly GraphQLError[], cost: Cost): GraphQLError[] {
  if (!first) return []
  const { message, nodes, source, positions, path, originalError, extensions } = first
  const told = { nodes, source, positions, path, originalError, extensions: { ...extensions, cost } }
  return [pass(new GraphQLError(message, told)), ...others]
}

/** A source that fails at once: then the client gets an `error` message, as for what is refused before. */
const refused = ([error]: readonly GraphQLError[]): AsyncIterable<never> => ({
  [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }),
})

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
