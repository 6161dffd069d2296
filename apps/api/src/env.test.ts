import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { InvalidEnvironment, readEnv } from './env.ts'

const repository = resolve(import.meta.dirname, '../../..')

/** The sentences of a refusal, one a line. */
const faults = (source: Record<string, string>) => {
  try {
    readEnv(source)
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error.message.split('\n')
    throw error
  }
  return []
}

describe('readEnv', () => {
  test('has a default for everything', () => {
    expect(readEnv({})).toEqual({
      NODE_ENV: 'development',
      PORT: 4000,
      HOST: '127.0.0.1',
      MEKONG_DATA_DIR: join(repository, '.data'),
      MEKONG_DEMO: true,
      MEKONG_OIDC: null,
      MEKONG_ORIGINS: [],
      MEKONG_TRUSTED_PROXIES: [],
      MEKONG_DRAIN_SECONDS: 0,
      MEKONG_LOG: 'warn',
      MEKONG_LIMITS: {
        tokens: 4000,
        aliases: 50,
        depth: 16,
        directives: 30,
        operations: 10,
        validationErrors: 5,
        bodyBytes: 262_144,
        messageBytes: 131_072,
        requestMs: 20_000,
        operationsPerSocket: 50,
        socketsPerCaller: 20,
        initMs: 3_000,
        connectionMs: 43_200_000,
        executionMs: 10_000,
        cost: 10_000,
        bucketPoints: 10_000,
        pointsPerSecond: 1_000,
      },
    })
  })

  test('takes an empty variable for one that is not given', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '', MEKONG_LIMITS: '', MEKONG_ORIGINS: '', MEKONG_DEMO: '' })).toEqual(
      readEnv({}),
    )
  })

  test('reads what is given', () => {
    const env = readEnv({
      PORT: '0',
      DATABASE_URL: 'postgresql://mekong:secret@db/mekong',
      MEKONG_URL: 'https://crm.example.com/',
      MEKONG_ORIGINS: 'https://a.example.com, http://localhost:5173',
      MEKONG_TRUSTED_PROXIES: '10.0.0.0/8,::1',
      MEKONG_LIMITS: '{"depth": 20}',
      MEKONG_DATA_DIR: 'elsewhere',
    })
    expect(env).toMatchObject({
      PORT: 0,
      DATABASE_URL: 'postgresql://mekong:secret@db/mekong',
      MEKONG_URL: 'https://crm.example.com',
      MEKONG_ORIGINS: ['https://a.example.com', 'http://localhost:5173'],
      MEKONG_TRUSTED_PROXIES: ['10.0.0.0/8', '::1'],
      MEKONG_DATA_DIR: join(repository, 'elsewhere'),
    })
    expect(env.MEKONG_LIMITS).toEqual({ ...readEnv({}).MEKONG_LIMITS, depth: 20 })
  })

  test.each([
    [{}, true],
    [{ NODE_ENV: 'production' }, false],
    [{ NODE_ENV: 'production', MEKONG_DEMO: '1' }, true],
    [{ MEKONG_DEMO: '0' }, false],
  ])('%o makes the demo organisation: %s', (source, isMade) => {
    expect(readEnv(source).MEKONG_DEMO).toBe(isMade)
  })

  test.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '4e3'],
    ['HOST', 'two hosts'],
    ['DATABASE_URL', 'mysql://localhost/mekong'],
    ['DATABASE_URL', 'localhost'],
    ['MEKONG_DEMO', 'yes'],
    ['MEKONG_URL', 'crm.example.com'],
    ['MEKONG_URL', 'https://example.com/crm'],
    ['MEKONG_ORIGINS', '*'],
    ['MEKONG_ORIGINS', 'https://a.example.com,'],
    ['MEKONG_ORIGINS', 'https://a.example.com/'],
    ['MEKONG_TRUSTED_PROXIES', 'proxy.internal'],
    ['MEKONG_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['MEKONG_DRAIN_SECONDS', '1.5'],
    ['MEKONG_LOG', 'loud'],
    ['MEKONG_METRICS_TOKEN', 'short'],
    ['MEKONG_METRICS_TOKEN', 'two words, one token'],
    ['REDIS_URL', 'localhost:6379'],
    ['SMTP_URL', 'mail.example.com'],
    ['SMTP_URL', 'https://mail.example.com'],
    ['MEKONG_MAIL_FROM', 'nobody'],
    ['MEKONG_MAIL_FROM', 'Mekong <a@b>, <c@d>'],
    ['MEKONG_OIDC_ISSUER', 'login.example.com'],
    ['REDIS_URL', 'http://localhost:6379'],
    ['MEKONG_LIMITS', 'depth=20'],
    ['MEKONG_LIMITS', '[20]'],
    ['MEKONG_LIMITS', '{"depth": 0}'],
    ['MEKONG_LIMITS', '{"depth": "20"}'],
    ['MEKONG_LIMITS', '{"deepness": 20}'],
    ['NODE_ENV', 'staging'],
  ])('refuses %s=%s in one sentence that names it', (name, value) => {
    const sentences = faults({ [name]: value })
    expect(sentences).toHaveLength(1)
    expect(sentences[0]).toMatch(new RegExp(`^${name} .+\\.$`))
  })

  test('names an unknown limit', () => {
    expect(faults({ MEKONG_LIMITS: '{"constructor": 20}' })).toEqual([
      'MEKONG_LIMITS knows no limit "constructor", only tokens, aliases, depth, directives, operations, validationErrors, bodyBytes, messageBytes, requestMs, operationsPerSocket, socketsPerCaller, initMs, connectionMs, executionMs, cost, bucketPoints, pointsPerSecond.',
    ])
  })

  test('wants all that belongs to a provider, or nothing', () => {
    expect(() => readEnv({ MEKONG_OIDC_ISSUER: 'https://login.example.com' })).toThrow(
      /^MEKONG_OIDC_CLIENT_ID must be given as well.*\nMEKONG_OIDC_CLIENT_SECRET must be given as well/,
    )
  })

  test('tells all faults together', () => {
    expect(faults({ PORT: 'x', MEKONG_DEMO: '2', MEKONG_LIMITS: '{"a": 1, "depth": -1}' })).toHaveLength(4)
  })

  test('does not repeat a value, which may be a password', () => {
    expect(faults({ DATABASE_URL: 'mysql://mekong:secret@db' }).join()).not.toContain('secret')
  })
})
