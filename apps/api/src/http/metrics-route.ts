import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { secretHash } from '../data/secret-hash.ts'
import type { Services } from '../services.ts'
import { isLoopback } from './loopback.ts'
import { HttpRefusal } from './refusal.ts'

/** `/metrics` for Prometheus: for whoever has the token, and for programs on this machine. To all others it is no route. */
export function routeMetrics(http: FastifyInstance, { env, metrics }: Services): void {
  const isAdmitted = (request: FastifyRequest) => isLocal(request) || hasToken(request, env.MEKONG_METRICS_TOKEN)
  http.get('/metrics', { logLevel: 'warn' }, async (request, reply) => {
    if (!isAdmitted(request)) throw new HttpRefusal('NOT_FOUND')
    const { type, body } = await metrics.text()
    return reply.type(type).header('cache-control', 'no-store').send(body)
  })

  http.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const route = routeOptions.url ?? 'none'
    metrics.requestDuration.observe({ method, route, status: reply.statusCode }, reply.elapsedTime / 1_000)
  })
}

/** A balancer on this machine passes strangers on from here; it says so in a header. */
function isLocal({ socket: { remoteAddress = '' }, headers }: FastifyRequest): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false
  return isLoopback(remoteAddress)
}

function hasToken({ headers: { authorization } }: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined || authorization === undefined) return false
  // Hashes are of one length, so the comparison tells nothing about the token's.
  return timingSafeEqual(Buffer.from(secretHash(authorization)), Buffer.from(secretHash(`Bearer ${token}`)))
}
