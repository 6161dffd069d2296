import { GraphQLError, type ExecutionResult } from 'graphql'
import { messages, type Locale } from '@mekong/words'
import { databaseFailure } from './database-failure.ts'
import { ApiError, unavailable, type ApiErrorCode } from './errors.ts'
import type { Log } from './log.ts'

/** For whom an error is put into words, and under which number it is found in the log. */
export interface Listener {
  readonly locale: Locale
  readonly requestId: string
  readonly log: Log
}

const masked = new WeakSet<Error>()

/**
 * The only way out for errors. What we refused on purpose keeps its words; everything else is one fixed sentence with the
 * request's id, and its true cause goes to the log.
 */
export function mask(error: unknown, listener: Listener): GraphQLError {
  const cause = causeOf(error)
  if (cause instanceof GraphQLError && masked.has(cause)) return cause
  const refusal = refusalFor(cause, listener)
  const { code, say, extensions, retryAfter } = refusal
  const words = messages[listener.locale]
  return pass(
    new GraphQLError(say?.(words) ?? words.errors.top[code], {
      ...(error instanceof GraphQLError && { nodes: error.nodes, path: error.path }),
      originalError: refusal,
      extensions: {
        code,
        ...extensions,
        ...(retryAfter !== undefined && { retryAfter }),
        ...(hasRequestId.has(code) && { requestId: listener.requestId }),
      },
    }),
  )
}

const hasRequestId: ReadonlySet<string> = new Set(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE', 'TIMEOUT'])

/** Of an error that is masked; every one has a code of ours. */
export const codeOf = (error: GraphQLError | undefined): ApiErrorCode =>
  (error?.extensions['code'] ?? 'INTERNAL_SERVER_ERROR') as ApiErrorCode

/** For errors whose words come from graphql-js and speak of the caller's own document or variables. */
export function pass(error: GraphQLError): GraphQLError {
  masked.add(error)
  return error
}

export const maskResult = (result: ExecutionResult, listener: Listener): ExecutionResult =>
  result.errors ? { ...result, errors: result.errors.map((error) => mask(error, listener)) } : result

/** Under what GraphQL and the transports wrap around it, which may be something masked already. */
function causeOf(error: unknown): unknown {
  if (!(error instanceof GraphQLError) || masked.has(error) || !error.originalError) return error
  return causeOf(error.originalError)
}

function refusalFor(cause: unknown, { log, requestId }: Listener): ApiError {
  if (cause instanceof ApiError) return cause
  const failure = databaseFailure(cause)
  log[failure ? 'warn' : 'error']({ err: cause, requestId }, 'an operation failed')
  if (failure === 'UNREACHABLE') return unavailable(cause)
  return new ApiError(failure === 'TOO_SLOW' ? 'TIMEOUT' : 'INTERNAL_SERVER_ERROR', { cause })
}
