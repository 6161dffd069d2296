import { serverAudits } from 'graphql-http'
import { describe, expect } from 'vitest'
import type { App } from '../../src/app.ts'
import { test } from '../harness.ts'
import type { Credentials } from '../people.ts'

/** The audits of GraphQL over HTTP, asked as a client of ours asks: a GET wants its header. */
const auditsOf = (app: App, credentials: Credentials) =>
  serverAudits({
    url: `${app.url}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers)
      for (const [name, value] of Object.entries(credentials)) headers.set(name, value)
      if (init.method !== 'POST') headers.set('graphql-require-preflight', '1')
      return fetch(url, { ...init, headers })
    },
  })

const failed = async (app: App, credentials: Credentials): Promise<string[]> => {
  const results = await Promise.all(auditsOf(app, credentials).map((audit) => audit.fn()))
  return results
    .filter(({ status }) => status !== 'ok')
    .map((result) => `${result.id} ${result.name}: ${'reason' in result ? result.reason : ''}`)
}

describe('GraphQL over HTTP, every MUST, SHOULD and MAY', () => {
  test('for somebody signed in', async ({ app, people }) => {
    expect(await failed(app, (await people.make()).credentials)).toEqual([])
  })

  test('for anybody', async ({ app }) => {
    expect(await failed(app, {})).toEqual([])
  })
})
