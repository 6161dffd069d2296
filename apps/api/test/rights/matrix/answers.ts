import { createClient } from 'graphql-sse'
import type { App } from '../../../src/app.ts'
import { ask, askByStream, askOver, socketClient, type Result } from '../../client.ts'
import type { MatrixCaller } from './cast.ts'
import type { Asked } from './asked.ts'

/** How a document gets to the server and the first result back. */
export type Road = (app: App, caller: MatrixCaller, document: string) => Promise<Result<Record<string, unknown>>>

export const byHttp: Road = (app, caller, document) => ask(app, caller, document)

export const bySocket: Road = async (app, caller, document) => {
  const client = socketClient(app, caller)
  try {
    return await askOver<Record<string, unknown>>(client, document)
  } finally {
    await client.dispose()
  }
}

/** A refusal comes as JSON, a subscription's first event as the first of a stream. */
export const byStream: Road = async (app, caller, document) => {
  if (!document.startsWith('subscription')) {
    const { results } = await askByStream(app, caller, { query: document })
    return results[0] as Result<Record<string, unknown>>
  }
  const client = createClient({
    url: `${app.url}/graphql/stream`,
    retryAttempts: 0,
    headers: { ...caller.credentials },
    fetchFn: fetch,
  })
  try {
    const first = await client.iterate<Record<string, unknown>>({ query: document }).next()
    return first.value as Result<Record<string, unknown>>
  } catch (refusal) {
    // The client wraps what the server said in an error of its own, with the response in it.
    const { response } = refusal as { response?: Response }
    if (!response) throw refusal
    return (await response.json()) as Result<Record<string, unknown>>
  } finally {
    client.dispose()
  }
}

const letterOf: Readonly<Record<string, string>> = { NOT_FOUND: 'n', FORBIDDEN: 'f', INVALID: 'i' }
const letterOfWhole: Readonly<Record<string, string>> = { UNAUTHENTICATED: 'U', FORBIDDEN: 'F', NOT_FOUND: 'n' }

/** The letter for each question, of one document that asks them all. */
export function lettersOf(result: Result<Record<string, unknown>>, asked: readonly Asked[]): string {
  const codeOfAll = result.errors?.find(({ path }) => path === undefined)?.extensions?.['code']
  if (codeOfAll !== undefined) return (letterOfWhole[String(codeOfAll)] ?? `?${String(codeOfAll)}`).repeat(asked.length)
  return asked.map((one, at) => letter(result, one, `r${at}`)).join('')
}

function letter({ data, errors }: Result<Record<string, unknown>>, { tells }: Asked, alias: string): string {
  const error = errors?.find(({ path }) => path?.[0] === alias)
  if (error) return letterOf[String(error.extensions?.['code'])] ?? `?${error.message}`
  const value = data?.[alias]
  if (value === null || value === undefined) return 'n'
  const [refusal] = userErrorsOf(value)
  if (refusal) return letterOf[refusal.code] ?? `?${refusal.code}`
  return tells === undefined || tells(value) ? 'y' : 'n'
}

const userErrorsOf = (value: unknown): readonly { readonly code: string }[] =>
  typeof value === 'object' && value !== null && 'userErrors' in value
    ? (value.userErrors as readonly { readonly code: string }[]) // as every document here selects it
    : []
