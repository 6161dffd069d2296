import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Client } from 'graphql-ws'
import { describe, expect } from 'vitest'
import { startApp, type App } from '../../src/app.ts'
import { makeSchema } from '../../src/http/schema.ts'
import { askByStream, askOver, ask, post, socketClient, type Result } from '../client.ts'
import { test, testEnv } from '../harness.ts'
import type { Credentials } from '../people.ts'
import { sessionOf } from './demo.ts'
import { OperationMaker, type MadeOperation } from './fuzz/operations.ts'
import { Random } from './fuzz/random.ts'
import { Values } from './fuzz/values.ts'

/** `npm run test:conformance` asks for 10,000. FUZZ_SEED repeats a run that found something. */
const count = Number(process.env['FUZZ_OPERATIONS'] || 300)
const seed = Number(process.env['FUZZ_SEED'] || 20_261_125)
const atOnce = 4
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

interface Answer {
  readonly status: number
  readonly result: Result<unknown>
}

type Road = (made: MadeOperation) => Promise<Answer>

const byRefusing: Road = () => Promise.reject(new Error('There is no such road.'))

/** Subscriptions run in streams, and are left after their first message. */
async function byStream(app: App, credentials: Credentials, made: MadeOperation): Promise<Answer> {
  if (made.kind !== 'subscription') {
    const { status, results } = await askByStream(app, { credentials }, made)
    return { status, result: results[0] ?? {} }
  }
  const leave = new AbortController()
  const response = await fetch(`${app.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...credentials },
    body: JSON.stringify(made),
    signal: leave.signal,
  })
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  if (!isStream) return { status: response.status, result: (await response.json()) as Result<unknown> }
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString()
    if (/^event: (next|complete)\ndata:.*\n\n/m.test(text)) break
  }
  leave.abort()
  const [, data] = /^event: next\ndata: (.*)$/m.exec(text) ?? []
  return { status: response.status, result: data ? (JSON.parse(data) as Result<unknown>) : {} }
}

/** A message that is none, or far too long, ends its socket: that is the protocol, and the next one opens another. */
const rightlyClosed: ReadonlySet<unknown> = new Set([4400, 4401, 1009])

async function bySocket(client: Client, { query, variables }: MadeOperation): Promise<Answer> {
  try {
    return { status: 200, result: await askOver(client, query, { variables }) }
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
    return { status: rightlyClosed.has(code) ? 200 : 599, result: {} }
  }
}

async function byPost(app: App, credentials: Credentials, made: MadeOperation): Promise<Answer> {
  const response = await post(app, { credentials }, made)
  return { status: response.status, result: (await response.json()) as Result<unknown> }
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
    const sessions = await Promise.all(accounts.map((name) => sessionOf(app, name)))
    const askers = sessions.map(({ credentials }) => credentials)
    const sockets = askers.map((credentials) => socketClient(app, { credentials }))
    const maker = new OperationMaker(makeSchema(), random, new Values(random, await idsIn(app)))
    const faults: string[] = []
    let answered = 0
    let heapEarly = 0

    const turn = async () => {
      const who = random.below(askers.length)
      const credentials = askers[who] ?? {}
      const client = sockets[who]
      const made = maker.make()
      const roads: Road[] = [
        (one) => byPost(app, credentials, one),
        (one) => byStream(app, credentials, one),
        (one) => (client ? bySocket(client, one) : byRefusing(one)),
      ]
      const at = made.kind === 'subscription' ? 1 : random.pick([0, 0, 1, 2])
      const { status, result } = await (roads[at] ?? byRefusing)(made)
      const codes = (result.errors ?? []).map(({ extensions }) => extensions?.['code'])
      if (codes.length === 0 && result.data) answered++
      if (status >= 500 || codes.some((code) => ours.has(code)))
        faults.push(JSON.stringify({ seed, who, status, errors: result.errors, ...made }))
    }

    const chain = async (share: number) => {
      for (let done = 0; done < share && faults.length < 20; done++) {
        await turn()
        if (done === Math.floor(share / 5)) heapEarly ||= heapUsed()
      }
    }
    await Promise.all(Array.from({ length: atOnce }, () => chain(Math.ceil(count / atOnce))))
    await Promise.all(sockets.map((client) => client.dispose()))

    expect(faults).toEqual([])
    expect(answered, 'too few operations got as far as an answer').toBeGreaterThan(count / 10)
    const [administrator] = askers
    const after = await ask(app, administrator ? { credentials: administrator } : null, '{ viewer { user { id } } }')
    expect(after.errors).toBeUndefined()
    // What is kept is bounded; what grows with every operation would be far above this at 10,000.
    expect(heapUsed() - heapEarly).toBeLessThan(100_000_000)
    await app.close()
  })
})
