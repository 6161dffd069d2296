import Big from 'big.js'

/** An exact decimal in canonical form: no exponent, no trailing zeros, no plus sign. `-0` is `0`. */
export type Decimal = string

export type CurrencyCode = string

export interface Money {
  readonly amount: Decimal
  readonly currency: CurrencyCode
}

// A constructor of our own: nobody else's settings reach our sums. Strict: a number, which is inexact, throws.
const Exact = Big()
Exact.strict = true

const decimalShape = /^-?(?:0|[1-9]\d{0,39})(?:\.\d{1,40})?$/

/** Reads a decimal as the API takes it: digits, one dot, no grouping, no exponent. Undefined when it is none. */
export function parseDecimal(text: string): Decimal | undefined {
  return decimalShape.test(text) ? canonical(new Exact(text)) : undefined
}

/** Without an exponent, without trailing zeros, and without the sign of a zero: that is how Big prints it. */
const canonical = (value: Big): Decimal => value.toFixed()

/** Exact sums and products of decimals. They throw on what is no decimal, and on a number. */
export const add = (a: Decimal, b: Decimal): Decimal => canonical(new Exact(a).plus(b))
export const subtract = (a: Decimal, b: Decimal): Decimal => canonical(new Exact(a).minus(b))
export const multiply = (a: Decimal, b: Decimal): Decimal => canonical(new Exact(a).times(b))
export const negate = (a: Decimal): Decimal => canonical(new Exact('0').minus(a))
export const compare = (a: Decimal, b: Decimal): -1 | 0 | 1 => new Exact(a).cmp(b)
export const sum = (values: readonly Decimal[]): Decimal => values.reduce(add, '0')

/** Digits after the point of a canonical decimal. */
export const fractionDigits = (a: Decimal): number => a.split('.')[1]?.length ?? 0

/** ISO 4217's minor digits where they are not two. VND has none: its smallest note is a thousand times more. */
const minorDigits: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((c) => [c, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((c) => [c, 3])),
  CLF: 4,
  UYW: 4,
}

const currencies: ReadonlySet<string> = new Set(
  `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF CLP CNY
  COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS
  INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
  MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
  SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYI UYU UYW UZS VED
  VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG`.split(/\s+/),
)

export const isCurrency = (code: string): boolean => currencies.has(code)
export const allCurrencies = (): readonly CurrencyCode[] => [...currencies]
export const minorDigitsOf = (currency: CurrencyCode): number => minorDigits[currency] ?? 2

/** Amounts are at least 0 and below this: 10^15. */
export const moneyLimit: Decimal = '1000000000000000'
