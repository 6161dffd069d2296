import { once } from 'node:events'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { Provider, type AccountClaims } from 'oidc-provider'

/** An OpenID Connect provider on a free port, which signs in whoever a test says, without a page. */
export class OidcServer {
  readonly clientId = 'mekong'
  readonly clientSecret = 'a secret between the two'
  person: AccountClaims = { sub: 'nobody' }

  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  static async start(redirectUri: string, onPort = 0): Promise<OidcServer> {
    const server = createServer()
    server.listen(onPort, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const made = new OidcServer(`http://127.0.0.1:${port}`, server)
    const provider = new Provider(made.issuer, {
      clients: [{ client_id: made.clientId, client_secret: made.clientSecret, redirect_uris: [redirectUri] }],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      conformIdTokenClaims: false, // as most providers do: the address is in the ID token
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...made.person, sub: id }) }),
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      features: { devInteractions: { enabled: false } },
      cookies: { keys: ['for tests'] },
    })
    const answer = provider.callback()
    server.on('request', (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
      void made.#agree(provider, request, response)
    })
    return made
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    this.server.close()
    await once(this.server, 'close')
  }

  /** What a browser does at the provider: from its address to the one that it sends back to us. */
  async signIn(url: string): Promise<string> {
    const cookies = new Map<string, string>()
    let next = url
    for (let step = 0; step < 10 && next.startsWith(this.issuer); step++) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await fetch(next, { redirect: 'manual', headers: { cookie } })
      for (const set of response.headers.getSetCookie()) {
        const [pair = ''] = set.split(';')
        const at = pair.indexOf('=')
        cookies.set(pair.slice(0, at), pair.slice(at + 1))
      }
      const location = response.headers.get('location')
      if (location === null) throw new Error(`${response.status} of ${next}: ${await response.text()}`)
      next = new URL(location, next).href
    }
    return next
  }

  async #agree(provider: Provider, ...exchange: Parameters<Provider['interactionDetails']>): Promise<void> {
    const { prompt, params, session } = await provider.interactionDetails(...exchange)
    if (prompt.name === 'login')
      return provider.interactionFinished(...exchange, { login: { accountId: String(this.person.sub) } })
    const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params['client_id']) })
    grant.addOIDCScope('openid email profile')
    return provider.interactionFinished(...exchange, { consent: { grantId: await grant.save() } })
  }
}
