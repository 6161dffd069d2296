import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { OperationDefinitionNode } from 'graphql'
import { askedIn, askedInSearch, MalformedRequest } from './asked.ts'
import { askingOf } from './asking.ts'
import { refusedPoints } from './cost/tariff.ts'
import type { ApiError } from './errors.ts'
import type { Operations } from './operations.ts'
import { HttpRefusal, sendRefusal } from './refusal.ts'
import { mediaType } from './status.ts'

/** `/graphql` over HTTP: POST with JSON, and GET for queries. */
export function routeGraphql(http: FastifyInstance, { services, admit, keptBoards, apollo }: Operations): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    refuseUnlessAcceptable(request.headers.accept)
    const asked = request.method === 'GET' ? askedInSearch(searchOf(request)) : askedIn(request.body)
    const asking = await askingOf(services, request, reply)
    const admitted = await admit(asked, asking)
    if (admitted.kind === 'refused') return sendRefusal(request, reply, admitted)
    const misplaced = misplacedBy(request.method, admitted.operation)
    if (misplaced) {
      admitted.meter.settle(refusedPoints)
      throw misplaced
    }
    const { accept } = request.headers
    const board = await keptBoards.answer(admitted, asking)
    if (board?.kind === 'encoded') return reply.type(mediaType(accept)).send(board.body)
    const { status, headers, body } = await apollo.answer(admitted, asking, accept, board?.result)
    for (const [name, value] of headers) reply.header(name, value)
    return reply.status(status ?? 200).send(body.kind === 'complete' ? body.string : body.asyncIterator)
  }

  http.post('/graphql', answer)
  http.get('/graphql', async (request, reply) => {
    // A foreign page can send a GET with a person's cookie, but not with a header of its own.
    if (!request.headers['graphql-require-preflight'])
      throw new MalformedRequest('A GET needs the header GraphQL-Require-Preflight, with any value.')
    return answer(request, reply)
  })
}

/** What is a good operation elsewhere. */
function misplacedBy(method: string, { operation }: OperationDefinitionNode): ApiError | undefined {
  if (operation === 'subscription')
    return new MalformedRequest('Subscriptions run over WebSocket, or over /graphql/stream.')
  return operation === 'mutation' && method === 'GET'
    ? new HttpRefusal('METHOD_NOT_ALLOWED', { allow: 'POST' })
    : undefined
}

export const searchOf = (request: FastifyRequest): URLSearchParams =>
  new URL(request.url, 'http://localhost').searchParams

const acceptable = ['*/*', 'application/*', 'application/json', 'application/graphql-response+json']

/** Asked before anything is executed: a mutation must not run for a caller who can't be answered. */
function refuseUnlessAcceptable(accept: string | undefined): void {
  const types = accept?.split(',').map((type) => type.split(';', 1)[0]?.trim().toLowerCase() ?? '')
  if (types === undefined || types.includes('') || types.some((type) => acceptable.includes(type))) return
  throw new HttpRefusal('BAD_USER_INPUT', {}, 406)
}
