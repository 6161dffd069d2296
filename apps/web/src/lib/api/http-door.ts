import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { failureOfErrors, failureOfStatus, noAnswer, QueryFailed, unexpected, type WireError } from './failure.ts'
import { trusted } from './trusted-document.ts'

export interface HttpDoorOptions {
  readonly url: string
  readonly language: () => string
  readonly fetch: typeof fetch
  /** Every answer and every silence tells about the line. */
  readonly online: (answered: boolean) => void
  readonly onsignedout: () => void
  readonly patienceMs?: number
}

/** The server ends what takes it 10 s: who hears nothing for longer asks a node that has died without a word. */
const patience = 15_000

/** Queries and mutations by HTTP: one request, one answer, or `QueryFailed` with the reason. */
export class HttpDoor {
  readonly #options: HttpDoorOptions
  constructor(options: HttpDoorOptions) {
    this.#options = options
  }

  async ask<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    signal?: AbortSignal | null,
  ): Promise<Data> {
    const { patienceMs = patience } = this.#options
    const limited = AbortSignal.any([AbortSignal.timeout(patienceMs), ...(signal ? [signal] : [])])
    const isLeft = () => signal?.aborted === true
    const response = await this.#send(JSON.stringify({ ...trusted(document), variables }), limited, isLeft)
    const answer = await this.#read(response, isLeft)
    const failure = answer.errors
      ? failureOfErrors(answer.errors)
      : answer.data === undefined
        ? failureOfStatus(response.status)
        : null
    if (failure?.kind === 'signed-out') this.#options.onsignedout()
    if (failure) throw new QueryFailed(failure)
    if (typeof answer.data !== 'object' || answer.data === null) throw new QueryFailed(unexpected)
    // The document's type says what the server answers to it; the contract is checked where it is printed.
    return answer.data as Data
  }

  /** An answer that breaks off is none: what was asked may have been done, so it is asked again under the same key. */
  async #read(response: Response, isLeft: () => boolean): Promise<Answer> {
    try {
      return answerIn(await response.text())
    } catch (error) {
      if (isLeft()) throw error
      this.#options.online(false)
      throw new QueryFailed(noAnswer)
    }
  }

  async #send(body: string, signal: AbortSignal, isLeft: () => boolean): Promise<Response> {
    const { url, language, online } = this.#options
    try {
      const response = await this.#options.fetch(url, {
        method: 'POST',
        credentials: 'same-origin',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json;q=0.9',
          'accept-language': language(),
        },
        body,
        signal,
      })
      online(failureOfStatus(response.status).kind !== 'network')
      return response
    } catch (error) {
      // A request that its asker left says nothing about the line.
      if (isLeft()) throw error
      online(false)
      throw new QueryFailed(noAnswer)
    }
  }
}

interface Answer {
  readonly data?: unknown
  readonly errors?: readonly WireError[]
}

const isError = (value: unknown): value is WireError =>
  typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string'

function answerIn(text: string): Answer {
  const body = parsed(text)
  if (typeof body !== 'object' || body === null) return {}
  const errors = 'errors' in body && Array.isArray(body.errors) ? body.errors.filter(isError) : []
  return { ...('data' in body ? { data: body.data } : {}), ...(errors.length > 0 ? { errors } : {}) }
}

/** A balancer answers in words of its own. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
