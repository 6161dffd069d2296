import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import { makeSchema } from '../../src/http/schema.ts'
import { ask } from '../client.ts'
import { test, testEnv } from '../harness.ts'
import { sessionOf } from './demo.ts'
import { Asker, type Road } from './fuzz/asker.ts'
import { OperationMaker } from './fuzz/operations.ts'
import { Random } from './fuzz/random.ts'
import { Values } from './fuzz/values.ts'

/** `npm run test:conformance` asks for 10,000. FUZZ_SEED repeats a run that found something. */
const count = Number(process.env['FUZZ_OPERATIONS'] || 300)
const seed = Number(process.env['FUZZ_SEED'] || 20_261_125)
const atOnce = 4
const roads: readonly Road[] = ['http', 'http', 'stream', 'socket']
/** `MEKONG_LOG=warn` shows what lies behind a fault. */
const logs = Boolean(process.env['MEKONG_LOG'])

/** What no caller may ever bring about. */
const ours: ReadonlySet<unknown> = new Set(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE', 'TIMEOUT', undefined])

const accounts = ['admin', 'admin', 'manager', 'leader', 'an', 'chi', 'viewer']

async function idsIn({ services: { pool } }: App): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(`
    (select id from opportunity limit 30) union all (select id from stage limit 20) union all (select id from pipeline)
    union all (select id from company limit 10) union all (select id from contact limit 10)
    union all (select id from lost_reason limit 5) union all (select id from team limit 5)
    union all (select id from app_user where email like 'binh@%')`)
  const known = rows.map(({ id }) => id)
  const gone = [
    'opp_01h455vb4pex5vsknk084sn02q',
    'stg_01h455vb4pex5vsknk084sn02q',
    'opp_',
    'nothing',
    '\u0000',
    'x'.repeat(10_000),
  ]
  return [...known, ...gone]
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void // the flag above makes it

function heapUsed(): number {
  collect()
  return process.memoryUsage().heapUsed
}

describe('B11: operations made from the schema', () => {
  test(`${count} of them bring about no fault of ours`, { timeout: 30 * 60_000 }, async ({ database }) => {
    const app = await startApp({ databaseUrl: database.url, env: testEnv({ MEKONG_DEMO: '1' }), log: logs })
    const random = new Random(seed)
    const askers = await Promise.all(accounts.map((name) => Asker.signedIn(app, name)))
    const maker = new OperationMaker(makeSchema(), random, new Values(random, await idsIn(app)))
    const faults: string[] = []
    let answered = 0
    let heapEarly = 0

    const turn = async () => {
      const made = maker.make()
      const { status, result } = await random.pick(askers).ask(made, random.pick(roads))
      const codes = (result.errors ?? []).map(({ extensions }) => extensions?.['code'])
      if (codes.length === 0 && result.data) answered++
      if (status >= 500 || codes.some((code) => ours.has(code)))
        faults.push(JSON.stringify({ seed, status, errors: result.errors, ...made }))
    }

    const chain = async (share: number) => {
      for (let done = 0; done < share && faults.length < 20; done++) {
        await turn()
        if (done === Math.floor(share / 5)) heapEarly ||= heapUsed()
      }
    }
    await Promise.all(Array.from({ length: atOnce }, () => chain(Math.ceil(count / atOnce))))
    await Promise.all(askers.map((asker) => asker.leave()))

    expect(faults).toEqual([])
    expect(answered, 'too few operations got as far as an answer').toBeGreaterThan(count / 10)
    expect(await ask(app, await sessionOf(app, 'admin'), '{ viewer { user { id } } }')).not.toHaveProperty('errors')
    // What is kept is bounded; what grows with every operation would be far above this at 10,000.
    expect(heapUsed() - heapEarly).toBeLessThan(100_000_000)
    await app.close()
  })
})
