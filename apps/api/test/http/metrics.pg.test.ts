import { describe, expect } from 'vitest'
import { startApp } from '../../src/app.ts'
import { ask } from '../client.ts'
import { test, testEnv } from '../harness.ts'

const scrape = (url: string, headers: Record<string, string> = {}) => fetch(`${url}/metrics`, { headers })

/** Every name that the operations paper promises; dashboards and alerts are written against them. */
const names = [
  'feed_lag_seconds_count',
  'feed_gap_detected_total',
  'ws_connections',
  'ws_buffered_bytes',
  'slow_consumer_closed_total',
  'tx_retry_total',
  'deadlock_total',
  'longest_tx_seconds',
  'op_cost_count',
  'wake_degraded',
  'nodejs_eventloop_lag_p99_seconds',
  'process_resident_memory_bytes',
]

describe('/metrics', () => {
  test('tells programs on this machine every promised number', async ({ app }) => {
    const answer = await scrape(app.url)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4')
    const text = await answer.text()
    for (const name of names) expect(text).toMatch(new RegExp(`^${name} [\\d.e+-]+$`, 'm'))
    for (const name of ['resync_total', 'authz_denied_total']) expect(text).toContain(`# TYPE ${name} counter`)
    expect(text).toMatch(/^wake_degraded 0$/m)
  })

  test('is no route for what a balancer passes on, token or not known', async ({ app }) => {
    for (const header of [
      ['x-forwarded-for', '203.0.113.9'],
      ['forwarded', 'for=203.0.113.9'],
    ])
      expect((await scrape(app.url, Object.fromEntries([header]))).status).toBe(404)
    const foreign = { 'x-forwarded-for': '203.0.113.9', authorization: 'Bearer ' }
    expect((await scrape(app.url, foreign)).status).toBe(404)
  })

  test('is told to whoever has the token, from anywhere', async ({ database }) => {
    const token = 'a-token-of-a-test-0001'
    const app = await startApp({ databaseUrl: database.url, env: testEnv({ MEKONG_METRICS_TOKEN: token }), log: false })
    const from = { 'x-forwarded-for': '203.0.113.9' }
    expect((await scrape(app.url, { ...from, authorization: `Bearer ${token}` })).status).toBe(200)
    expect((await scrape(app.url, { ...from, authorization: `Bearer ${token}x` })).status).toBe(404)
    await app.close()
  })

  test('names routes and our own documents, and nothing that callers write', async ({ app, people }) => {
    const person = await people.make()
    await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...person.credentials },
      body: JSON.stringify({ query: 'query NamedByACaller { viewer { user { id } } }' }),
    })
    await fetch(`${app.url}/no-such-place?secret=word`)
    const text = await (await scrape(app.url)).text()
    expect(text).toContain('graphql_operation_duration_seconds_count{document="other",kind="query"} 1')
    expect(text).toMatch(/http_request_duration_seconds_count\{method="POST",route="\/graphql",status="200"\} 1/)
    for (const word of ['NamedByACaller', 'no-such-place', 'secret', person.id]) expect(text).not.toContain(word)
  })

  test('shows how long a transaction has been open', async ({ app, database }) => {
    const client = await database.pool.connect()
    await client.query('begin')
    await client.query('select pg_sleep(0.2)')
    const text = await (await scrape(app.url)).text()
    await client.query('rollback')
    client.release()
    const [, seconds] = /^longest_tx_seconds ([\d.]+)$/m.exec(text) ?? []
    expect(Number(seconds)).toBeGreaterThanOrEqual(0.2)
  })

  test('counts who is refused for want of rights', async ({ app, people }) => {
    const denied = async (code: string) =>
      Number(
        new RegExp(`authz_denied_total\\{code="${code}"\\} (\\d+)`).exec(await (await scrape(app.url)).text())?.[1] ??
          0,
      )
    const before = [await denied('UNAUTHENTICATED'), await denied('FORBIDDEN')]
    const rep = await people.make()
    await ask(app, null, '{ viewer { user { id } } }')
    await ask(app, rep, '{ auditLog { totalCount } }')
    await ask(app, rep, '{ viewer { user { id } } }')
    expect([await denied('UNAUTHENTICATED'), await denied('FORBIDDEN')]).toEqual(before.map((count) => count + 1))
  })
})
