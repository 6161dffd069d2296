import type { Client } from 'graphql-ws'
import type { App } from '../../../src/app.ts'
import { askByStream, askOver, post, socketClient, type Result } from '../../client.ts'
import type { Credentials } from '../../people.ts'
import { sessionOf } from '../demo.ts'
import type { MadeOperation } from './operations.ts'

export interface Answer {
  readonly status: number
  readonly result: Result<unknown>
}

export type Road = 'http' | 'stream' | 'socket'

/** A message that is none, or far too long, ends its socket: that is the protocol, and the next one opens another. */
const rightlyClosed: ReadonlySet<unknown> = new Set([4400, 4401, 1009])

/** Somebody of the demo's organisation who asks by every road, and signs in again when an operation has ended their session. */
export class Asker {
  private constructor(
    private readonly app: App,
    private readonly name: string,
    public credentials: Credentials,
    private client: Client,
  ) {}

  static async signedIn(app: App, name: string): Promise<Asker> {
    const { credentials } = await sessionOf(app, name)
    return new Asker(app, name, credentials, socketClient(app, { credentials }))
  }

  async ask(made: MadeOperation, road: Road): Promise<Answer> {
    const answer = await this.#by(made, road)
    if (answer.result.errors?.some(({ extensions }) => extensions?.['code'] === 'UNAUTHENTICATED')) await this.#again()
    return answer
  }

  async leave(): Promise<void> {
    await this.client.dispose()
  }

  #by(made: MadeOperation, road: Road): Promise<Answer> {
    if (made.kind === 'subscription') return this.#subscribe(made)
    if (road === 'socket') return this.#bySocket(made)
    return road === 'stream' ? this.#byStream(made) : this.#byPost(made)
  }

  async #again(): Promise<void> {
    const old = this.client
    this.credentials = (await sessionOf(this.app, this.name)).credentials
    this.client = socketClient(this.app, this)
    await old.dispose()
  }

  async #byPost(made: MadeOperation): Promise<Answer> {
    const response = await post(this.app, this, made)
    return { status: response.status, result: (await response.json()) as Result<unknown> }
  }

  async #byStream(made: MadeOperation): Promise<Answer> {
    const { status, results } = await askByStream(this.app, this, made)
    return { status, result: results[0] ?? {} }
  }

  async #bySocket({ query, variables }: MadeOperation): Promise<Answer> {
    try {
      return { status: 200, result: await askOver(this.client, query, { variables }) }
    } catch (error) {
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
      return { status: rightlyClosed.has(code) ? 200 : 599, result: {} }
    }
  }

  /** In a stream, which is left after its first message. */
  async #subscribe(made: MadeOperation): Promise<Answer> {
    const leave = new AbortController()
    const response = await fetch(`${this.app.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.credentials },
      body: JSON.stringify(made),
      signal: leave.signal,
    })
    const { status } = response
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
    if (!isStream) return { status, result: (await response.json()) as Result<unknown> }
    let text = ''
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString()
      if (/^event: (next|complete)\ndata:.*\n\n/m.test(text)) break
    }
    leave.abort()
    const [, data] = /^event: next\ndata: (.*)$/m.exec(text) ?? []
    return { status, result: data ? (JSON.parse(data) as Result<unknown>) : {} }
  }
}
