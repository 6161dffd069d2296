import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { describe, expect } from 'vitest'
import { WebSocket } from 'ws'
import { startApp, type App } from '../../src/app.ts'
import { ask, post, socketUrl } from '../client.ts'
import { test, testEnv } from '../harness.ts'
import { Browser } from './browser.ts'

const password = 'a sentence to remember'
const query = '{ viewer { user { id } } }'
const signedIn = async (app: App, cookie: string) =>
  (await ask(app, { credentials: { cookie } }, query)).errors === undefined

/** The status of an upgrade: 101 is a socket. */
async function upgrade(app: App, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(socketUrl(app), ['graphql-transport-ws'], { headers })
  const opened = once(socket, 'open').then(() => 101)
  const refused = once(socket, 'unexpected-response').then(([, response]) => Number(response.statusCode))
  socket.on('error', () => {})
  const status = await Promise.race([opened, refused])
  socket.terminate()
  return status
}

describe('A10: a key that opens nothing', () => {
  test('gets one text, whatever is wrong with it, and one kind of time', async ({
    app,
    people,
    database: { pool },
  }) => {
    const owner = await people.make()
    const left = await people.make()
    const expired = await people.key(owner.id, ['READ_OPPORTUNITIES'], new Date(Date.now() - 1_000))
    const revoked = await people.key(owner.id, ['READ_OPPORTUNITIES'])
    const gone = await people.key(left.id, ['READ_OPPORTUNITIES'])
    const good = await people.key(owner.id, ['READ_OPPORTUNITIES'])
    await pool.query('update api_key set revoked_at = now() where id = $1', [revoked.id])
    await pool.query('update app_user set is_active = false where id = $1', [left.id])
    const last = good.secret.at(-1) === 'A' ? 'B' : 'A'
    const secrets = [expired.secret, revoked.secret, gone.secret, `${good.secret.slice(0, -1)}${last}`, 'mk_nonsense']
    const answers = await Promise.all(
      secrets.map(async (secret) => {
        const response = await post(app, { credentials: { authorization: `Bearer ${secret}` } }, { query })
        return { status: response.status, body: await response.text() }
      }),
    )
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]?.status).toBe(401)
    const { rows } = await pool.query('select secret_hash, prefix from api_key where id = $1', [good.id])
    expect(JSON.stringify(rows)).not.toContain(good.secret.slice(8))
  })
})

describe('A16: a socket with somebody’s cookie', () => {
  test('is opened for our own page and for no other', async ({ app, people }) => {
    const { credentials } = await people.make()
    const { host, hostname, port } = new URL(app.url)
    const cookie = 'cookie' in credentials ? credentials.cookie : ''
    expect(await upgrade(app, { cookie, origin: app.url })).toBe(101)
    for (const origin of [
      'https://evil.example',
      'null',
      `http://${host}.evil.example`,
      `http://evil.example:${port}`,
      `http://${hostname}:${Number(port) + 1}`,
      `http://user@${hostname}.evil.example`,
      `file://${host}`,
      '',
    ])
      expect(await upgrade(app, { cookie, origin }), origin).toBe(403)
    expect(await upgrade(app, { cookie })).toBe(403)
    expect(await upgrade(app, {})).toBe(101)
  })

  test('behind https is opened for the public address alone', async ({ database, people }) => {
    const env = testEnv({ MEKONG_URL: 'https://app.example.com' })
    const app = await startApp({ databaseUrl: database.url, env, log: false })
    const there = { ...app, url: app.address }
    const { credentials } = await people.make()
    const cookie = 'cookie' in credentials ? credentials.cookie : ''
    expect(await upgrade(there, { cookie, origin: 'https://app.example.com' })).toBe(101)
    for (const origin of ['https://app.example.evil.com', 'https://app.example.com.evil.com', 'http://app.example.com'])
      expect(await upgrade(there, { cookie, origin }), origin).toBe(403)
    await app.close()
  })
})

describe('A17: a page elsewhere', () => {
  test.for([
    ['text/plain', '{"query":"{ __typename }"}'],
    ['application/x-www-form-urlencoded', 'query=%7B__typename%7D'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n{__typename}\r\n--x--',
    ],
  ])('can’t make a browser post %s', async ([type, body], { app, people }) => {
    const { credentials } = await people.make()
    for (const path of ['/graphql', '/graphql/stream', '/api/auth/sign-out', '/api/auth/change-password'])
      for (const origin of ['https://evil.example', app.url]) {
        const response = await fetch(`${app.url}${path}`, {
          method: 'POST',
          headers: { 'content-type': type, origin, ...credentials },
          body,
        })
        expect([400, 403, 415], `${path} from ${origin}: ${response.status}`).toContain(response.status)
        expect(response.headers.get('access-control-allow-origin')).toBeNull()
      }
    expect((await post(app, { credentials }, { query })).status).toBe(200)
  })

  test('is not told that it may ask with cookies', async ({ app }) => {
    for (const origin of ['https://evil.example', 'null']) {
      const response = await fetch(`${app.url}/graphql`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      })
      expect(response.status).toBe(403)
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
      expect(response.headers.get('access-control-allow-credentials')).toBeNull()
    }
  })

  test('reads no waiting mail by a name that it makes point here', async ({ database }) => {
    const env = testEnv({ MEKONG_DEMO: '1' })
    const app = await startApp({ databaseUrl: database.url, env, log: false })
    const asked = request(`${app.url}/api/demo/outbox`, { headers: { host: 'evil.example' } }).end()
    const [response] = await once(asked, 'response')
    expect(response.statusCode).toBe(404)
    response.resume()
    await app.close()
  })
})

