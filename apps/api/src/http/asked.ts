import { ApiError } from './errors.ts'

/** A request for an operation, as HTTP, WebSocket and SSE bring it. */
export interface Asked {
  readonly query: string | null
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
  /** Of a trusted document, in place of its text. */
  readonly hash: string | null
}

/** The request itself is no GraphQL request: whatever it asks for, it is 400. */
export class MalformedRequest extends ApiError {
  constructor(sentence: string) {
    super('BAD_USER_INPUT', { say: () => sentence })
  }
}

type Fields = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** From the body of a POST or the payload of a `subscribe` message. */
export function askedIn(body: unknown): Asked {
  if (Array.isArray(body)) throw new MalformedRequest('Send one operation a request: there is no batching.')
  if (!isRecord(body)) throw new MalformedRequest('Send a JSON object with "query".')
  const asked: Asked = {
    query: optional(body, 'query', isText),
    operationName: optional(body, 'operationName', isText),
    variables: optional(body, 'variables', isRecord) ?? {},
    hash: hashIn(optional(body, 'extensions', isRecord)),
  }
  if (!asked.query && asked.hash === null) throw new MalformedRequest('Send "query", the text of a GraphQL document.')
  return asked
}

/** From the address of a GET, where maps are JSON texts. */
export function askedInSearch(search: URLSearchParams): Asked {
  const body: Record<string, unknown> = {}
  for (const [name, value] of search) {
    if (name in body) throw new MalformedRequest(`Give "${name.slice(0, 50)}" once.`)
    body[name] = name === 'variables' || name === 'extensions' ? parsed(name, value) : value
  }
  return askedIn(body)
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new MalformedRequest(`"${name}" is not JSON.`)
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'

function optional<T>(body: Fields, name: string, isRight: (value: unknown) => value is T): T | null {
  const value = body[name]
  if (value === undefined || value === null) return null
  if (!isRight(value)) throw new MalformedRequest(`"${name}" must be ${isRight === isText ? 'a string' : 'an object'}.`)
  return value
}

function hashIn(extensions: Fields | null): string | null {
  const persisted = extensions?.['persistedQuery']
  if (!isRecord(persisted)) return null
  const hash = persisted['sha256Hash']
  return isText(hash) ? bareHash(hash) : null
}

/** Manifests of trusted documents name the algorithm before the hash; clients of other libraries do not. */
export const bareHash = (hash: string): string => hash.replace(/^sha256:/, '')
