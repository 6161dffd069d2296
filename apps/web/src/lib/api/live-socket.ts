import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { createClient, type Client } from 'graphql-ws'
import { failureOfErrors, unexpected, type Failure } from './failure.ts'
import { trusted } from './trusted-document.ts'

export interface LiveSink<Data> {
  next(data: Data): void
  /** The server refused this subscription or ended the session; it will not come back by itself. */
  failed(failure: Failure): void
  /** The server ended it in good order. */
  ended(): void
}

export interface LiveSocketOptions {
  readonly url: string
  readonly language: () => string
  readonly onstate: (state: 'idle' | 'connecting' | 'open' | 'failing') => void
  readonly onsignedout: () => void
}

const pingAfter = 12_000
const pongWithin = 5_000
const shortestWait = 500
const longestWait = 15_000

/** The close code that means "sign in again". */
const signedOut = 4401

/**
 * One WebSocket for all subscriptions. It tries again for ever with jitter, notices a line that died without a word, and
 * reads the variables of a subscription anew at each attempt, so that a feed goes on from its newest position.
 */
export class LiveSocket {
  readonly #client: Client
  #lastHeard = 0
  #socket: WebSocket | null = null
  #wake: (() => void) | null = null
  #wasOpen = false
  #operations = 0
  readonly #onsignedout: () => void
  #pong: ReturnType<typeof setTimeout> | undefined

  constructor({ url, language, onstate, onsignedout }: LiveSocketOptions) {
    this.#onsignedout = onsignedout
    this.#client = createClient({
      url,
      lazy: true,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      retryWait: (attempt) => this.#wait(attempt),
      // Numbers, not random names: equal subscriptions of many people have equal ids, so the server writes one frame.
      generateID: () => String(++this.#operations),
      keepAlive: pingAfter,
      connectionParams: () => ({ acceptLanguage: language() }),
      on: {
        connecting: () => onstate('connecting'),
        opened: (socket) => {
          this.#socket = socket instanceof WebSocket ? socket : null
        },
        connected: () => {
          this.#lastHeard = Date.now()
          this.#wasOpen = true
          onstate('open')
        },
        message: () => {
          this.#lastHeard = Date.now()
        },
        ping: (received) => {
          // A ping of ours without an answer: the line is dead, whatever the socket says.
          if (!received) this.#pong = setTimeout(() => this.#client.terminate(), pongWithin)
        },
        pong: (received) => {
          if (received) clearTimeout(this.#pong)
        },
        closed: (event) => {
          clearTimeout(this.#pong)
          this.#socket = null
          // 1000 is our own good-bye when the last subscription ends. A line that stood is tried again at once; only when
          // that fails too is it called lost.
          const isOver = event instanceof CloseEvent && event.code === 1000
          onstate(isOver ? 'idle' : this.#wasOpen ? 'connecting' : 'failing')
          this.#wasOpen = false
        },
      },
    })
  }

  /** Subscribes until the returned function is called. `variables` is asked again at every (re)connection. */
  subscribe<Data, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Data, Variables>,
    variables: () => Variables,
    sink: LiveSink<Data>,
  ): () => void {
    const payload = {
      ...trusted(document),
      // The hash says which; the protocol's library wants the field.
      query: '',
      get variables() {
        return variables()
      },
    }
    let isOpen = true
    const stop = this.#client.subscribe<Data>(payload, {
      next: (result) => {
        if (!isOpen) return
        if (result.errors?.length) sink.failed(failureOfErrors(result.errors))
        else if (result.data) sink.next(result.data)
      },
      error: (error) => {
        const failure = failureOfSocket(error)
        if (failure.kind === 'signed-out') this.#onsignedout()
        if (isOpen) sink.failed(failure)
      },
      // It is called after our own stop too.
      complete: () => {
        if (isOpen) sink.ended()
      },
    })
    return () => {
      isOpen = false
      stop()
    }
  }

  /** Nothing was heard for longer than a live line is ever silent. */
  isSilentFor(milliseconds: number): boolean {
    return this.#socket !== null && Date.now() - this.#lastHeard > milliseconds
  }

  /** Gives up the present line at once and connects anew; subscriptions go on from where they are. */
  reconnect(): void {
    if (this.#socket) this.#client.terminate()
    this.wake()
  }

  /** Ends a wait between two attempts. */
  wake(): void {
    this.#wake?.()
  }

  close(): void {
    void this.#client.dispose()
  }

  async #wait(attempt: number): Promise<void> {
    // Jittered from the first attempt on: a node that dies must not be followed by all its clients in one moment.
    const most = Math.min(longestWait, shortestWait * 2 ** (attempt + 2))
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, shortestWait + Math.random() * (most - shortestWait))
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = null
  }
}

function failureOfSocket(error: unknown): Failure {
  if (Array.isArray(error)) return failureOfErrors(error)
  const isSignedOut = error instanceof CloseEvent && error.code === signedOut
  return isSignedOut ? { kind: 'signed-out', message: null, requestId: null } : unexpected
}