describe('A19: a session', () => {
  test('can’t be chosen beforehand, and each sign-in is a new one', async ({ app, people }) => {
    await people.make({ email: 'fixed@example.test', password })
    const chosen = `${randomBytes(24).toString('base64url')}.${randomBytes(32).toString('base64')}`
    const planted = new Browser(app)
    const first = await planted.post(
      '/api/auth/sign-in/email',
      { email: 'fixed@example.test', password },
      { cookie: `better-auth.session_token=${encodeURIComponent(chosen)}` },
    )
    expect(first.headers.getSetCookie()[0]).not.toContain(chosen.slice(0, 20))
    expect(await signedIn(app, `better-auth.session_token=${encodeURIComponent(chosen)}`)).toBe(false)
    const before = planted.cookie
    await planted.signIn('fixed@example.test', password)
    expect(planted.cookie).not.toBe(before)
  })

  test('is opened by no cookie that was changed anywhere', async ({ app, people }) => {
    await people.make({ email: 'bent@example.test', password })
    const browser = new Browser(app)
    await browser.signIn('bent@example.test', password)
    const [name, value = ''] = browser.cookie.split('=')
    expect(await signedIn(app, browser.cookie)).toBe(true)
    const decoded = decodeURIComponent(value)
    const bent = [0, 10, decoded.indexOf('.'), decoded.indexOf('.') + 5].map((at) => {
      const letter = decoded[at] === 'x' ? 'y' : 'x'
      return `${decoded.slice(0, at)}${letter}${decoded.slice(at + 1)}`
    })
    for (const other of [...bent, decoded.split('.')[0] ?? '', '', `${decoded}x`])
      expect(await signedIn(app, `${name}=${encodeURIComponent(other)}`), other).toBe(false)
  })

  test('under https all its cookies are this host’s alone, scripts and other sites get none', async ({
    database,
    people,
  }) => {
    const env = testEnv({ MEKONG_URL: 'https://crm.example.com' })
    const app = await startApp({ databaseUrl: database.url, env, log: false })
    await people.make({ email: 'secure@example.test', password })
    const there = { ...app, url: app.address }
    const browser = new Browser(there, 'https://crm.example.com')
    const cookies = [
      ...(await browser.signIn('secure@example.test', password)).headers.getSetCookie(),
      ...(await browser.get('/api/auth/passkey/generate-authenticate-options')).headers.getSetCookie(),
    ]
    expect(cookies).toHaveLength(2)
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-/)
      for (const part of [/; Secure/i, /; HttpOnly/i, /; SameSite=(Lax|Strict)/i, /; Path=\/(;|$)/i])
        expect(cookie).toMatch(part)
      expect(cookie).not.toMatch(/; Domain=/i)
    }
    await app.close()
  })
})

describe('A21: to nobody', () => {
  test('the schema, hints, GraphiQL and the measures are shown', async ({ app }) => {
    const introspection = await ask(app, null, '{ __schema { types { name } } }')
    expect(introspection.data ?? null).toBeNull()
    const misspelt = await ask(app, null, '{ viewr { user { id } } }')
    expect(JSON.stringify(misspelt)).not.toMatch(/did you mean/i)
    expect((await fetch(`${app.url}/graphiql`, { redirect: 'manual' })).status).not.toBe(200)
    const outside = await fetch(`${app.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.7' } })
    expect(outside.status).toBe(404)
  })

  test('every answer forbids what it does not need', async ({ app }) => {
    for (const path of ['/livez', '/api/auth/get-session', '/graphql', '/nowhere', '/api/sign-in-options']) {
      const { headers } = await fetch(`${app.url}${path}`)
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
      expect(headers.get('referrer-policy'), path).toBe('same-origin')
      expect(headers.get('content-security-policy'), path).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      expect(headers.get('access-control-allow-origin'), path).toBeNull()
    }
  })

  test('under https browsers never come back without it', async ({ database }) => {
    const env = testEnv({ MEKONG_URL: 'https://crm.example.com' })
    const app = await startApp({ databaseUrl: database.url, env, log: false })
    const { headers } = await fetch(`${app.address}/livez`)
    expect(headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
    await app.close()
  })
})
