import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Env } from '../env.ts'
import { isAllowedOrigin } from './origin.ts'
import { HttpRefusal } from './refusal.ts'

/** What an answer that is no page may do in a browser: nothing. Pages bring their own policy. */
const apiPolicy = "default-src 'none'; frame-ancestors 'none'"

const allowedHeaders = 'accept-language, authorization, content-type, graphql-require-preflight'
const exposedHeaders = 'retry-after, x-request-id'

/** Headers of every answer, and who of other origins may read it: nobody but those the operator names. */
export function secure(http: FastifyInstance, env: Env): void {
  const isHttps = env.MEKONG_URL?.startsWith('https:') ?? false
  http.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'content-security-policy': apiPolicy,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      ...(isHttps && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
    })
    return admitOrigin(request, reply, env)
  })
}

function admitOrigin(request: FastifyRequest, reply: FastifyReply, env: Env): FastifyReply | void {
  const { origin, cookie } = request.headers
  if (env.MEKONG_ORIGINS.length > 0) reply.header('vary', 'origin')
  const isNamed = origin !== undefined && env.MEKONG_ORIGINS.includes(origin)
  if (isNamed)
    reply.headers({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': exposedHeaders,
      'cross-origin-resource-policy': 'cross-origin',
    })
  const isForeign = origin !== undefined && !isAllowedOrigin(origin, request.headers.host, env)
  if (request.method === 'OPTIONS') {
    if (isForeign) throw new HttpRefusal('FORBIDDEN')
    return reply
      .headers({
        allow: 'GET, POST, OPTIONS',
        ...(isNamed && {
          'access-control-allow-methods': 'GET, POST',
          'access-control-allow-headers': allowedHeaders,
          'access-control-max-age': '600',
        }),
      })
      .status(204)
      .send()
  }
  // A page elsewhere must not act with the cookie of whoever looks at it, nor sign them in as somebody.
  if (isForeign && (cookie !== undefined || request.url.startsWith('/api/'))) throw new HttpRefusal('FORBIDDEN')
}
