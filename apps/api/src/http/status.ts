import type { ApiErrorCode } from './errors.ts'

/** How far a request got: to our door, to an operation, or to its execution. */
export type Reached = 'REQUEST' | 'OPERATION' | 'EXECUTION'

const always: Partial<Record<ApiErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  METHOD_NOT_ALLOWED: 405,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  THROTTLED: 429,
  SERVICE_UNAVAILABLE: 503,
  TIMEOUT: 504,
}

/**
 * The HTTP status of an answer, in one place, since drafts of GraphQL over HTTP differ. An answer with data is 200. What
 * is wrong with a document or its variables is 200 for those who ask for plain JSON, as that media type wants it, and 400
 * under `application/graphql-response+json`.
 */
export function httpStatus(code: ApiErrorCode, reached: Reached, accept: string | undefined): number {
  if (reached === 'EXECUTION') return 200
  const fixed = always[code]
  if (fixed !== undefined) return fixed
  if (code === 'NOT_FOUND' && reached === 'REQUEST') return 404
  if (code === 'INTERNAL_SERVER_ERROR') return 500
  return reached === 'OPERATION' && !wantsResponseJson(accept) ? 200 : 400
}

const responseJson = 'application/graphql-response+json'

export const wantsResponseJson = (accept: string | undefined): boolean => accept?.includes(responseJson) ?? false

export const mediaType = (accept: string | undefined): string =>
  `${wantsResponseJson(accept) ? responseJson : 'application/json'}; charset=utf-8`
