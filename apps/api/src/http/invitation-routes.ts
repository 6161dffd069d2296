import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { secretHash } from '../data/secret-hash.ts'
import { acceptInvitation, faultsOfName } from '../modules/invitation/accept-invitation.ts'
import { InvitationStore } from '../modules/invitation/invitation.store.ts'
import { readOrganization } from '../modules/organization/organization.store.ts'
import { TeamStore } from '../modules/team/team.store.ts'
import { tellRights } from '../modules/team/tell-rights.ts'
import type { Services } from '../services.ts'
import { unavailable } from './errors.ts'
import {
  admitAttempt,
  linkAttempt,
  sendFaults,
  sendSignedIn,
  text,
  viaOfStranger,
  type WithToken,
} from './one-time-link.ts'
import { oidcProvider } from './oidc.ts'
import { wayBack, type PendingInvitation } from './provider-invitations.ts'
import { HttpRefusal } from './refusal.ts'

const body = z.object({ name: text, password: text })

/**
 * What the page `/invite/{token}` talks to. Only the link says whom it is for: one that is not good, for whatever reason,
 * is simply not there, and no address can be asked about.
 */
export function routeInvitation(http: FastifyInstance, services: Services): void {
  const { inTransaction, sql, attempts, auth, env } = services

  http.get<WithToken>('/api/invitation/:token', async ({ params }) => {
    const invitation = await new InvitationStore(sql).behind(secretHash(params.token))
    const [user] = invitation ? await new TeamStore(sql).users([invitation.userId]) : []
    if (!invitation || !user) throw new HttpRefusal('NOT_FOUND')
    const { name } = await readOrganization(sql)
    return { organization: name, name: user.name, email: invitation.email, expiresAt: invitation.expiresAt }
  })

  http.post<WithToken>('/api/invitation/:token', async (request, reply) => {
    const { name, password } = body.parse(request.body ?? {})
    const attempt = linkAttempt(request)
    await admitAttempt(services, attempt)
    const via = viaOfStranger(request)
    const outcome = await acceptInvitation(inTransaction, request.params.token, { name, password }, via)
    if (outcome.kind === 'closed') throw new HttpRefusal('NOT_FOUND')
    await attempts.succeeded(attempt)
    if (outcome.kind === 'invalid') return sendFaults(request, reply, outcome.faults)
    tellRights(services, [outcome.userId])
    return sendSignedIn(request, reply, services, { email: outcome.email, password })
  })

  /** Begins to accept by the organisation's provider: gives its page, which comes back to the callback of every sign-in. */
  http.post<WithToken>('/api/invitation/:token/provider', async (request, reply) => {
    if (env.MEKONG_OIDC === null) throw new HttpRefusal('NOT_FOUND')
    const { name } = body.parse(request.body ?? {})
    const attempt = linkAttempt(request)
    await admitAttempt(services, attempt)
    const tokenHash = secretHash(request.params.token)
    const asked = await new InvitationStore(sql).behind(tokenHash)
    if (!asked) throw new HttpRefusal('NOT_FOUND')
    await attempts.succeeded(attempt)
    const faults = faultsOfName(name)
    if (faults.length > 0) return sendFaults(request, reply, faults)
    // Like every way to the provider it leaves a row, so there are so many a minute.
    await admitAttempt(services, { kind: 'challenge', subject: null, address: request.ip })
    const invitation: PendingInvitation = { tokenHash, name, via: viaOfStranger(request) }
    const begun = await auth.api.signInSocial({
      body: {
        provider: oidcProvider,
        callbackURL: '/',
        errorCallbackURL: wayBack,
        // Who has several accounts there should be asked for the one that was invited.
        loginHint: asked.email,
        additionalData: { invitation },
      },
      asResponse: true,
    })
    if (!begun.ok) throw unavailable() // the provider does not answer
    for (const cookie of begun.headers.getSetCookie()) reply.header('set-cookie', cookie)
    return reply.header('cache-control', 'no-store').send(z.object({ url: z.string() }).parse(await begun.json()))
  })
}
