import { randomBytes } from 'node:crypto'
import fastifyStatic from '@fastify/static'
import { getDistDirectory, renderAltair } from 'altair-static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Locale } from '@mekong/domain'
import type { Services } from '../services.ts'

const prefix = '/graphiql/'

/**
 * A page to try the API on, for people who are signed in: Altair, served by ourselves with everything that it loads.
 * Others are sent to the client, which signs them in.
 */
export async function serveGraphiql(http: FastifyInstance, { callers }: Services): Promise<void> {
  await http.register(async (part) => {
    part.addHook('onRequest', async (request, reply) => {
      const caller = await callers.of({ cookie: request.headers.cookie })
      if (caller === null) return reply.redirect('/')
      reply.header('content-security-policy', filePolicy)
    })
    for (const path of ['/graphiql', prefix])
      part.get(path, async (request, reply) => {
        const caller = await callers.of({ cookie: request.headers.cookie })
        return sendPage(request, reply, caller?.locale ?? 'en')
      })
    await part.register(fastifyStatic, {
      root: getDistDirectory(),
      prefix,
      index: false,
      decorateReply: false,
      maxAge: '1d',
    })
  })
}

/** Its workers are files of their own, with a policy of their own. */
const filePolicy = "default-src 'self'; frame-ancestors 'none'"

const languages = { vi: 'vi-VN', en: 'en-US' } as const satisfies Record<Locale, string>

function sendPage(request: FastifyRequest, reply: FastifyReply, locale: Locale): FastifyReply {
  const nonce = randomBytes(16).toString('base64')
  const origin = URL.parse(`${request.protocol}://${request.host}`)
  const html = renderAltair({
    baseURL: prefix,
    cspNonce: nonce,
    endpointURL: '/graphql',
    subscriptionsEndpoint: origin ? `${origin.origin.replace(/^http/, 'ws')}/graphql` : '/graphql',
    subscriptionsProtocol: 'graphql-ws',
    initialQuery: '{\n  viewer {\n    user {\n      name\n    }\n    permissions\n  }\n}\n',
    disableAccount: true,
    initialSettings: {
      language: languages[locale],
      'banners.disable': true,
      'alert.disableUpdateNotification': true,
      disablePushNotification: true,
    },
  })
  return reply
    .type('text/html; charset=utf-8')
    .headers({ 'cache-control': 'no-store', 'content-security-policy': pagePolicy(nonce) })
    .send(html)
}

const pagePolicy = (nonce: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'", // the editor makes its styles as it goes
    "img-src 'self' data:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
