import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addressHeader, type Auth } from './auth.ts'
import { ApiError } from './errors.ts'
import { HttpRefusal } from './refusal.ts'
import { SignInAttempts } from './sign-in-attempts.ts'

/** Of the library's many routes those that a person needs. What is not here does not exist: signing up, for one. */
const open = {
  GET: new Set(['/get-session', '/list-sessions', '/ok']),
  POST: new Set([
    '/sign-in/email',
    '/sign-out',
    '/change-password',
    '/revoke-session',
    '/revoke-sessions',
    '/revoke-other-sessions',
  ]),
} as const

const base = '/api/auth'

/** Hands requests below `/api/auth` to better-auth, which knows only the web's own `Request` and `Response`. */
export function routeAuth(http: FastifyInstance, auth: Auth): void {
  const attempts = new SignInAttempts()

  http.get(`${base}/*`, (request, reply) => {
    if (!open.GET.has(pathOf(request))) throw new HttpRefusal('NOT_FOUND')
    return answer(auth, request, reply)
  })

  http.post(`${base}/*`, async (request, reply) => {
    const path = pathOf(request)
    if (!open.POST.has(path)) throw new HttpRefusal('NOT_FOUND')
    if (path !== '/sign-in/email') return answer(auth, request, reply)
    const email = emailIn(request.body)
    const seconds = attempts.begin(email, request.ip)
    if (seconds !== null) throw new ApiError('THROTTLED', { retryAfter: seconds })
    const sent = await answer(auth, request, reply)
    if (reply.statusCode < 400) attempts.succeeded(email, request.ip)
    return sent
  })
}

const pathOf = (request: FastifyRequest): string => request.url.slice(base.length).split('?', 1)[0] ?? ''

async function answer(auth: Auth, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && name !== 'content-length') headers.set(name, String(value))
  headers.set(addressHeader, request.ip)
  const hasBody = request.body !== undefined && request.body !== null
  const response = await auth.handler(
    new Request(new URL(request.url, `${request.protocol}://${request.host}`), {
      method: request.method,
      headers,
      ...(hasBody && { body: JSON.stringify(request.body) }),
    }),
  )
  response.headers.forEach((value, name) => reply.header(name, value)) // each set-cookie comes by itself
  return reply.status(response.status).send(Buffer.from(await response.arrayBuffer()))
}

function emailIn(body: unknown): string {
  return typeof body === 'object' && body !== null && 'email' in body && typeof body.email === 'string'
    ? body.email
    : ''
}
