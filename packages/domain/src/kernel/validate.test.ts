import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbMoney } from '../testing/index.ts'
import { amountOf, dayOf, optionalText, probabilityOf, requiredText } from './validate.ts'

const rules = (faults: readonly { rule: string; field: readonly string[] }[]) =>
  faults.map(({ rule, field }) => `${rule} ${field.join('.')}`)

describe('texts', () => {
  it.each([
    ['a', []],
    ['x'.repeat(10), []],
    ['🏗'.repeat(10), []],
    ['x'.repeat(11), ['tooLong title']],
    ['', ['blank title']],
    [' \t\u00a0', ['blank title']],
    [null, ['required title']],
    ['a\0', ['notStorable title']],
    ['\ud800', ['notStorable title']],
  ])('required %j: %j', (text, expected) => {
    expect(rules(requiredText(text, 10, ['title']))).toEqual(expected)
  })

  it('optional ones may be empty', () => {
    expect([undefined, null, '', ' '].flatMap((text) => optionalText(text, 10, ['note']))).toEqual([])
    expect(optionalText('x'.repeat(11), 10, ['note'])).toEqual([
      { code: 'INVALID', rule: 'tooLong', field: ['note'], params: { max: 10 } },
    ])
  })
})

describe('amounts', () => {
  it.each([
    ['0', 'VND', []],
    ['999999999999999', 'VND', []],
    ['999999999999999.99', 'USD', []],
    ['1.50', 'USD', []],
    ['1.500', 'USD', []],
    ['1.0', 'VND', []],
    ['1000000000000000', 'VND', ['moneyRange amount.amount']],
    ['-1', 'VND', ['moneyRange amount.amount']],
    ['-0', 'VND', []],
    ['1,000', 'VND', ['notDecimal amount.amount']],
    ['NaN', 'VND', ['notDecimal amount.amount']],
    ['1e309', 'VND', ['notDecimal amount.amount']],
    ['', 'VND', ['notDecimal amount.amount']],
    ['0.5', 'VND', ['moneyDigits amount.amount']],
    ['0.005', 'USD', ['moneyDigits amount.amount']],
    ['0.005', 'KWD', []],
    ['1', 'XXX', ['unknownCurrency amount.currency']],
  ])('%s %s: %j', (amount, currency, expected) => {
    expect(rules(amountOf(amount, currency, ['amount']))).toEqual(expected)
  })

  it('takes all money', () => {
    fc.assert(
      fc.property(arbMoney, ({ amount, currency }) => {
        expect(amountOf(amount, currency, [])).toEqual([])
      }),
    )
  })

  it('does not repeat a long currency', () => {
    expect(amountOf('1', 'X'.repeat(1_000), [])[0]?.params).toEqual({ currency: 'X'.repeat(20) })
  })
})

it.each([
  ['0', true],
  ['1', true],
  ['0.1234', true],
  ['0.12340', true],
  ['0.12345', false],
  ['1.0001', false],
  ['-0.1', false],
  ['50%', false],
  ['', false],
])('probability %j: %s', (value, fits) => {
  expect(probabilityOf(value, ['probability']).length === 0).toBe(fits)
})

it('days are of the calendar', () => {
  expect(rules(dayOf('2026-02-30', ['expectedCloseDate']))).toEqual(['notDay expectedCloseDate'])
  expect(dayOf('2026-02-28', [])).toEqual([])
})
