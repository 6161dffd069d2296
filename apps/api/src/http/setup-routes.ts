import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Fault } from '@mekong/domain'
import { locales, matchLocale, ruleSentence } from '@mekong/words'
import { agentOf } from '../data/audit/agent.ts'
import { isSetupOpen } from '../modules/set-up/setup-token.ts'
import { setUp } from '../modules/set-up/set-up.ts'
import type { Services } from '../services.ts'
import { ApiError } from './errors.ts'
import { HttpRefusal } from './refusal.ts'

interface WithToken {
  readonly Params: { readonly token: string }
}

/** A missing field reads like an empty one, so that the rules say what is wrong with it. */
const text = z.string().catch('')

const body = z.object({
  organizationName: text,
  currency: text,
  timeZone: text,
  locale: z.enum(locales).catch('vi'),
  name: text,
  email: text,
  password: text,
})

/** What the page `/setup/{token}` talks to. A token that is not good, for whatever reason, is simply not there. */
export function routeSetup(http: FastifyInstance, { inTransaction, sql, auth, attempts }: Services): void {
  http.get<WithToken>('/api/setup/:token', async ({ params }) => {
    if (!(await isSetupOpen(sql, params.token))) throw new HttpRefusal('NOT_FOUND')
    return {}
  })

  http.post<WithToken>('/api/setup/:token', async (request, reply) => {
    const { organizationName, currency, timeZone, locale, name, email, password } = body.parse(request.body ?? {})
    const organization = { name: organizationName, currency, timeZone, locale }
    const via = { id: null, address: request.ip, agent: agentOf(request.headers['user-agent']) }
    const attempt = { kind: 'link', subject: null, address: request.ip } as const
    const seconds = await attempts.begin(attempt)
    if (seconds !== null) throw new ApiError('THROTTLED', { retryAfter: seconds })
    const outcome = await setUp(inTransaction, request.params.token, { organization, name, email, password }, via)
    if (outcome.kind === 'closed') throw new HttpRefusal('NOT_FOUND')
    await attempts.succeeded(attempt)
    if (outcome.kind === 'invalid') return sendFaults(request, reply, outcome.faults)
    const signedIn = await auth.api.signInEmail({ body: { email, password }, asResponse: true })
    for (const cookie of signedIn.headers.getSetCookie()) reply.header('set-cookie', cookie)
    return reply.status(201).send({})
  })
}

function sendFaults(request: FastifyRequest, reply: FastifyReply, faults: readonly Fault[]): FastifyReply {
  const locale = matchLocale(request.headers['accept-language'])
  const errors = faults.map(({ field, rule, params }) => ({
    field: field.join('.') === 'organization.name' ? 'organizationName' : field.at(-1),
    message: ruleSentence(locale, rule, params),
  }))
  return reply.status(422).send({ errors })
}
