import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { matchLocale } from '@mekong/words'
import { MalformedRequest } from './asked.ts'
import { ApiError } from './errors.ts'
import type { Log } from './log.ts'
import { codeOf, mask } from './mask.ts'
import { HttpRefusal, sendErrors } from './refusal.ts'
import { httpStatus } from './status.ts'
import type { Page } from './web.ts'

export type SendError = (request: FastifyRequest, reply: FastifyReply, error: unknown) => FastifyReply

/**
 * The HTTP framework's own errors (bad JSON, 404, 405, 413, 415) have the shape and the codes of all others. What is no
 * route may be a page.
 */
export function handleErrors(http: FastifyInstance, log: Log, page: Page): SendError {
  const send: SendError = (request, reply, error) => {
    const refusal = hasStatus(error) ? refusalOf(error) : error
    const locale = matchLocale(request.headers['accept-language'])
    const masked = mask(refusal, { locale, requestId: request.id, log })
    const own = refusal instanceof HttpRefusal ? refusal : undefined
    const status = own?.status ?? httpStatus(codeOf(masked), 'REQUEST', request.headers.accept)
    return sendErrors(request, reply, { status, headers: own?.headers ?? {}, errors: [masked] })
  }

  http.setErrorHandler((error, request, reply) => send(request, reply, error))
  http.setNotFoundHandler((request, reply) => {
    const allowed = methods.filter((method) => method !== request.method && hasRoute(http, method, request.url))
    if (allowed.length > 0) throw new HttpRefusal('METHOD_NOT_ALLOWED', { allow: allowed.join(', ') })
    const answered = page(request, reply)
    if (!answered) throw new HttpRefusal('NOT_FOUND')
    return answered
  })
  return send
}

const methods = ['GET', 'POST'] as const

function hasRoute(http: FastifyInstance, method: (typeof methods)[number], url: string): boolean {
  const route = http.findRoute({ method, url: url.split('?', 1)[0] ?? '' })
  return route !== null
}

/** Fastify's errors, and those of the JSON parser that it hands on, say what went wrong by a status. */
const hasStatus = (error: unknown): error is Error & { statusCode: number } =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'

function refusalOf(error: Error & { statusCode: number }): ApiError | Error {
  if (error.statusCode === 413) return new ApiError('PAYLOAD_TOO_LARGE')
  if (error.statusCode === 415) return new ApiError('UNSUPPORTED_MEDIA_TYPE')
  if (error.statusCode < 500) return new MalformedRequest('The request is not well formed: send JSON.')
  return error
}
