import { describe, expect, it } from 'vitest'
import { formatMoney, formatMoneyCompact, formatNumber, formatPercent, spellMoney } from './money.ts'
import { parseMoney } from './parse-money.ts'

const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('whole amounts', () => {
  it.each([
    ['1234567', 'VND', '1.234.567 ₫', '₫1,234,567'],
    ['0', 'VND', '0 ₫', '₫0'],
    ['999', 'VND', '999 ₫', '₫999'],
    ['1234.5', 'USD', '1.234,50 $', '$1,234.50'],
    ['10005534', 'USD', '10.005.534,00 $', '$10,005,534.00'],
    ['0.005', 'USD', '0,01 $', '$0.01'],
    ['1234567.5', 'VND', '1.234.568 ₫', '₫1,234,568'],
    ['999999999999999.99', 'USD', '999.999.999.999.999,99 $', '$999,999,999,999,999.99'],
    ['-1500', 'USD', '−1.500,00 $', '−$1,500.00'],
    ['1250.5', 'CHF', '1.250,50 CHF', 'CHF 1,250.50'],
    ['12.345', 'KWD', '12,345 KWD', 'KWD 12.345'],
  ])('%s %s', (amount, currency, vi, en) => {
    expect(plain(formatMoney(amount, currency, 'vi'))).toBe(vi)
    expect(plain(formatMoney(amount, currency, 'en'))).toBe(en)
  })

  it('leaves minor zeros and the sign out when asked', () => {
    expect(plain(formatMoney('10005534', 'USD', 'en', { minor: 'auto' }))).toBe('$10,005,534')
    expect(formatMoney('10.5', 'USD', 'en', { minor: 'auto' })).toBe('$10.50')
    expect(formatMoney('5600000000', 'VND', 'en', { symbol: false })).toBe('5,600,000,000')
  })

  it('refuses what is not a decimal, rather than print NaN', () => {
    expect(() => formatMoney('1e9', 'VND', 'vi')).toThrow('Not a decimal')
    expect(() => formatMoney('NaN', 'VND', 'vi')).toThrow('Not a decimal')
  })
})

describe('short amounts', () => {
  it.each([
    ['4250000000', 'VND', '4,25 tỷ', '₫4.25B'],
    ['6900000000', 'VND', '6,90 tỷ', '₫6.90B'],
    ['14200000000', 'VND', '14,20 tỷ', '₫14.20B'],
    ['850000000', 'VND', '850 tr', '₫850M'],
    ['1500000', 'VND', '1,5 tr', '₫1.5M'],
    ['12340000', 'VND', '12,3 tr', '₫12.3M'],
    ['999499999', 'VND', '999 tr', '₫999M'],
    ['999500000', 'VND', '1,00 tỷ', '₫1.00B'],
    ['123456000000', 'VND', '123,46 tỷ', '₫123.46B'],
    ['1234567000000', 'VND', '1.234,6 tỷ', '₫1,234.6B'],
    ['850000', 'VND', '850.000 ₫', '₫850,000'],
    ['0', 'VND', '0 ₫', '₫0'],
    ['10005534', 'USD', '10,01 tr $', '$10.01M'],
    ['950.5', 'USD', '950,50 $', '$950.50'],
  ])('%s %s', (amount, currency, vi, en) => {
    expect(plain(formatMoneyCompact(amount, currency, 'vi'))).toBe(vi)
    expect(plain(formatMoneyCompact(amount, currency, 'en'))).toBe(en)
  })

  it('can leave the sign out', () => {
    expect(formatMoneyCompact('850000000', 'VND', 'en', { symbol: false })).toBe('850M')
  })
})

