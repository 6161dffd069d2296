import { describe, expect } from 'vitest'
import { startApp } from '../../src/app.ts'
import { test, testEnv } from '../harness.ts'

const ready = async (url: string) => {
  const response = await fetch(`${url}/readyz`)
  return { status: response.status, ...((await response.json()) as { checks: Record<string, boolean> }) }
}

describe('health', () => {
  test('alive and ready', async ({ app }) => {
    expect(await (await fetch(`${app.url}/livez`)).text()).toBe('ok')
    expect(await ready(app.url)).toEqual({
      status: 200,
      ready: true,
      checks: { accepting: true, database: true, migrations: true, feed: true },
    })
  })

  test('not ready on a schema of another age, and alive all the same', async ({ app, database }) => {
    await database.pool.query(`update migrations set name = name || '-gone'`)
    expect(await ready(app.url)).toMatchObject({ status: 503, checks: { database: true, migrations: false } })
    expect((await fetch(`${app.url}/livez`)).status).toBe(200)
    await database.pool.query(`update migrations set name = replace(name, '-gone', '')`)
    expect(await ready(app.url)).toMatchObject({ status: 200 })
  })

  test('not ready without its database, and ready again with it', async ({ app, database }) => {
    await database.letIn(false)
    await expect
      .poll(() => ready(app.url), { timeout: 10_000 })
      .toMatchObject({
        status: 503,
        checks: { database: false },
      })
    expect((await fetch(`${app.url}/livez`)).status).toBe(200)
    await database.letIn(true)
    await expect.poll(() => ready(app.url), { timeout: 10_000 }).toMatchObject({ status: 200 })
  })
})

describe('stopping', () => {
  test('a node that drains says so before it stops listening', async ({ database }) => {
    const env = testEnv({ MEKONG_DRAIN_SECONDS: '1' })
    const app = await startApp({ databaseUrl: database.url, env, log: false })
    const closing = app.close()
    expect(await ready(app.url)).toMatchObject({ status: 503, checks: { accepting: false } })
    expect((await fetch(`${app.url}/livez`)).status).toBe(200)
    await closing
    await expect(fetch(`${app.url}/livez`)).rejects.toThrow()
  })

  test('without draining it stops at once', async ({ database }) => {
    const app = await startApp({ databaseUrl: database.url, env: testEnv(), log: false })
    await fetch(`${app.url}/livez`)
    const began = performance.now()
    await app.close()
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  test('an operation that runs is answered first', async ({ people, database }) => {
    await database.pool.query(`
      create function nap() returns trigger language plpgsql as $$ begin perform pg_sleep(0.5); return new; end $$;
      create trigger nap before insert on api_key for each row when (new.name = 'nap') execute function nap();
    `)
    const person = await people.make()
    const app = await startApp({ databaseUrl: database.url, env: testEnv(), log: false })
    const asked = fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...person.credentials },
      body: JSON.stringify({
        query: 'mutation { createApiKey(input: { name: "nap", scopes: [ADMIN] }) { secret userErrors { code } } }',
      }),
    })
    const isAsleep = async () =>
      (await database.pool.query(`select 1 from pg_stat_activity where wait_event = 'PgSleep'`)).rows.length > 0
    await expect.poll(isAsleep, { timeout: 5_000, interval: 10 }).toBe(true)
    await app.close()
    expect(await (await asked).json()).toMatchObject({ data: { createApiKey: { userErrors: [] } } })
  })
})
