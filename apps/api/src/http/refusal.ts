import type { FastifyReply, FastifyRequest } from 'fastify'
import type { GraphQLError } from 'graphql'
import { ApiError, type ApiErrorCode } from './errors.ts'
import type { Cost } from './cost/meter.ts'
import type { RefusedAtCost } from './prepare.ts'
import { httpStatus, mediaType } from './status.ts'

/** A refusal that HTTP alone knows, with the headers and, where the code has none of its own, the status that go with it. */
export class HttpRefusal extends ApiError {
  constructor(
    code: ApiErrorCode,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly status?: number,
  ) {
    super(code)
  }
}

interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly errors: readonly GraphQLError[]
  readonly cost?: Cost
}

/** An answer in GraphQL's shape, whatever it was that failed. */
export function sendErrors(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, headers = {}, errors, cost }: Answer,
) {
  const retryAfter = errors[0]?.extensions['retryAfter']
  if (typeof retryAfter === 'number') reply.header('retry-after', Math.ceil(retryAfter))
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  return reply
    .status(status)
    .headers(headers)
    .type(mediaType(request.headers.accept))
    .send(JSON.stringify({ errors: errors.map((error) => error.toJSON()), ...(cost && { extensions: { cost } }) }))
}

export const sendRefusal = (
  request: FastifyRequest,
  reply: FastifyReply,
  { code, reached, errors, cost }: RefusedAtCost,
) => sendErrors(request, reply, { status: httpStatus(code, reached, request.headers.accept), errors, cost })
