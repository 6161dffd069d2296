import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client/errors'

/** Why no answer came, as far as a screen or a queue has to know. */
export interface Failure {
  readonly kind: 'network' | 'signed-out' | 'forbidden' | 'not-found' | 'busy' | 'unexpected'
  /** The server's own sentence in the caller's language; null where nobody answered. */
  readonly message: string | null
  /** For whoever looks into the server's log. */
  readonly requestId: string | null
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

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

export function failureOf(error: unknown): Failure {
  if (CombinedGraphQLErrors.is(error)) return failureOfErrors(error.errors)
  if (ServerError.is(error) || ServerParseError.is(error))
    return { kind: kindOfStatus[error.statusCode] ?? 'unexpected', message: null, requestId: null }
  return { kind: 'network', message: null, requestId: null }
}

/** The first top-level error of an answer says what became of the whole. */
export function failureOfErrors(
  errors: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> | undefined }[],
): Failure {
  const [first] = errors
  const code = textOf(first?.extensions?.['code'])
  return {
    kind: (code === null ? undefined : kindOfCode[code]) ?? 'unexpected',
    message: first?.message ?? null,
    requestId: textOf(first?.extensions?.['requestId']),
  }
}

/** Trying the same request again later can succeed. */
export const isPassing = (failure: Failure): boolean => failure.kind === 'network' || failure.kind === 'busy'
