import { createServer } from 'node:net'
import { once } from 'node:events'
import { expect } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import { test as withApp, testEnv } from '../harness.ts'
import type { Browser } from './browser.ts'
import { OidcServer } from './tools/oidc-server.ts'

export interface Company {
  /** An app that the provider knows. */
  readonly app: App
  readonly provider: OidcServer
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

export const test = withApp.extend<{ company: Company }>({
  company: async ({ database, app: first }, use) => {
    expect(first.url).toBeDefined() // its tables are there
    const url = `http://127.0.0.1:${await freePort()}`
    const provider = await OidcServer.start(`${url}/api/auth/callback/oidc`)
    const env = testEnv({
      PORT: new URL(url).port,
      MEKONG_OIDC_ISSUER: provider.issuer,
      MEKONG_OIDC_CLIENT_ID: provider.clientId,
      MEKONG_OIDC_CLIENT_SECRET: provider.clientSecret,
      MEKONG_OIDC_NAME: 'Cửu Long ID',
    })
    const app = await startApp({ databaseUrl: database.url, env, log: false })
    await use({ app, provider })
    await app.close()
    await provider.stop()
  },
})

/** From the page of the provider that an answer names to where the browser ends up. */
export async function back({ app, provider }: Company, browser: Browser, begun: Response): Promise<string> {
  expect(begun.status).toBe(200)
  const { url } = (await begun.json()) as { url: string }
  const to = await provider.signIn(url)
  expect(new URL(to).origin).toBe(app.url)
  const response = await browser.get(to)
  return response.headers.get('location') ?? `${response.status} ${await response.text()}`
}

/** From the button on the sign-in page. */
export const through = async (company: Company, browser: Browser): Promise<string> =>
  back(company, browser, await browser.post('/api/auth/sign-in/social', { provider: 'oidc', callbackURL: '/b/1' }))