describe('amounts as people type them', () => {
  it.each([
    ['4,25 tỷ', 'vi', 'VND', '4250000000'],
    ['4,25tỷ', 'vi', 'VND', '4250000000'],
    ['4.25 tỉ', 'vi', 'VND', '4250000000'],
    ['850tr', 'vi', 'VND', '850000000'],
    ['850 triệu', 'vi', 'VND', '850000000'],
    ['850 TRIỆU đồng', 'vi', 'VND', '850000000'],
    ['1 tỷ 250 triệu', 'vi', 'VND', '1250000000'],
    ['1 tỷ 250 triệu đồng', 'vi', 'VND', '1250000000'],
    ['1.234.567', 'vi', 'VND', '1234567'],
    ['1.234.567 ₫', 'vi', 'VND', '1234567'],
    ['1234567đ', 'vi', 'VND', '1234567'],
    ['1 234 567', 'vi', 'VND', '1234567'],
    ['500k', 'vi', 'VND', '500000'],
    ['1,234,567', 'vi', 'VND', '1234567'],
    ['1.234,5', 'vi', 'USD', '1234.5'],
    ['$1,234.50', 'en', 'USD', '1234.5'],
    ['1,234.5', 'en', 'USD', '1234.5'],
    ['4.25B', 'en', 'VND', '4250000000'],
    ['4.25 bn', 'en', 'VND', '4250000000'],
    ['850M', 'en', 'VND', '850000000'],
    ['007', 'en', 'USD', '7'],
    ['0', 'vi', 'VND', '0'],
    ['0,000001 tỷ', 'vi', 'VND', '1000'],
    ['999999999999999', 'vi', 'VND', '999999999999999'],
  ] as const)('%s (%s, %s)', (text, locale, currency, exact) => {
    expect(parseMoney(text, locale, currency)).toBe(exact)
  })

  it.each([
    ['', 'vi', 'VND'],
    ['   ', 'vi', 'VND'],
    ['abc', 'vi', 'VND'],
    ['-5', 'vi', 'VND'],
    ['NaN', 'en', 'USD'],
    ['1e9', 'en', 'USD'],
    ['1,000', 'vi', 'VND'],
    ['1.000', 'en', 'USD'],
    ['1.23.456', 'vi', 'VND'],
    ['1,5', 'vi', 'VND'],
    ['1.555', 'en', 'USD'],
    ['4 tỷ 2 tỷ', 'vi', 'VND'],
    ['2 triệu 4 tỷ', 'vi', 'VND'],
    ['12 bananas', 'en', 'USD'],
    ['1.2.3', 'en', 'USD'],
    ['0,0000000001 tỷ', 'vi', 'VND'],
    [',', 'vi', 'VND'],
  ] as const)('refuses “%s” (%s, %s)', (text, locale, currency) => {
    expect(parseMoney(text, locale, currency)).toBeNull()
  })

  it('reads back whatever it writes', () => {
    for (const amount of ['0', '7', '999', '1234567', '4250000000', '999999999999999']) {
      for (const locale of ['vi', 'en'] as const) {
        expect(parseMoney(formatMoney(amount, 'VND', locale), locale, 'VND')).toBe(amount)
      }
    }
    expect(parseMoney(formatMoney('1234.5', 'USD', 'vi'), 'vi', 'USD')).toBe('1234.5')
  })
})

describe('amounts in words', () => {
  it.each([
    ['1250000000', 'VND', '1 tỷ 250 triệu đồng', '1 billion 250 million dong'],
    ['1234567', 'VND', '1 triệu 234 nghìn 567 đồng', '1 million 234 thousand 567 dong'],
    ['1234000000000', 'VND', '1.234 tỷ đồng', '1,234 billion dong'],
    ['0', 'VND', '0 đồng', '0 dong'],
    ['1250.5', 'USD', '1 nghìn 250,50 đô la Mỹ', '1 thousand 250.50 US dollars'],
    ['500', 'CHF', '500 CHF', '500 CHF'],
  ])('%s %s', (amount, currency, vi, en) => {
    expect(spellMoney(amount, currency, 'vi')).toBe(vi)
    expect(spellMoney(amount, currency, 'en')).toBe(en)
  })
})

describe('plain numbers and shares', () => {
  it('groups by language and drops trailing zeros', () => {
    expect(formatNumber('1234567.50', 'vi')).toBe('1.234.567,5')
    expect(formatNumber('1234567.50', 'en')).toBe('1,234,567.5')
    expect(formatNumber('8800', 'vi')).toBe('8.800')
    expect(formatNumber('2.345', 'en', { digits: 2 })).toBe('2.35')
  })

  it.each([
    [0.43, 0, '43%'],
    [0.1, 0, '10%'],
    [1, 0, '100%'],
    [0, 0, '0%'],
    ['0.4333', 2, '43,33%'],
    ['0.5', 2, '50%'],
    [0.005, 0, '1%'],
    [0.0001, 2, '0,01%'],
  ])('%s with %s digits', (share, digits, text) => {
    expect(formatPercent(share, 'vi', digits)).toBe(text)
  })
})
