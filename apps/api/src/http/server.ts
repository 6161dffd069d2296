import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import Fastify, { type FastifyBaseLogger } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import type { Limits } from '../env.ts'
import type { Services } from '../services.ts'
import { routeAuth } from './auth-routes.ts'
import { routeDemo } from './demo-routes.ts'
import { handleErrors } from './error-handler.ts'
import { serveGraphiql } from './graphiql.ts'
import { routeGraphql } from './graphql.ts'
import { routeHealth } from './health.ts'
import { routeMetrics } from './metrics-route.ts'
import { routeInvitation } from './invitation-routes.ts'
import { makeOperations } from './operations.ts'
import { routeOutbox } from './outbox-routes.ts'
import { onceLost } from './once-lost.ts'
import { sdlOf } from './schema.ts'
import { secure } from './security-headers.ts'
import { routeSetup } from './setup-routes.ts'
import { Streams } from './sse.ts'
import { serveWeb } from './web.ts'
import { Sockets } from './websocket.ts'

interface Options {
  readonly services: Services
  readonly schema: GraphQLSchema
  readonly log: FastifyBaseLogger
  readonly webRoot: string | undefined
}

export interface HttpServer {
  /** Where people find it. */
  readonly url: string
  /** Where it listens. */
  readonly address: string
  close(): Promise<void>
}

/** How long running requests may take to end, when the stop is announced to a balancer, and when somebody waits for it. */
const patientMs = 10_000
const hastyMs = 2_000
/** Over how long clients are spread who have to come again. */
const mostSpreadMs = 5_000

/** A request must be here in time, its headers in half of that: who sends a byte now and then is cut off. */
const timeLimits = ({ requestMs }: Limits) => ({
  requestTimeout: requestMs,
  http: {
    headersTimeout: Math.ceil(requestMs / 2),
    connectionsCheckingInterval: Math.min(2_000, Math.ceil(requestMs / 4)),
  },
})

/** Everything that listens: pages, GraphQL by three roads, sign-in, health. */
export async function startServer({ services, schema, log, webRoot }: Options): Promise<HttpServer> {
  const { env } = services
  const operations = await makeOperations(services, schema)
  const http = Fastify({
    loggerInstance: log,
    bodyLimit: env.MEKONG_LIMITS.bodyBytes,
    trustProxy: env.MEKONG_TRUSTED_PROXIES.length > 0 ? env.MEKONG_TRUSTED_PROXIES : false,
    genReqId: () => randomUUID(),
    ...timeLimits(env.MEKONG_LIMITS),
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => sendError(request, reply, error),
  })
  http.removeContentTypeParser('text/plain')
  secure(http, env)
  const page = webRoot === undefined ? () => undefined : await serveWeb(http, webRoot)
  const sendError = handleErrors(http, log, page)

  let isDraining = false
  const streams = new Streams(operations)
  const sockets = new Sockets(operations)
  routeGraphql(http, operations)
  streams.route(http)
  routeAuth(http, services)
  routeSetup(http, services)
  routeInvitation(http, services)
  routeDemo(http, services)
  routeOutbox(http, services)
  routeHealth(http, services, () => isDraining)
  routeMetrics(http, services)
  const sdl = sdlOf(schema)
  http.get('/schema.graphql', async (_request, reply) => reply.type('text/plain; charset=utf-8').send(sdl))
  // A connection that is kept open after its answer would keep the server from ending.
  http.addHook('onSend', async (_request, reply) => void (isDraining && reply.header('connection', 'close')))
  sockets.listen(http.server)
  services.metrics.read('ws_connections', () => sockets.count)

  await serveGraphiql(http, services)

  await http.listen({ host: env.HOST, port: env.PORT })
  const listening = http.server.address()
  const port = typeof listening === 'object' && listening !== null ? listening.port : env.PORT
  const address = `http://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}:${port}`
  services.site.listensAt(address)
  const stopWatching = onceLost(services.feed, () => {
    void sockets.sendElsewhere()
    void streams.close(0)
  })
  return {
    address,
    url: services.site.url,
    close: async () => {
      isDraining = true
      stopWatching()
      const drainMs = env.MEKONG_DRAIN_SECONDS * 1000
      if (drainMs > 0) await wait(drainMs) // the balancer notices at its next look at /readyz
      const patienceMs = drainMs > 0 ? patientMs : hastyMs
      const spreadMs = Math.min(drainMs, mostSpreadMs)
      const patience = setTimeout(() => http.server.closeAllConnections(), patienceMs)
      await Promise.all([http.close(), streams.close(spreadMs), sockets.close(spreadMs, patienceMs)])
      clearTimeout(patience)
      await operations.apollo.stop()
    },
  }
}
