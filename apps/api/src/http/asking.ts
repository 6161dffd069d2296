import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Services } from '../services.ts'
import { localeOf, makeContext } from './context.ts'
import type { Asking } from './prepare.ts'

/** Who is behind an HTTP request, and what an operation of theirs works with. */
export async function askingOf(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<Asking> {
  const { authorization, cookie, 'user-agent': userAgent } = request.headers
  const caller = await services.callers.of({ authorization, cookie, address: request.ip, userAgent }, (set) =>
    reply.header('set-cookie', set),
  )
  const circumstances = { caller, acceptLanguage: request.headers['accept-language'], requestId: request.id }
  return {
    caller,
    locale: localeOf(circumstances),
    requestId: request.id,
    log: services.log,
    context: makeContext(services, circumstances),
    address: request.ip,
  }
}
