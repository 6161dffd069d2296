import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { secretHash } from '../data/secret-hash.ts'
import type { Services } from '../services.ts'
import { addressHeader } from './address.ts'
import { signIns } from './auth-events.ts'
import type { Callers } from './callers.ts'
import { oidcProvider } from './oidc.ts'
import { admitAttempt, viaOfStranger } from './one-time-link.ts'
import { HttpRefusal } from './refusal.ts'
import { mayReadOutbox } from './outbox-routes.ts'
import type { Attempt, AttemptKind } from './sign-in-attempts.ts'

/**
 * Of the library's many routes those that a person needs; what is not here does not exist: signing up, for one. Beside a
 * route stands what could be guessed at by it.
 */
const open: {
  readonly GET: ReadonlyMap<string, AttemptKind | null>
  readonly POST: ReadonlyMap<string, AttemptKind | null>
} = {
  GET: new Map([
    ['/get-session', null],
    ['/list-sessions', null],
    ['/ok', null],
    ['/passkey/generate-register-options', null],
    ['/passkey/generate-authenticate-options', 'challenge'],
    ['/passkey/list-user-passkeys', null],
    [`/callback/${oidcProvider}`, null],
  ]),
  POST: new Map([
    ['/sign-in/email', 'password'],
    ['/sign-in/social', 'challenge'],
    ['/sign-out', null],
    ['/change-password', 'own-password'],
    ['/request-password-reset', 'reset-request'],
    ['/reset-password', 'link'],
    ['/revoke-session', null],
    ['/revoke-sessions', null],
    ['/revoke-other-sessions', null],
    ['/two-factor/enable', 'own-password'],
    ['/two-factor/disable', 'own-password'],
    ['/two-factor/generate-backup-codes', 'own-password'],
    ['/two-factor/verify-totp', 'code'],
    ['/two-factor/verify-backup-code', 'code'],
    ['/passkey/verify-registration', null],
    ['/passkey/verify-authentication', 'code'],
    ['/passkey/update-passkey', null],
    ['/passkey/delete-passkey', null],
  ]),
}

const base = '/api/auth'

type Body = Readonly<Record<string, unknown>>

/** Hands requests below `/api/auth` to better-auth, which knows only the web's own `Request` and `Response`. */
export function routeAuth(http: FastifyInstance, services: Services): void {
  const { auth, authEvents, attempts, env, log } = services

  /** What the sign-in page may offer. */
  http.get('/api/sign-in-options', async (request) => ({
    oidc: env.MEKONG_OIDC && { name: env.MEKONG_OIDC.name },
    canReset: env.SMTP_URL !== undefined || mayReadOutbox(request, env),
    hasOutbox: mayReadOutbox(request, env),
  }))

  http.get(`${base}/*`, async (request, reply) => {
    const kind = open.GET.get(pathOf(request))
    if (kind === undefined) throw new HttpRefusal('NOT_FOUND')
    if (kind !== null) await admitAttempt(services, { kind, subject: null, address: request.ip })
    return answer(services, request, reply)
  })

  http.post(`${base}/*`, async (request, reply) => {
    const path = pathOf(request)
    const kind = open.POST.get(path)
    if (kind === undefined) throw new HttpRefusal('NOT_FOUND')
    const body = asSent(path, request.body)
    if (kind === null) return answer(services, request, reply, body)
    const attempt: Attempt = { kind, subject: subjectOf(kind, request), address: request.ip }
    await admitAttempt(services, attempt, async (seconds) => {
      if (signIns.has(path)) await authEvents.signInHeldUp(attempt.subject, seconds, viaOfStranger(request))
    })
    if (path === '/request-password-reset') {
      // Whether somebody has this address must not show in how long it takes either, so nobody waits for it.
      void auth.handler(forLibrary(request, body)).catch((error: unknown) => {
        log.warn({ err: error }, 'a reset of a password could not be sent')
      })
      return reply.send({ status: true })
    }
    const sent = await answer(services, request, reply, body)
    if (reply.statusCode < 400 && kind !== 'challenge') await attempts.succeeded(attempt)
    return sent
  })
}

