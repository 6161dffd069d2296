import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Fault } from '@mekong/domain'
import { matchLocale, ruleSentence } from '@mekong/words'
import { agentOf } from '../data/audit/agent.ts'
import type { Via } from '../data/audit/via.ts'
import type { Services } from '../services.ts'
import { addressHeader } from './address.ts'
import { ApiError } from './errors.ts'
import type { Attempt } from './sign-in-attempts.ts'

/** What lies behind a link that opens something once, and is not there when the link is not good. */
export interface WithToken {
  readonly Params: { readonly token: string }
}

/** A missing field reads like an empty one, so that the rules say what is wrong with it. */
export const text = z.string().catch('')

/** Throws when failures have to wait, which `heldUp` hears of; else this counts as one until it is taken back. */
export async function admitAttempt(
  { attempts }: Pick<Services, 'attempts'>,
  attempt: Attempt,
  heldUp?: (seconds: number) => Promise<void>,
): Promise<void> {
  const seconds = await attempts.begin(attempt)
  if (seconds === null) return
  await heldUp?.(seconds)
  throw new ApiError('THROTTLED', { retryAfter: seconds })
}

/** A guess at a link, by whoever sends it. */
export const linkAttempt = ({ ip }: FastifyRequest): Attempt => ({ kind: 'link', subject: null, address: ip })

/** From where somebody comes who has no session yet. */
export const viaOfStranger = ({ ip, headers }: FastifyRequest): Via => ({
  id: null,
  address: ip,
  agent: agentOf(headers['user-agent']),
})

/** Whoever has just chosen a password is signed in by it, on the device and from the address of their request. */
export async function sendSignedIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { auth }: Pick<Services, 'auth'>,
  body: { readonly email: string; readonly password: string },
): Promise<FastifyReply> {
  const headers = new Headers({ [addressHeader]: request.ip })
  const agent = request.headers['user-agent']
  if (agent !== undefined) headers.set('user-agent', agent)
  const signedIn = await auth.api.signInEmail({ body, headers, asResponse: true })
  for (const cookie of signedIn.headers.getSetCookie()) reply.header('set-cookie', cookie)
  return reply.status(201).send({})
}

/** A sentence for each field of a form; `nameOf` says what the form calls it. */
export function sendFaults(
  request: FastifyRequest,
  reply: FastifyReply,
  faults: readonly Fault[],
  nameOf = (field: readonly string[]) => field.at(-1),
): FastifyReply {
  const locale = matchLocale(request.headers['accept-language'])
  const errors = faults.map(({ field, rule, params }) => ({
    field: nameOf(field),
    message: ruleSentence(locale, rule, params),
  }))
  return reply.status(422).send({ errors })
}
