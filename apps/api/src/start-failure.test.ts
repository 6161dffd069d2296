import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { inject, describe, expect, test } from 'vitest'
import pg from 'pg'
import { readEnv } from './env.ts'
import { explainStartFailure } from './start-failure.ts'

const failureOf = (act: Promise<unknown>) =>
  act.then(
    () => expect.unreachable('it did not fail'),
    (error: unknown) => error,
  )

const listen = async (port: number, host: string) => {
  const server = createServer().listen(port, host)
  await once(server, 'listening')
  return server
}

const connect = (connectionString: string) => new pg.Client({ connectionString }).connect()

describe('listening', () => {
  test('a port that is taken', async () => {
    const other = await listen(0, '127.0.0.1')
    const { port } = other.address() as AddressInfo // a server on a port has no other kind of address
    const failure = await failureOf(listen(port, '127.0.0.1'))
    expect(explainStartFailure(failure, readEnv({ PORT: String(port) }))).toBe(
      `Port ${port} of 127.0.0.1 is taken by another program: end that one, or set PORT to a free one.`,
    )
    other.close()
  })

  test.each([
    ['192.0.2.1', 'HOST 192.0.2.1 is not an address of this machine.'],
    ['nowhere.invalid', 'HOST nowhere.invalid is not a name that this machine knows.'],
  ])('on %s', async (HOST, sentence) => {
    const failure = await failureOf(listen(0, HOST))
    expect(explainStartFailure(failure, readEnv({ HOST }))).toBe(sentence)
  })
})

describe('the database', () => {
  const explain = async (DATABASE_URL: string) =>
    explainStartFailure(await failureOf(connect(DATABASE_URL)), readEnv({ DATABASE_URL }))

  test('out of reach, told without the password', async () => {
    expect(await explain('postgresql://mekong:secret@127.0.0.1:1/sales')).toBe(
      'The database of DATABASE_URL (127.0.0.1:1/sales) cannot be reached (ECONNREFUSED).',
    )
    expect(await explain('postgresql://mekong@nowhere.invalid/sales')).toMatch(
      /^The database of DATABASE_URL \(nowhere\.invalid\/sales\) cannot be reached \(E\w+\)\.$/,
    )
  })

  test('not there', async () => {
    const url = new URL(inject('adminUrl'))
    url.pathname = '/no_such_database'
    expect(await explain(url.href)).toMatch(/refuses us: database "no_such_database" does not exist\.$/)
  })
})

test('a defect of ours keeps its stack', () => {
  const env = readEnv({ DATABASE_URL: 'postgresql://db/mekong' })
  expect(explainStartFailure(new TypeError('x is not a function'), env)).toBeUndefined()
  const failedMigration = Object.assign(new Error('relation "x" does not exist'), { code: '42P01' })
  expect(explainStartFailure(failedMigration, env)).toBeUndefined()
})
