import { describe, expect, test } from 'vitest'
import { judge } from '../proof/suites.mjs'

/** @param {[status: string, name: string][]} tests @param {string} [status] */
const file = (tests, status = 'passed') => ({
  name: 'some.test.ts',
  status,
  assertionResults: tests.map(([outcome, fullName]) => ({ status: outcome, fullName })),
})
const report = (/** @type {object[]} */ ...testResults) => JSON.stringify({ testResults })

describe('the sum of a suite', () => {
  test('counts what passed and failed, and names what was skipped', () => {
    const tests = /** @type {[string, string][]} */ ([
      ['passed', 'a'],
      ['failed', 'b'],
      ['skipped', 'c'],
      ['todo', 'd'],
    ])
    expect(judge(1, report(file(tests, 'failed'), file([['passed', 'e']])))).toEqual({
      passed: 2,
      failed: 1,
      skipped: ['c', 'd'],
      faults: ['b: without a word'],
    })
  })

  test('says in a line why something failed, and not where', () => {
    const failure =
      '\u001B[31mAssertionError: expected 2 to be 3\n\nfor a reason\n    at file.ts:1:2\n    at more.ts:3:4'
    const failing = { status: 'failed', fullName: 'b', failureMessages: [failure, 'another'] }
    expect(judge(1, report({ name: 'some.test.ts', status: 'failed', assertionResults: [failing] }))).toMatchObject({
      failed: 1,
      faults: ['b: AssertionError: expected 2 to be 3 / for a reason'],
    })
  })

  test.each([
    ['a crash before the report', 'SIGKILL', undefined, 'the run ended early (SIGKILL)'],
    ['a file that does not load', 1, report(file([], 'failed')), 'some.test.ts did not run'],
    ['a beforeAll that fails', 1, report(file([['skipped', 'a']], 'failed')), 'some.test.ts did not run'],
    ['an error outside of the tests', 1, report(file([['passed', 'a']])), 'an error outside of the tests (1)'],
    ['nothing to run', 0, report(), 'there was nothing to run'],
    ['nothing but skipped tests', 0, report(file([['skipped', 'a']])), 'there was nothing to run'],
  ])('takes %s for a failure', (_what, ending, text, fault) => {
    expect(judge(ending, text)).toMatchObject({ failed: 1, faults: [fault] })
  })
})
