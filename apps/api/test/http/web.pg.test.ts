import { createHash } from 'node:crypto'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import { test as base, testEnv } from '../harness.ts'

const boot = `document.documentElement.dataset.theme = 'dark'`
const page = `<!doctype html><html><head><script>${boot}</script></head><body><script type="module" src="/_app/immutable/start.js"></script></body></html>`

/** An app that serves a client's build of three files. */
const test = base.extend<{ site: App }>({
  site: [
    async ({ database }, use) => {
      const webRoot = await mkdtemp(join(tmpdir(), 'mekong-web-'))
      await mkdir(join(webRoot, '_app/immutable'), { recursive: true })
      await writeFile(join(webRoot, 'index.html'), page)
      await writeFile(join(webRoot, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
      await writeFile(join(webRoot, '_app/immutable/start.js'), 'export {}')
      await writeFile(join(webRoot, '_app/immutable/start.js.br'), brotliCompressSync('export {}'))
      const env = testEnv({ MEKONG_ORIGINS: 'https://partner.example' })
      const app = await startApp({ databaseUrl: database.url, env, webRoot, log: false })
      await use(app)
      await app.close()
      await rm(webRoot, { recursive: true })
    },
    { scope: 'file' },
  ],
})

/** As a browser asks for a page. */
const navigate = (app: App, path: string) =>
  fetch(`${app.url}${path}`, { headers: { accept: 'text/html', 'accept-encoding': 'gzip, deflate, br, zstd' } })

describe('the web client', () => {
  test.for(['/', '/boards/pip_1', '/setup/some-token'])('%s is its page', async (path, { site }) => {
    const response = await navigate(site, path)
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(page)
    expect(response.headers.get('cache-control')).toBe('no-cache')
  })

  test('its page runs our scripts and its own first one, and lies in nobody’s frame', async ({ site }) => {
    const policy = (await navigate(site, '/')).headers.get('content-security-policy') ?? ''
    const hash = createHash('sha256').update(boot).digest('base64')
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("object-src 'none'")
    expect(policy).not.toContain("script-src 'self' 'unsafe-inline'")
  })

  test('files that carry their hash are kept for ever, others asked for each time', async ({ site }) => {
    const kept = await fetch(`${site.url}/_app/immutable/start.js`)
    expect(kept.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(kept.headers.get('content-type')).toContain('javascript')
    const icon = await fetch(`${site.url}/favicon.svg`)
    expect(icon.headers.get('cache-control')).toBe('no-cache')
    expect(icon.headers.get('content-type')).toContain('svg')
  })

  test('what the build has compressed is sent compressed to whoever takes it', async ({ site }) => {
    const path = `${site.url}/_app/immutable/start.js`
    const small = await fetch(path, { headers: { 'accept-encoding': 'br' } })
    expect(small.headers.get('content-encoding')).toBe('br')
    expect(small.headers.get('content-type')).toContain('javascript')
    expect(small.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(await small.text()).toBe('export {}')
    const plain = await fetch(path, { headers: { 'accept-encoding': 'identity' } })
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, 'export {}'])
    const rare = await fetch(`${site.url}/favicon.svg`, { headers: { 'accept-encoding': 'br' } })
    expect([rare.status, rare.headers.get('content-encoding')]).toEqual([200, null])
  })

  test('what is not there is 404, not a page', async ({ site }) => {
    expect((await fetch(`${site.url}/_app/immutable/gone.js`)).status).toBe(404)
    expect((await fetch(`${site.url}/../package.json`)).status).toBe(404)
    expect((await fetch(`${site.url}/%2e%2e%2fpackage.json`)).status).toBe(404)
    const api = await fetch(`${site.url}/api/nothing`, { method: 'POST', headers: { accept: 'text/html' } })
    expect(api.status).toBe(404)
  })
})

describe('every answer', () => {
  test.for(['/', '/livez', '/nowhere', '/schema.graphql', '/api/demo-accounts'])('%s', async (path, { site }) => {
    const { headers } = await fetch(`${site.url}${path}`)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
    expect(headers.get('x-powered-by')).toBeNull()
  })
})

describe('other origins', () => {
  const preflight = (app: App, origin: string) =>
    fetch(`${app.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    })
  const cookie = 'better-auth.session_token=anything'
  const ask = (app: App, headers: Record<string, string>) =>
    fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"query":"{__typename}"}',
    })

  test('those that the operator names may ask with cookies', async ({ site }) => {
    const answer = await preflight(site, 'https://partner.example')
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://partner.example')
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true')
    expect(answer.headers.get('access-control-allow-headers')).toContain('graphql-require-preflight')
    const asked = await ask(site, { origin: 'https://partner.example', cookie })
    expect(asked.status).toBe(200)
    expect(asked.headers.get('access-control-allow-origin')).toBe('https://partner.example')
    expect(asked.headers.get('vary')).toContain('origin')
  })

  test.for(['https://evil.example', 'null', 'https://partner.example.evil.com'])(
    '%s may not',
    async (origin, { site }) => {
      const answer = await preflight(site, origin)
      expect(answer.status).toBe(403)
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
      const asked = await ask(site, { origin, cookie })
      expect(asked.status).toBe(403)
      expect(asked.headers.get('access-control-allow-origin')).toBeNull()
      expect((await ask(site, { origin })).headers.get('access-control-allow-origin')).toBeNull()
    },
  )
})

describe('the page to try the API on', () => {
  const load = (app: App, path: string, headers = {}) => fetch(`${app.url}${path}`, { headers, redirect: 'manual' })

  test.for(['/graphiql', '/graphiql/', '/graphiql/main.js'])(
    '%s is for people who are signed in',
    async (path, { site, app, people }) => {
      const refused = await load(site, path)
      expect(refused.status).toBe(302)
      expect(refused.headers.get('location')).toBe('/')
      const { id, credentials } = await people.make()
      expect((await load(app, path, credentials)).status).toBe(200)
      const { credentials: key } = await people.key(id, ['ADMIN'])
      expect((await load(app, path, key)).status).toBe(302)
    },
  )

  test('loads nothing from elsewhere', async ({ app, people }) => {
    const page = await load(app, '/graphiql', (await people.make()).credentials)
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'self'; script-src 'self' 'nonce-/)
    const sources = [...(await page.text()).matchAll(/(?:src|href)="([^"]*)"/g)].map(([, source]) => source ?? '')
    expect(sources.length).toBeGreaterThan(5)
    expect(sources.filter((source) => /^(https?:)?\/\//.test(source))).toEqual([])
  })
})
