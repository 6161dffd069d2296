import { describe, expect, vi } from 'vitest'
import { startApp } from '../../src/app.ts'
import { ask } from '../client.ts'
import { test, testEnv } from '../harness.ts'
import { aLostReason } from '../rows.ts'

describe('an operation that takes too long', () => {
  test('is answered by TIMEOUT, paid in full, and ended in the database', async ({ people, database }) => {
    const env = testEnv({ MEKONG_LIMITS: '{"executionMs": 500}' })
    const hasty = await startApp({ databaseUrl: database.url, env, log: false })
    try {
      const rep = await people.make()
      await aLostReason(database.pool)
      await database.pool.query(`
        alter table lost_reason rename to lost_reason_rows;
        create view lost_reason as select * from lost_reason_rows where pg_sleep(600) is not null`)
      const { errors, extensions } = await ask(hasty, rep, '{ lostReasons { nodes { name } } }')
      expect(errors).toMatchObject([{ extensions: { code: 'TIMEOUT', requestId: expect.any(String) } }])
      expect(extensions).toMatchObject({ cost: { requested: 21, actual: 21 } })
      const asleep = async () => {
        const { rows } = await database.pool.query(
          `select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`,
        )
        return rows.length
      }
      await vi.waitUntil(async () => (await asleep()) === 0, { timeout: 10_000, interval: 50 })
    } finally {
      await hasty.close()
    }
  })
})
