/** Why no answer came, as far as a screen or a queue has to know. */
export interface Failure {
  readonly kind: 'network' | 'signed-out' | 'forbidden' | 'not-found' | 'busy' | 'unexpected'
  /** The server's own sentence in the caller's language; null where nobody answered. */
  readonly message: string | null
  /** For whoever looks into the server's log. */
  readonly requestId: string | null
}

/** Thrown where an answer was expected, so that a screen can tell why there is nothing to show. */
export class QueryFailed extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.message ?? failure.kind)
    this.failure = failure
  }
}

const kindOfCode: Readonly<Record<string, Failure['kind']>> = {
  UNAUTHENTICATED: 'signed-out',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'not-found',
  THROTTLED: 'busy',
  SERVICE_UNAVAILABLE: 'busy',
  TIMEOUT: 'busy',
}

const kindOfStatus: Readonly<Record<number, Failure['kind']>> = {
  401: 'signed-out',
  403: 'forbidden',
  404: 'not-found',
  429: 'busy',
  502: 'network',
  503: 'busy',
  504: 'network',
}

export interface WireError {
  readonly message: string
  readonly extensions?: Readonly<Record<string, unknown>> | undefined
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

export const noAnswer: Failure = { kind: 'network', message: null, requestId: null }
export const unexpected: Failure = { kind: 'unexpected', message: null, requestId: null }

/** What was thrown instead of an answer; anything else than `QueryFailed` is a fault of ours. */
export const failureOf = (error: unknown): Failure => (error instanceof QueryFailed ? error.failure : unexpected)

/** The first top-level error of an answer says what became of the whole. */
export function failureOfErrors(errors: readonly WireError[]): Failure {
  const [first] = errors
  const code = textOf(first?.extensions?.['code'])
  return {
    kind: (code === null ? undefined : kindOfCode[code]) ?? 'unexpected',
    message: first?.message ?? null,
    requestId: textOf(first?.extensions?.['requestId']),
  }
}

/** An answer without GraphQL in it, from a balancer or a server that is not ready. */
export const failureOfStatus = (status: number): Failure => ({
  kind: kindOfStatus[status] ?? 'unexpected',
  message: null,
  requestId: null,
})

/** Trying the same request again later can succeed. */
export const isPassing = (failure: Failure): boolean => failure.kind === 'network' || failure.kind === 'busy'
