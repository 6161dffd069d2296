import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { locales } from '@mekong/words'
import { isSetupOpen } from '../modules/set-up/setup-token.ts'
import { setUp } from '../modules/set-up/set-up.ts'
import type { Services } from '../services.ts'
import {
  admitAttempt,
  linkAttempt,
  sendFaults,
  sendSignedIn,
  text,
  viaOfStranger,
  type WithToken,
} from './one-time-link.ts'
import { HttpRefusal } from './refusal.ts'

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
export function routeSetup(http: FastifyInstance, services: Services): void {
  const { inTransaction, sql, attempts } = services

  http.get<WithToken>('/api/setup/:token', async ({ params }) => {
    if (!(await isSetupOpen(sql, params.token))) throw new HttpRefusal('NOT_FOUND')
    return {}
  })

  http.post<WithToken>('/api/setup/:token', async (request, reply) => {
    const { organizationName, currency, timeZone, locale, name, email, password } = body.parse(request.body ?? {})
    const organization = { name: organizationName, currency, timeZone, locale }
    const attempt = linkAttempt(request)
    await admitAttempt(services, attempt)
    const via = viaOfStranger(request)
    const outcome = await setUp(inTransaction, request.params.token, { organization, name, email, password }, via)
    if (outcome.kind === 'closed') throw new HttpRefusal('NOT_FOUND')
    await attempts.succeeded(attempt)
    if (outcome.kind === 'invalid') return sendFaults(request, reply, outcome.faults, fieldOfForm)
    return sendSignedIn(request, reply, services, { email, password })
  })
}

const fieldOfForm = (field: readonly string[]) =>
  field.join('.') === 'organization.name' ? 'organizationName' : field.at(-1)
