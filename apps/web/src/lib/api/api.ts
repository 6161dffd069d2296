import { ApolloClient, type OperationVariables, type TypedDocumentNode } from '@apollo/client'
import { ApolloLink } from '@apollo/client/link'
import { HttpLink } from '@apollo/client/link/http'
import { ViewerDocument } from '@mekong/schema/documents'
import { Observable } from 'rxjs'
import { createContext } from 'svelte'
import { makeCache } from './cache.ts'
import { failureOf, type Failure } from './failure.ts'
import { LiveSocket } from './live-socket.ts'
import { Network } from './network.svelte.ts'
import { Outbox } from './outbox.svelte.ts'
import { outcomeOf, type Outcome, type Payload, type PayloadOf } from './outcome.ts'
import { trustedLink } from './trusted-link.ts'

export interface ApiOptions {
  /** "https://mekong.example", without a slash at the end. */
  readonly origin: string
  readonly language: () => string
  /** The server does not know the session any more. */
  readonly onsignedout: () => void
  /** Another way to the server than the browser's own. */
  readonly fetch?: typeof fetch
}

/** Thrown by `query`, so that a screen can tell why there is nothing to show. */
export class QueryFailed extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.message ?? failure.kind)
    this.failure = failure
  }
}

/** The one door to the server: queries and mutations by HTTP, subscriptions by WebSocket, changes that wait offline. */
export class Api {
  readonly network = new Network()
  readonly outbox: Outbox
  readonly socket: LiveSocket
  readonly client: ApolloClient
  readonly #options: ApiOptions

  constructor(options: ApiOptions) {
    this.#options = options
    const { origin, language } = options
    const http = new HttpLink({
      uri: `${origin}/graphql`,
      credentials: 'same-origin',
      ...(options.fetch ? { fetch: options.fetch } : {}),
    })
    const speak = new ApolloLink((operation, forward) => {
      operation.setContext(({ headers }: { headers?: Record<string, string> }) => ({
        headers: { ...headers, 'accept-language': language() },
      }))
      return forward(operation)
    })
    this.client = new ApolloClient({
      link: ApolloLink.from([speak, this.#notice(), trustedLink, http]),
      cache: makeCache(),
      devtools: { enabled: false },
    })
    this.socket = new LiveSocket({
      url: `${origin.replace(/^http/, 'ws')}/graphql`,
      language,
      onsignedout: options.onsignedout,
      onstate: (state) => {
        this.network.socketIs(state)
        // A handshake without a session looks like a lost line from here; one request tells them apart.
        if (state === 'failing') void this.#checkSession()
      },
    })
    this.outbox = new Outbox((document, input) => this.#send(document, input), this.network)
  }

  /** Begins to watch the line; returns how to stop everything. */
  start(): () => void {
    const stops = [this.network.watch(), this.outbox.start(), this.network.onreached(() => this.socket.wake())]
    return () => {
      for (const stop of stops) stop()
      this.socket.close()
      this.client.stop()
    }
  }

  /** One answer, fresh from the server. Throws `QueryFailed`. */
  async query<Data, Variables extends OperationVariables>(
    query: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    options: { readonly signal?: AbortSignal; readonly keep?: boolean } = {},
  ): Promise<Data> {
    const request: ApolloClient.QueryOptions = {
      query,
      variables,
      fetchPolicy: options.keep ? 'network-only' : 'no-cache',
      ...(options.signal ? { context: { fetchOptions: { signal: options.signal } } } : {}),
    }
    try {
      const { data } = await this.client.query<Data>(request)
      if (data === undefined) throw new QueryFailed({ kind: 'unexpected', message: null, requestId: null })
      return data
    } catch (error) {
      throw error instanceof QueryFailed ? error : new QueryFailed(failureOf(error))
    }
  }

  /** Sends a change now. What may wait for the line goes through the outbox. */
  async mutate<Data, Input>(
    document: TypedDocumentNode<Data, { input: Input }>,
    input: Input,
  ): Promise<Outcome<PayloadOf<Data>>> {
    return this.#send(document, input)
  }

  async #send<Data, Input>(
    document: TypedDocumentNode<Data, { input: Input }>,
    input: Input,
  ): Promise<Outcome<PayloadOf<Data>>> {
    const request: ApolloClient.MutateOptions<Data> = { mutation: document, variables: { input } }
    try {
      const { data } = await this.client.mutate<Data>(request)
      const payload = payloadOf<Data>(data)
      return payload ? outcomeOf(payload) : failed
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error) }
    }
  }

  /** Every answer and every silence tells about the line and the session. */
  #notice(): ApolloLink {
    return new ApolloLink(
      (operation, forward) =>
        new Observable((observer) => {
          const watching = forward(operation).subscribe({
            next: (result) => {
              this.network.requestWas(true)
              if (result.errors?.some((error) => error.extensions?.['code'] === 'UNAUTHENTICATED'))
                this.#options.onsignedout()
              observer.next(result)
            },
            error: (error: unknown) => {
              const { kind } = failureOf(error)
              // An aborted request says nothing about the line.
              if (!(error instanceof DOMException)) this.network.requestWas(kind !== 'network')
              if (kind === 'signed-out') this.#options.onsignedout()
              observer.error(error)
            },
            complete: () => observer.complete(),
          })
          return () => watching.unsubscribe()
        }),
    )
  }

  #isChecking = false
  async #checkSession(): Promise<void> {
    if (this.#isChecking || !navigator.onLine) return
    this.#isChecking = true
    // Signed out is noticed by the link; nothing else matters here.
    await this.query(ViewerDocument, {}).catch(() => undefined)
    this.#isChecking = false
  }
}

const failed = { kind: 'failed', failure: { kind: 'unexpected', message: null, requestId: null } } as const

const isPayload = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && 'userErrors' in value && Array.isArray(value.userErrors)

function payloadOf<Data>(data: Data | undefined | null): PayloadOf<Data> | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  // The type says which payload belongs to this document; the guard sees to it that there is one.
  return Object.values(data).find((value): value is PayloadOf<Data> => isPayload(value))
}

export const [getApi, setApi] = createContext<Api>()
