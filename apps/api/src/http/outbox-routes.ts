import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Env } from '../env.ts'
import type { Services } from '../services.ts'
import { isLoopback } from './loopback.ts'
import { HttpRefusal } from './refusal.ts'

/**
 * The mails that wait, for whoever tries Mekong out on their own machine without a mail server. They hold links that open
 * accounts, so for everybody else, and wherever there is a mail server or a public address, there is no such place.
 */
export function routeOutbox(http: FastifyInstance, { env, outbox }: Services): void {
  http.get('/api/demo/outbox', async (request) => {
    if (!mayReadOutbox(request, env)) throw new HttpRefusal('NOT_FOUND')
    return { mails: await outbox.waiting() }
  })
}

export const mayReadOutbox = (
  request: FastifyRequest,
  env: Pick<Env, 'MEKONG_DEMO' | 'SMTP_URL' | 'MEKONG_URL'>,
): boolean => env.MEKONG_DEMO && env.SMTP_URL === undefined && env.MEKONG_URL === undefined && isFromHere(request)

/** By the address, and by the name that was asked: a page elsewhere can make its own name point to this machine. */
const isFromHere = ({ ip, hostname, headers }: FastifyRequest): boolean =>
  isLoopback(ip) && isLoopback(hostname.replace(/^\[|\]$/g, '')) && headers['x-forwarded-for'] === undefined
