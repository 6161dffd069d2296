import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbDecimal, arbMoney } from '../testing/index.ts'
import {
  add,
  allCurrencies,
  compare,
  fractionDigits,
  isCurrency,
  minorDigitsOf,
  multiply,
  negate,
  parseDecimal,
  subtract,
  sum,
  type Decimal,
} from './money.ts'

const scale = 12

/** The same number as an integer of 10^-12, reckoned without the code under test. */
function modelOf(decimal: Decimal): bigint {
  const negative = decimal.startsWith('-')
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.')
  const units = BigInt(whole + fraction.padEnd(scale, '0'))
  return negative ? -units : units
}

const canonicalShape = /^(?:0|-?(?:[1-9]\d*|0)(?:\.\d*[1-9])?)$/

const pair = fc.tuple(arbDecimal(), arbDecimal())

describe('reading a decimal', () => {
  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['12.50', '12.5'],
    ['-12.0', '-12'],
    ['0.0001', '0.0001'],
    ['0.00000000001', '0.00000000001'],
    ['1000000000000000', '1000000000000000'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
  ])('takes %s as %s', (text, canonical) => {
    expect(parseDecimal(text)).toBe(canonical)
  })

  it.each([
    '',
    ' ',
    '1,000',
    '1.',
    '.5',
    '+1',
    '1e5',
    '1E-7',
    'NaN',
    'Infinity',
    '0x10',
    '007',
    ' 1',
    '1\n',
    '1_000',
    '١',
    '--1',
    '9'.repeat(41),
  ])('refuses %j', (text) => {
    expect(parseDecimal(text)).toBeUndefined()
  })

  it('gives back what was printed', () => {
    fc.assert(
      fc.property(arbDecimal(), (a) => {
        expect(parseDecimal(a)).toBe(a)
      }),
    )
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseDecimal(text) ?? '0').toMatch(canonicalShape)
      }),
    )
  })
})

describe('reckoning', () => {
  it('is exact, against integers', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(modelOf(add(a, b))).toBe(modelOf(a) + modelOf(b))
        expect(modelOf(subtract(a, b))).toBe(modelOf(a) - modelOf(b))
        expect(modelOf(multiply(a, b))).toBe((modelOf(a) * modelOf(b)) / 10n ** BigInt(scale))
        expect(compare(a, b)).toBe(modelOf(a) < modelOf(b) ? -1 : modelOf(a) > modelOf(b) ? 1 : 0)
      }),
    )
  })

  it('stays canonical', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        for (const result of [add(a, b), subtract(a, b), multiply(a, b), negate(a)])
          expect(result).toMatch(canonicalShape)
      }),
    )
  })

  it('keeps the laws of sums and products', () => {
    fc.assert(
      fc.property(arbDecimal(), arbDecimal(), arbDecimal(), (a, b, c) => {
        expect(add(a, b)).toBe(add(b, a))
        expect(add(add(a, b), c)).toBe(add(a, add(b, c)))
        expect(multiply(a, b)).toBe(multiply(b, a))
        expect(multiply(a, add(b, c))).toBe(add(multiply(a, b), multiply(a, c)))
        expect(add(a, '0')).toBe(a)
        expect(multiply(a, '1')).toBe(a)
        expect(add(a, negate(a))).toBe('0')
        expect(subtract(a, b)).toBe(add(a, negate(b)))
      }),
    )
  })

  it('sums in any order', () => {
    fc.assert(
      fc.property(fc.array(arbDecimal()), (all) => {
        expect(sum(all)).toBe(sum(all.toReversed()))
      }),
    )
    expect(sum([])).toBe('0')
    expect(sum(Array.from({ length: 10 }, () => '0.1'))).toBe('1')
  })

  it('never takes a float or what is no decimal', () => {
    // @ts-expect-error a number is inexact
    expect(() => add(0.1, '0.2')).toThrow()
    expect(() => add('NaN', '1')).toThrow()
    expect(() => multiply('1,000', '1')).toThrow()
  })
})

describe('currencies', () => {
  it.each([
    ['VND', 0],
    ['JPY', 0],
    ['KRW', 0],
    ['USD', 2],
    ['EUR', 2],
    ['HUF', 2],
    ['KWD', 3],
    ['CLF', 4],
  ])('%s has %i minor digits', (currency, digits) => {
    expect(isCurrency(currency)).toBe(true)
    expect(minorDigitsOf(currency)).toBe(digits)
  })

  it.each(['', 'usd', 'XXX', 'ABC', 'US', 'USDT', 'toString'])('%j is none', (code) => {
    expect(isCurrency(code)).toBe(false)
  })

  it('are listed once, in order', () => {
    const all = allCurrencies()
    expect(all).toEqual([...new Set(all)].toSorted())
    expect(all.length).toBeGreaterThan(150)
  })

  it('hold amounts of no more than their digits', () => {
    fc.assert(
      fc.property(arbMoney, ({ amount, currency }) => {
        expect(fractionDigits(amount)).toBeLessThanOrEqual(minorDigitsOf(currency))
      }),
    )
  })
})
