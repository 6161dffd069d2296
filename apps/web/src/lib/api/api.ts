import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { ViewerDocument } from '@mekong/schema/documents'
import { createContext } from 'svelte'
import { failureOf, unexpected } from './failure.ts'
import { HttpDoor } from './http-door.ts'
import { LiveSocket } from './live-socket.ts'
import { Network } from './network.svelte.ts'
import { Outbox } from './outbox.svelte.ts'
import { outcomeOf, type Outcome, type Payload, type PayloadOf } from './outcome.ts'
import type { Records } from './records.ts'

export { QueryFailed } from './failure.ts'

export interface ApiOptions {
  /** "https://mekong.example", without a slash at the end. */
  readonly origin: string
  readonly language: () => string
  /** The server does not know the session any more. */
  readonly onsignedout: () => void
  /** Another way to the server than the browser's own. */
  readonly fetch?: typeof fetch
}

interface QueryOptions {
  readonly signal?: AbortSignal
  /** Puts the answer among the records, where lists and sheets see it. */
  readonly keep?: boolean
}

/** Records are wanted soon after the first paint, and always before somebody loses the line. */
const recordsAfter = 800

/** The one door to the server: queries and mutations by HTTP, subscriptions by WebSocket, changes that wait offline. */
export class Api {
  readonly network = new Network()
  readonly outbox: Outbox
  readonly socket: LiveSocket
  readonly #door: HttpDoor
  #records: Promise<Records> | null = null
  #recordsNow: Records | null = null

  constructor({ origin, language, onsignedout, fetch = (...request) => globalThis.fetch(...request) }: ApiOptions) {
    this.#door = new HttpDoor({
      url: `${origin}/graphql`,
      language,
      fetch,
      online: (answered) => this.network.requestWas(answered),
      onsignedout,
    })
    this.socket = new LiveSocket({
      url: `${origin.replace(/^http/, 'ws')}/graphql`,
      language,
      onsignedout,
      onstate: (state) => {
        this.network.socketIs(state)
        // A handshake without a session looks like a lost line from here; one request tells them apart.
        if (state === 'failing') void this.#checkSession()
      },
    })
    this.outbox = new Outbox((document, input) => this.mutate(document, input), this.network)
  }

  /** Begins to watch the line; returns how to stop everything. */
  start(): () => void {
    const soon = setTimeout(() => void this.records().catch(() => undefined), recordsAfter)
    const stops = [this.network.watch(), this.outbox.start(), this.network.onreached(() => this.socket.wake())]
    return () => {
      clearTimeout(soon)
      for (const stop of stops) stop()
      this.socket.close()
      this.#recordsNow?.stop()
    }
  }

  /** One answer, fresh from the server. Throws `QueryFailed`. */
  async query<Data, Variables extends Record<string, unknown>>(
    query: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    { signal, keep = false }: QueryOptions = {},
  ): Promise<Data> {
    const data = await this.#door.ask(query, variables, signal)
    if (keep) this.#recordsNow?.writeQuery({ query, variables, data })
    return data
  }

  /** Sends a change now. What may wait for the line goes through the outbox. */
  async mutate<Data, Input>(
    document: TypedDocumentNode<Data, { input: Input }>,
    input: Input,
  ): Promise<Outcome<PayloadOf<Data>>> {
    try {
      const data = await this.#door.ask(document, { input })
      const payload = payloadOf<Data>(data)
      if (!payload) return { kind: 'failed', failure: unexpected }
      this.#recordsNow?.cache.write({ dataId: 'ROOT_MUTATION', query: document, variables: { input }, result: data })
      return outcomeOf(payload)
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error) }
    }
  }

  /** The normalised records, with which lists, sheets and pages stay true. Fetched once, when they are first wanted. */
  records(): Promise<Records> {
    this.#records ??= import('./records.ts').then(
      ({ makeRecords }) => (this.#recordsNow = makeRecords(this.#door)),
      (error: unknown) => {
        // Without a line the file could not be fetched: the next one who wants it tries again.
        this.#records = null
        throw error
      },
    )
    return this.#records
  }

  /** The records if they are here already: nobody watches them before. */
  get recordsNow(): Records | null {
    return this.#recordsNow
  }

  #isChecking = false
  async #checkSession(): Promise<void> {
    if (this.#isChecking || !navigator.onLine) return
    this.#isChecking = true
    // Signed out is noticed by the door; nothing else matters here.
    await this.query(ViewerDocument, {}).catch(() => undefined)
    this.#isChecking = false
  }
}

const isPayload = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && 'userErrors' in value && Array.isArray(value.userErrors)

function payloadOf<Data>(data: Data): PayloadOf<Data> | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  // The type says which payload belongs to this document; the guard sees to it that there is one.
  return Object.values(data).find((value): value is PayloadOf<Data> => isPayload(value))
}

export const [getApi, setApi] = createContext<Api>()
