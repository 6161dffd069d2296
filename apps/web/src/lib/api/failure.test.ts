import { describe, expect, test } from 'vitest'
import { failureOf, failureOfErrors, failureOfStatus, isPassing, QueryFailed } from './failure.ts'

describe('why no answer came', () => {
  test.each([
    ['UNAUTHENTICATED', 'signed-out'],
    ['FORBIDDEN', 'forbidden'],
    ['NOT_FOUND', 'not-found'],
    ['THROTTLED', 'busy'],
    ['SERVICE_UNAVAILABLE', 'busy'],
    ['INTERNAL_SERVER_ERROR', 'unexpected'],
    ['SOMETHING_NEW', 'unexpected'],
  ])('%s is %s', (code, kind) => {
    const extensions = { code, requestId: 'req-1' }
    const failure = { kind, message: 'In my language.', requestId: 'req-1' }
    expect(failureOfErrors([{ message: 'In my language.', extensions }])).toEqual(failure)
    expect(failureOf(new QueryFailed(failureOfErrors([{ message: 'In my language.', extensions }])))).toEqual(failure)
  })

  test('a balancer’s answer is told by its status', () => {
    expect([401, 404, 429, 502, 503, 500].map((status) => failureOfStatus(status).kind)).toEqual([
      'signed-out',
      'not-found',
      'busy',
      'network',
      'busy',
      'unexpected',
    ])
  })

  test('what is no failed query is a fault of ours', () => {
    expect(failureOf(new TypeError('x is undefined')).kind).toBe('unexpected')
  })

  test('only what passes is worth another try', () => {
    const kinds = ['network', 'busy', 'signed-out', 'forbidden', 'not-found', 'unexpected'] as const
    const passing = kinds.filter((kind) => isPassing({ kind, message: null, requestId: null }))
    expect(passing).toEqual(['network', 'busy'])
  })
})
