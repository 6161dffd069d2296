import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Answers a navigation to any page of the client, or says that it is none. */
export type Page = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined

/**
 * The web client's static build. Files under `_app/immutable` have their content's hash in their name and are kept for
 * ever; all others are asked for each time. Every address that is no file is a page of the one-page client.
 */
export async function serveWeb(http: FastifyInstance, root: string): Promise<Page> {
  const index = join(root, 'index.html')
  if (!existsSync(index)) return () => undefined
  const policy = pagePolicy(readFileSync(index, 'utf8'))
  await http.register(fastifyStatic, {
    root,
    wildcard: false, // a route for each file: what is none is a page, or 404
    index: false,
    cacheControl: false,
    preCompressed: true, // the build leaves a .br and a .gz beside each file
    setHeaders: (reply, path) => {
      const isKept = path.includes(`${sep}immutable${sep}`)
      reply.header('cache-control', isKept ? 'public, max-age=31536000, immutable' : 'no-cache')
      if (path.includes('.html')) reply.header('content-security-policy', policy)
    },
  })
  http.get('/', (_request, reply) => reply.sendFile('index.html'))
  return (request, reply) =>
    request.method === 'GET' && request.headers.accept?.includes('text/html') === true
      ? reply.sendFile('index.html')
      : undefined
}

/** Scripts come from us alone. The page's own inline script, which starts the client, is known by its hash. */
function pagePolicy(html: string): string {
  const hashes = [...html.matchAll(/<script(?:\s[^>]*)?>([^]*?)<\/script>/g)]
    .map(([, script]) => script ?? '')
    .filter((script) => script !== '')
    .map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
  return [
    "default-src 'self'",
    `script-src ${["'self'", ...hashes].join(' ')}`,
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'", // widths and positions that are computed
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
