import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ExecutionResult, GraphQLError } from 'graphql'
import { payerOf } from './admit.ts'
import { askedIn, askedInSearch } from './asked.ts'
import { askingOf } from './asking.ts'
import { Connection } from './connection.ts'
import { refusedPoints } from './cost/tariff.ts'
import { ApiError } from './errors.ts'
import { searchOf } from './graphql.ts'
import { codeOf, mask } from './mask.ts'
import { afterItsLife } from './lifetime.ts'
import type { Operations } from './operations.ts'
import type { Asking } from './prepare.ts'
import { HttpRefusal, sendRefusal } from './refusal.ts'
import { subscribe } from './subscribe.ts'

/** Less than the time after which proxies give up on a silent answer. */
const keepAliveMs = 12_000
/** How long a client may leave unread what it was told. */
const laggardMs = 30_000

/**
 * `/graphql/stream`: GraphQL over server-sent events, one operation a request ("distinct connections mode"). What is
 * refused is refused before the stream begins, as JSON with its HTTP status. A GET needs no header here, since a browser's
 * EventSource can send none: it changes nothing, and a foreign page is refused by its Origin.
 */
export class Streams {
  readonly #open = new Set<ServerResponse>()

  constructor(private readonly operations: Operations) {}

  route(http: FastifyInstance): void {
    const answer = (request: FastifyRequest, reply: FastifyReply) => this.#answer(request, reply)
    http.get('/graphql/stream', answer)
    http.post('/graphql/stream', answer)
  }

  /** Has every client come again, spread over a while so that they do not all come at once. */
  async close(spreadMs: number): Promise<void> {
    await Promise.all(
      [...this.#open].map(async (response) => {
        if (spreadMs > 0) await wait(Math.random() * spreadMs)
        response.end()
      }),
    )
  }

  async #answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | void> {
    const { services, admit, execute } = this.operations
    const asked = request.method === 'GET' ? askedInSearch(searchOf(request)) : askedIn(request.body)
    const asking = await askingOf(services, request, reply)
    const admitted = await admit(asked, asking)
    if (admitted.kind === 'refused') return sendRefusal(request, reply, { ...admitted, reached: 'REQUEST' })
    const { operation } = admitted.operation
    if (operation === 'mutation' && request.method === 'GET') {
      admitted.meter.settle(refusedPoints)
      throw new HttpRefusal('METHOD_NOT_ALLOWED', { allow: 'POST' })
    }
    const refuse = (errors: readonly GraphQLError[]) => {
      const { cost } = admitted.meter
      return sendRefusal(request, reply, { kind: 'refused', code: codeOf(errors[0]), reached: 'REQUEST', errors, cost })
    }
    // As many as a socket may carry operations.
    const { operationsPerSocket } = services.env.MEKONG_LIMITS
    const place = services.census.enter(`streams of ${payerOf(asking)}`, operationsPerSocket)
    if (place === null) {
      admitted.meter.settle(refusedPoints)
      return refuse([mask(new ApiError('THROTTLED', { retryAfter: 1 }), asking)])
    }
    try {
      if (operation !== 'subscription') return await this.#stream(reply, asking, [await execute(admitted, asking)])
      const begun = await subscribe(admitted, asking)
      if (begun.kind === 'refused') return refuse(begun.errors)
      return await this.#stream(reply, asking, begun.results)
    } finally {
      place.left()
    }
  }

  async #stream(
    reply: FastifyReply,
    { caller }: Asking,
    results: readonly ExecutionResult[] | AsyncGenerator<ExecutionResult>,
  ): Promise<void> {
    reply.hijack()
    const response = reply.raw
    const { services } = this.operations
    const connection = caller && new Connection(services, caller, () => void response.end())
    // Without a `complete`: whoever keeps the protocol knows that there is more, and resumes.
    const life = afterItsLife(services.env, () => void response.end())
    // The stream may have been ended meanwhile: by its client, by a session that is over, by a server that stops.
    const isOver = () => response.writableEnded || response.destroyed
    const say = (text: string): boolean => isOver() || response.write(text)
    const keepAlive = setInterval(() => say(':\n\n'), keepAliveMs)
    this.#open.add(response)
    response.once('close', () => {
      if ('return' in results) void results.return(undefined)
    })
    try {
      response.writeHead(200, { ...headersOf(reply), ...streamHeaders })
      say(':\n\n') // some browsers call a stream open at its first byte only
      for await (const result of results) {
        if (isOver()) break
        const isRoomLeft = say(message('next', result))
        if (!isRoomLeft) await this.#drained(response)
      }
      say(message('complete'))
    } catch (error) {
      say(message('next', { errors: [error] }) + message('complete'))
    } finally {
      response.end()
      clearInterval(keepAlive)
      clearTimeout(life)
      this.#open.delete(response)
      connection?.release()
    }
  }

  /** Waits for a client that reads slowly; one that does not read is given up. */
  async #drained(response: ServerResponse): Promise<void> {
    const waiting = new AbortController()
    const patience = setTimeout(() => {
      this.operations.services.metrics.slowConsumers.inc()
      response.destroy()
    }, laggardMs)
    try {
      await Promise.race(['drain', 'close'].map((event) => once(response, event, { signal: waiting.signal })))
    } finally {
      clearTimeout(patience)
      waiting.abort()
    }
  }
}

const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no', // nginx would gather events before it passes them on
}

/** Those that hooks have set; a hijacked reply does not send them by itself. */
const headersOf = (reply: FastifyReply): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(reply.getHeaders()).map(([name, value]) => [name, Array.isArray(value) ? value : String(value)]),
  )

const message = (event: 'next' | 'complete', data?: unknown): string =>
  `event: ${event}\ndata:${data === undefined ? '' : ` ${JSON.stringify(data)}`}\n\n`
