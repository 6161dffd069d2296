import type { IncomingMessage } from 'node:http'
import proxyAddr from '@fastify/proxy-addr'
import type { Env } from '../env.ts'

/** From where a socket was opened, past the proxies that we trust: what `request.ip` is to an ordinary request. */
export const addressOf = (request: IncomingMessage, { MEKONG_TRUSTED_PROXIES }: Pick<Env, 'MEKONG_TRUSTED_PROXIES'>) =>
  proxyAddr(request, [...MEKONG_TRUSTED_PROXIES])

/** The header in which our server tells the auth library who is calling; what a client sends under it is overwritten. */
export const addressHeader = 'x-mekong-address'
