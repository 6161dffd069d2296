import type { App } from '../../src/app.ts'
import { askByStream, askOver, post, socketClient, type Result } from '../client.ts'
import type { Credentials } from '../people.ts'

type Asker = { readonly credentials: Credentials }

/** The same request over HTTP, a WebSocket and a stream: its three answers. */
export async function everywhere(app: App, who: Asker | null, body: { query: string; variables?: object }) {
  const client = socketClient(app, who)
  try {
    const http = post(app, who, body).then(async (response) => (await response.json()) as Result<unknown>)
    const socket = askOver(client, body.query, { variables: { ...body.variables } })
    const stream = askByStream(app, who, body).then(({ results }) => results[0] ?? {})
    return await Promise.all([http, socket, stream])
  } finally {
    await client.dispose()
  }
}

export const codesOf = ({ errors }: Result<unknown>): unknown[] =>
  (errors ?? []).map(({ extensions }) => extensions?.['code'])
