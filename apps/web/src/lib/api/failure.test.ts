import { CombinedGraphQLErrors } from '@apollo/client/errors'
import { describe, expect, test } from 'vitest'
import { failureOf, failureOfErrors, isPassing } from './failure.ts'

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
    expect(failureOf(new CombinedGraphQLErrors({ errors: [{ message: 'In my language.', extensions }] }))).toEqual(
      failure,
    )
  })

  test('what is no answer at all is the network', () => {
    expect(failureOf(new TypeError('Failed to fetch'))).toEqual({ kind: 'network', message: null, requestId: null })
  })

  test('only what passes is worth another try', () => {
    const kinds = ['network', 'busy', 'signed-out', 'forbidden', 'not-found', 'unexpected'] as const
    const passing = kinds.filter((kind) => isPassing({ kind, message: null, requestId: null }))
    expect(passing).toEqual(['network', 'busy'])
  })
})
