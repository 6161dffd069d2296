import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { print, type DocumentNode, type FormattedExecutionResult } from 'graphql'
import { createClient, type Client, type SubscribePayload } from 'graphql-ws'
import WebSocket from 'ws'
import type { App } from '../src/app.ts'
import { anonymous, type Person } from './people.ts'

type Asker = Pick<Person, 'credentials'>

export type Result<Data> = FormattedExecutionResult<Data, Record<string, unknown>>

const textOf = (document: string | DocumentNode): string => (typeof document === 'string' ? document : print(document))

/** The raw answer of a GraphQL request over HTTP. */
export function post(
  app: Pick<App, 'url'>,
  asker: Asker | null,
  body: unknown,
  headers: Record<string, string> = {},
  signal: AbortSignal | null = null,
): Promise<Response> {
  return fetch(`${app.url}/graphql`, {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json', ...(asker?.credentials ?? anonymous), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/** Asks over HTTP and gives data and errors as they come. */
export async function ask<Data = Record<string, never>, Variables = Record<string, unknown>>(
  app: Pick<App, 'url'>,
  asker: Asker | null,
  document: string | TypedDocumentNode<Data, Variables>,
  variables?: Variables,
): Promise<Result<Data>> {
  const response = await post(app, asker, { query: textOf(document), variables })
  return (await response.json()) as Result<Data>
}

/** Asks over HTTP for something that must succeed. */
export async function gql<Data, Variables = Record<string, unknown>>(
  app: Pick<App, 'url'>,
  asker: Asker | null,
  document: string | TypedDocumentNode<Data, Variables>,
  variables?: Variables,
): Promise<Data> {
  const { data, errors } = await ask(app, asker, document, variables)
  if (errors || !data) throw new Error(`The API refused: ${JSON.stringify(errors)}`)
  return data
}

/** A graphql-ws client that neither reconnects nor retries; dispose it. */
export function socketClient(app: Pick<App, 'url'>, asker: Asker | null): Client {
  const { authorization, ...headers }: Partial<Record<'authorization' | 'cookie', string>> = asker?.credentials ?? {}
  const withHeaders = class extends WebSocket {
    constructor(url: string, protocols: string | string[]) {
      super(url, protocols, { headers: { ...headers, origin: app.url } })
    }
  }
  return createClient({
    url: socketUrl(app),
    webSocketImpl: withHeaders,
    retryAttempts: 0,
    ...(authorization !== undefined && { connectionParams: { authorization } }),
  })
}

export const socketUrl = (app: Pick<App, 'url'>): string => `${app.url.replace('http', 'ws')}/graphql`

/** Asks one question over a client's socket: its first result, or the errors by which it is refused. */
export function askOver<Data>(
  client: Client,
  document: string | TypedDocumentNode<Data>,
  payload: Omit<SubscribePayload, 'query'> = {},
): Promise<Result<Data>> {
  return new Promise((resolve, reject) => {
    client.subscribe<Data>(
      { ...payload, query: textOf(document) },
      {
        next: (result) => resolve(result as Result<Data>),
        error: (error) => (Array.isArray(error) ? resolve({ errors: error }) : reject(error)),
        complete: () => resolve({}), // without a result: the client was disposed meanwhile
      },
    )
  })
}

/** What `/graphql/stream` answers: a refusal as JSON, or the events of a stream that ends by itself. */
export async function askByStream(
  app: Pick<App, 'url'>,
  asker: Asker | null,
  body: unknown,
): Promise<{ status: number; results: Result<unknown>[] }> {
  const response = await fetch(`${app.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...(asker?.credentials ?? anonymous) },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  const texts = isStream ? [...text.matchAll(/^event: next\ndata: (.*)$/gm)].map(([, data]) => data ?? '') : [text]
  return { status: response.status, results: texts.map((data) => JSON.parse(data) as Result<unknown>) }
}
