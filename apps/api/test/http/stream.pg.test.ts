import { createClient } from 'graphql-sse'
import { describe, expect } from 'vitest'
import type { App } from '../../src/app.ts'
import { test } from '../harness.ts'
import type { Credentials } from '../people.ts'
import { aPipeline } from '../rows.ts'

const subscription = `subscription ($id: ID!) {
  boardPresence(pipelineId: $id) { people { user { id } doing } }
}`
const appear = `mutation ($id: ID!) { updatePresence(input: { pipelineId: $id }) { userErrors { code } } }`

/** The reference client of the protocol. */
const client = (app: App, headers: Credentials) =>
  createClient({ url: `${app.url}/graphql/stream`, retryAttempts: 0, headers: { ...headers }, fetchFn: fetch })

const get = (app: App, headers: Record<string, string>, variables: object) =>
  fetch(
    `${app.url}/graphql/stream?${new URLSearchParams({ query: subscription, variables: JSON.stringify(variables) })}`,
    { headers: { accept: 'text/event-stream', ...headers } },
  )

const readUntil = async (response: Response, isEnough: (text: string) => boolean): Promise<string> => {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (reader && !isEnough(text)) {
    const { done, value } = await reader.read()
    if (done) break
    text += value
  }
  await reader?.cancel()
  return text
}

describe('/graphql/stream', () => {
  test('streams a subscription to the reference client', async ({ app, people, database }) => {
    const person = await people.make()
    const { id } = await aPipeline(database.pool)
    const sse = client(app, person.credentials)
    const results = sse.iterate<{ boardPresence: { people: unknown[] } }>({ query: subscription, variables: { id } })
    expect((await results.next()).value).toMatchObject({ data: { boardPresence: { people: [] } } })
    const { credentials } = await people.make()
    await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...credentials },
      body: JSON.stringify({ query: appear, variables: { id } }),
    })
    expect((await results.next()).value).toMatchObject({ data: { boardPresence: { people: [{ doing: 'VIEWING' }] } } })
    await results.return?.()
    sse.dispose()
  })

  test('answers a GET of an EventSource, which can send no header of its own', async ({ app, people, database }) => {
    const { credentials } = await people.make()
    const { id } = await aPipeline(database.pool)
    const response = await get(app, credentials, { id })
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await readUntil(response, (text) => text.includes('data: '))).toContain(
      'event: next\ndata: {"data":{"boardPresence":',
    )
  })

  test('refuses before the stream, with a status', async ({ app, people }) => {
    const { credentials } = await people.make()
    const refused = async (headers: Record<string, string>, variables: object) => {
      const response = await get(app, headers, variables)
      const body = (await response.json()) as { errors: { extensions: { code: string } }[] }
      return [response.status, body.errors[0]?.extensions.code, response.headers.get('content-type')]
    }
    const json = 'application/json; charset=utf-8'
    expect(await refused({}, { id: 'pip_1' })).toEqual([401, 'UNAUTHENTICATED', json])
    expect(await refused(credentials, { id: 'pip_1' })).toEqual([404, 'NOT_FOUND', json])
    expect(await refused(credentials, {})).toEqual([400, 'BAD_USER_INPUT', json])
    expect(await refused({ ...credentials, origin: 'https://evil.example' }, { id: 'pip_1' })).toEqual([
      403,
      'FORBIDDEN',
      json,
    ])
  })

  test('ends with the session that opened it', async ({ app, people, database }) => {
    const { credentials } = await people.make()
    const { id } = await aPipeline(database.pool)
    const response = await get(app, credentials, { id })
    const ended = response.text()
    await fetch(`${app.url}/api/auth/sign-out`, { method: 'POST', headers: { ...credentials, origin: app.url } })
    expect(await ended).toContain('event: next')
  })
})
