import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Fault } from '@mekong/domain'
import { matchLocale, ruleSentence } from '@mekong/words'
import { agentOf } from '../data/audit/agent.ts'
import { acceptInvitation } from '../modules/invitation/accept-invitation.ts'
import { InvitationStore } from '../modules/invitation/invitation.store.ts'
import { readOrganization } from '../modules/organization/organization.store.ts'
import { TeamStore } from '../modules/team/team.store.ts'
import { tellRights } from '../modules/team/tell-rights.ts'
import type { Services } from '../services.ts'
import { ApiError } from './errors.ts'
import { HttpRefusal } from './refusal.ts'

interface WithToken {
  readonly Params: { readonly token: string }
}

/** A missing field reads like an empty one, so that the rules say what is wrong with it. */
const text = z.string().catch('')
const body = z.object({ name: text, password: text })

/**
 * What the page `/invite/{token}` talks to. Only the link says whom it is for: one that is not good, for whatever reason,
 * is simply not there, and no address can be asked about.
 */
export function routeInvitation(http: FastifyInstance, services: Services): void {
  const { inTransaction, sql, auth, attempts } = services

  http.get<WithToken>('/api/invitation/:token', async ({ params }) => {
    const invitation = await new InvitationStore(sql).behind(params.token)
    const [user] = invitation ? await new TeamStore(sql).users([invitation.userId]) : []
    if (!invitation || !user) throw new HttpRefusal('NOT_FOUND')
    const { name } = await readOrganization(sql)
    return { organization: name, name: user.name, email: invitation.email, expiresAt: invitation.expiresAt }
  })

  http.post<WithToken>('/api/invitation/:token', async (request, reply) => {
    const { name, password } = body.parse(request.body ?? {})
    const via = { id: null, address: request.ip, agent: agentOf(request.headers['user-agent']) }
    const attempt = { kind: 'link', subject: null, address: request.ip } as const
    const seconds = await attempts.begin(attempt)
    if (seconds !== null) throw new ApiError('THROTTLED', { retryAfter: seconds })
    const outcome = await acceptInvitation(inTransaction, request.params.token, { name, password }, via)
    if (outcome.kind === 'closed') throw new HttpRefusal('NOT_FOUND')
    await attempts.succeeded(attempt)
    if (outcome.kind === 'invalid') return sendFaults(request, reply, outcome.faults)
    tellRights(services, [outcome.userId])
    const signedIn = await auth.api.signInEmail({ body: { email: outcome.email, password }, asResponse: true })
    for (const cookie of signedIn.headers.getSetCookie()) reply.header('set-cookie', cookie)
    return reply.status(201).send({})
  })
}

function sendFaults(request: FastifyRequest, reply: FastifyReply, faults: readonly Fault[]): FastifyReply {
  const locale = matchLocale(request.headers['accept-language'])
  const errors = faults.map(({ field, rule, params }) => ({
    field: field.at(-1),
    message: ruleSentence(locale, rule, params),
  }))
  return reply.status(422).send({ errors })
}
