import type { Messages } from '@mekong/words'

/** Codes of errors outside payloads. They are contract; `packages/words` has a sentence for each. */
export type ApiErrorCode = keyof Messages['errors']['top']

interface Options {
  /** A more exact sentence than the code's own, in the caller's language. It must not carry internals. */
  readonly say?: (messages: Messages) => string
  /** What goes beside `code`: `reason`, `retryable`, ... */
  readonly extensions?: Readonly<Record<string, unknown>>
  /** Seconds after which to try again; becomes the header Retry-After on HTTP. */
  readonly retryAfter?: number
  readonly cause?: unknown
}

/**
 * A refusal of a whole field or operation. Thrown anywhere below a transport; `mask.ts` turns it into the GraphQL error
 * that leaves the server. Refusals of a mutation's input are not this: they are `userErrors`.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly say: Options['say']
  readonly extensions: Readonly<Record<string, unknown>>
  readonly retryAfter: number | undefined

  constructor(
    readonly code: ApiErrorCode,
    { say, extensions = {}, retryAfter, cause }: Options = {},
  ) {
    super(code, { cause })
    this.say = say
    this.extensions = extensions
    this.retryAfter = retryAfter
  }
}

/** Busy or cut off for a moment: nothing was written, and the same request may be sent again. */
export const unavailable = (cause?: unknown): ApiError =>
  new ApiError('SERVICE_UNAVAILABLE', { extensions: { retryable: true }, retryAfter: 1, cause })