const pathOf = (request: FastifyRequest): string => request.url.slice(base.length).split('?', 1)[0] ?? ''

/** Only what we mean to offer: other sessions always end with an old password, and a provider is asked in its own page. */
function asSent(path: string, given: unknown): unknown {
  if (!isBody(given)) return given
  if (path === '/change-password') return { ...given, revokeOtherSessions: true }
  if (path === '/sign-in/social') {
    return {
      provider: oidcProvider,
      callbackURL: ownPath(given['callbackURL'] ?? '/'),
      errorCallbackURL: ownPath(given['errorCallbackURL'] ?? '/sign-in'),
    }
  }
  if (path === '/sign-in/email') return { email: given['email'], password: given['password'] }
  if (path === '/request-password-reset') return { email: given['email'] }
  if (path.startsWith('/two-factor/verify')) return { code: given['code'] }
  if (path === '/two-factor/enable') return { password: given['password'], method: 'totp' }
  return given
}

/** A page of ours: a link of ours must not lead anybody elsewhere. Browsers read a backslash like a slash. */
function ownPath(given: unknown): string {
  if (typeof given === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(given)) return given
  throw new HttpRefusal('FORBIDDEN')
}

/** Whose secret it is about: an account as it was named, or the session that asks. */
function subjectOf(kind: AttemptKind, { body, headers }: FastifyRequest): string | null {
  if (kind === 'own-password') return secretHash(headers.cookie ?? '')
  if (kind !== 'password' && kind !== 'reset-request') return null
  return isBody(body) && typeof body['email'] === 'string' ? body['email'] : ''
}

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value)

async function answer(
  { auth, callers }: Pick<Services, 'auth' | 'callers'>,
  request: FastifyRequest,
  reply: FastifyReply,
  body?: unknown,
): Promise<FastifyReply> {
  const response = await auth.handler(forLibrary(request, body, await openCookies(callers, request, reply)))
  const isLook = pathOf(request) === '/get-session'
  // Each set-cookie comes by itself.
  response.headers.forEach((value, name) => {
    if (!isLook || !endsCookie(name, value)) reply.header(name, value)
  })
  reply.header('cache-control', 'no-store')
  return reply.status(response.status).send(Buffer.from(await response.arrayBuffer()))
}

/**
 * Whoever looks with a session that has ended keeps their cookie: when the answer comes, the browser may hold the next one
 * under the same name, as after a change of password in another tab.
 */
const endsCookie = (name: string, value: string): boolean => name === 'set-cookie' && /;\s*max-age=0\b/i.test(value)

/**
 * The cookies of a request, without that of a session which is over: the library knows a session's week, and nothing of an
 * administrator's day.
 */
async function openCookies(
  callers: Callers,
  { headers: { cookie, 'user-agent': userAgent }, ip }: FastifyRequest,
  reply: FastifyReply,
): Promise<string | undefined> {
  if (cookie === undefined || !sessionCookie.test(cookie)) return cookie
  const caller = await callers.of({ cookie, address: ip, userAgent }, (set) => reply.header('set-cookie', set))
  if (caller !== null) return cookie
  const others = cookie.split(';').filter((pair) => !sessionCookie.test(pair))
  return others.join(';')
}

const sessionCookie = /better-auth\.session_(?:token|data)=/

function forLibrary(request: FastifyRequest, body: unknown, cookie = request.headers.cookie): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && name !== 'content-length') headers.set(name, String(value))
  if (cookie !== undefined) headers.set('cookie', cookie)
  headers.set(addressHeader, request.ip)
  const hasBody = body !== undefined && body !== null
  return new Request(new URL(request.url, `${request.protocol}://${request.host}`), {
    method: request.method,
    headers,
    ...(hasBody && { body: JSON.stringify(body) }),
  })
}
