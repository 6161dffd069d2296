import type { App } from '../../src/app.ts'

/** What a browser does between two requests: it keeps cookies, and says where its page came from. */
export class Browser {
  readonly #cookies = new Map<string, string>()

  constructor(
    private readonly app: Pick<App, 'url'>,
    readonly origin = app.url,
  ) {}

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  get credentials() {
    return { cookie: this.cookie }
  }

  async post(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Response> {
    return this.#keep(
      await fetch(`${this.app.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: this.origin, cookie: this.cookie, ...headers },
        body: JSON.stringify(body),
      }),
    )
  }

  async get(url: string): Promise<Response> {
    const to = new URL(url, this.app.url)
    return this.#keep(await fetch(to, { redirect: 'manual', headers: { cookie: this.cookie } }))
  }

  signIn(email: string, password: string): Promise<Response> {
    return this.post('/api/auth/sign-in/email', { email, password })
  }

  /** Another browser with the same cookies, as a thief would have. */
  copy(): Browser {
    const copy = new Browser(this.app, this.origin)
    for (const [name, value] of this.#cookies) copy.#cookies.set(name, value)
    return copy
  }

  #keep(response: Response): Response {
    for (const set of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = set.split(';')
      const at = pair.indexOf('=')
      const name = pair.slice(0, at)
      if (attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute))) this.#cookies.delete(name)
      else this.#cookies.set(name, pair.slice(at + 1))
    }
    return response
  }
}
