import { describe, expect, test } from 'vitest'
import { SignInAttempts } from './sign-in-attempts.ts'

function setUp() {
  const clock = { now: 1_000_000 }
  const attempts = new SignInAttempts(() => clock.now)
  const fail = (count: number, email: string, address = '10.0.0.1') =>
    Array.from({ length: count }, () => attempts.begin(email, address))
  return { clock, attempts, fail }
}

describe('failed sign-ins', () => {
  test('the sixth within a minute waits until the first is a minute old', () => {
    const { clock, attempts, fail } = setUp()
    expect(fail(5, 'an@example.test')).toEqual(Array(5).fill(null))
    clock.now += 20_000
    expect(attempts.begin('An@example.test ', '10.0.0.1')).toBe(40)
    clock.now += 40_000
    expect(attempts.begin('an@example.test', '10.0.0.1')).toBeNull()
  })

  test('waiting costs nothing: who comes too early does not wait longer', () => {
    const { clock, attempts, fail } = setUp()
    fail(5, 'an@example.test')
    fail(20, 'an@example.test')
    clock.now += 60_000
    expect(attempts.begin('an@example.test', '10.0.0.1')).toBeNull()
  })

  test('hold up neither others at the address nor the account elsewhere', () => {
    const { attempts, fail } = setUp()
    fail(6, 'an@example.test')
    expect(attempts.begin('binh@example.test', '10.0.0.1')).toBeNull()
    expect(attempts.begin('an@example.test', '10.0.0.2')).toBeNull()
  })

  test('are forgotten with a success', () => {
    const { attempts, fail } = setUp()
    fail(4, 'an@example.test')
    expect(attempts.begin('an@example.test', '10.0.0.1')).toBeNull()
    attempts.succeeded('an@example.test', '10.0.0.1')
    expect(fail(5, 'an@example.test')).toEqual(Array(5).fill(null))
  })

  test('one password on many accounts is held up by its address', () => {
    const { fail } = setUp()
    const waits = Array.from({ length: 61 }, (_, at) => fail(1, `person${at}@example.test`)[0])
    expect(waits.slice(0, 60)).toEqual(Array(60).fill(null))
    expect(waits[60]).toBe(60)
  })

  test('a busy office that signs in rightly is never held up', () => {
    const { attempts } = setUp()
    for (let person = 0; person < 200; person++) {
      expect(attempts.begin(`person${person}@example.test`, '10.0.0.1')).toBeNull()
      attempts.succeeded(`person${person}@example.test`, '10.0.0.1')
    }
  })
})
