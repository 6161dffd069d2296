import { describe, expect } from 'vitest'
import { startApp } from '../../src/app.ts'
import { SignInAttempts, type Attempt } from '../../src/http/sign-in-attempts.ts'
import { secretHash } from '../../src/data/secret-hash.ts'
import { test, testEnv } from '../harness.ts'
import { signIn } from '../people.ts'
import { expectWordsForRefusals } from '../audit/refusal-words.ts'

const password = 'a sentence to remember'

const attempt = (subject: string | null, address = '203.0.113.7'): Attempt => ({ kind: 'password', subject, address })

/** As if so much time had passed. */
const passing = (interval: string) => `update sign_in_attempt set window_from = window_from - interval '${interval}',
  blocked_until = blocked_until - interval '${interval}'`

describe('A18: guessing', () => {
  test('is held up longer each time, and never for good', async ({ app, database: { pool } }) => {
    const { attempts } = app.services
    const waits: (number | null)[] = []
    for (let round = 0; round < 6; round++) {
      for (let guess = 0; guess < 5; guess++) expect(await attempts.begin(attempt('longer@example.test'))).toBeNull()
      const wait = await attempts.begin(attempt('longer@example.test'))
      waits.push(wait)
      await pool.query(passing(`${wait} seconds`))
    }
    const minutes = waits.map((wait) => Math.round((wait ?? 0) / 60))
    expect(minutes).toEqual([1, 2, 4, 8, 15, 15])
    await pool.query(passing('2 hours'))
    for (let guess = 0; guess < 5; guess++) expect(await attempts.begin(attempt('longer@example.test'))).toBeNull()
    expect(await attempts.begin(attempt('longer@example.test'))).toBeLessThanOrEqual(60)
  })

  test('counts on all nodes together', async ({ app, people, database }) => {
    await people.make({ email: 'nodes@example.test', password })
    const other = await startApp({ databaseUrl: database.url, env: testEnv(), log: false })
    const statuses: number[] = []
    for (let guess = 0; guess < 6; guess++)
      statuses.push((await signIn(guess % 2 ? app : other, 'nodes@example.test', `wrong password ${guess}`)).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    expect((await signIn(other, 'nodes@example.test', password)).status).toBe(429)
    await other.close()
  })

  test('is told in the audit, the waits too: once each, however often somebody tries', async ({
    app,
    people,
    database: { pool },
  }) => {
    const { id } = await people.make({ email: 'told@example.test', password })
    const statuses: number[] = []
    for (let guess = 0; guess < 9; guess++)
      statuses.push((await signIn(app, guess % 2 ? 'told@example.test' : 'Told@Example.test', `wrong ${guess}`)).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429, 429])
    const entries = `select refusal, actor_id, address from audit_entry where subject_id = $1 order by at, id`
    const failed = { refusal: 'INVALID_EMAIL_OR_PASSWORD', actor_id: null, address: '127.0.0.1' }
    const heldUp = { ...failed, refusal: 'THROTTLED' }
    expect((await pool.query(entries, [id])).rows).toEqual([...Array(5).fill(failed), heldUp])
    await expectWordsForRefusals(pool)
  })

  test('one password on many accounts is held up by its address, others are not', async ({ app }) => {
    const { attempts } = app.services
    const answers: (number | null)[] = []
    for (let account = 0; account < 200; account++)
      answers.push(await attempts.begin(attempt(`account${account}@example.test`, '198.51.100.1')))
    expect(answers.filter((wait) => wait === null)).toHaveLength(60)
    expect(await attempts.begin(attempt('account1@example.test', '198.51.100.2'))).toBeNull()
  })

  test('an address of the same IPv6 network is the same address', async ({ app }) => {
    const { attempts } = app.services
    for (let guess = 0; guess < 5; guess++)
      expect(await attempts.begin(attempt('six@example.test', `2001:db8:0:1::${guess + 1}`))).toBeNull()
    expect(await attempts.begin(attempt('six@example.test', '2001:db8:0:1:ffff::9'))).not.toBeNull()
    expect(await attempts.begin(attempt('six@example.test', '2001:db8:0:2::1'))).toBeNull()
  })

  test('the right password begins anew, and keeps no name of anybody', async ({ app, database: { pool } }) => {
    const attempts = new SignInAttempts(pool, () => {})
    const mine = attempt('right@example.test', '198.51.100.9')
    for (let time = 0; time < 12; time++) {
      expect(await attempts.begin(mine)).toBeNull()
      if (time % 4 === 3) await attempts.succeeded(mine)
    }
    const { rows } = await pool.query('select name from sign_in_attempt')
    expect(rows.every(({ name }) => /^[0-9a-f]{64}$/.test(name))).toBe(true)
    expect(rows.map(({ name }) => name)).toContain(secretHash('password 198.51.100.9'))
    expect(app.url).toBeDefined()
  })

  test('takes as long for unknown people as for known ones', async ({ app, people, database: { pool } }) => {
    await people.make({ email: 'timed@example.test', password })
    await pool.query('delete from sign_in_attempt')
    const times = { known: [] as number[], unknown: [] as number[] }
    for (let round = 0; round < 4; round++)
      for (const who of ['known', 'unknown'] as const) {
        const begun = performance.now()
        await signIn(app, who === 'known' ? 'timed@example.test' : 'stranger@example.test', 'wrong password')
        times[who].push(performance.now() - begun)
      }
    const best = (list: number[]) => Math.min(...list)
    // Both hash a password, which takes tens of milliseconds; without it an answer would take two or three.
    expect(best(times.unknown)).toBeGreaterThan(best(times.known) / 2)
    expect(best(times.known)).toBeGreaterThan(best(times.unknown) / 2)
  })
})
