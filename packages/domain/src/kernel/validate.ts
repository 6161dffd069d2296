import { isDay } from './clock.ts'
import { invalid, type Fault } from './fault.ts'
import { compare, fractionDigits, isCurrency, minorDigitsOf, moneyLimit, parseDecimal, type Decimal } from './money.ts'
import { isStorable, lengthOf } from './text.ts'

/** The longest texts, in characters. Titles fit a heading, descriptions a long letter. */
export const limits = {
  title: 500,
  name: 200,
  description: 50_000,
  note: 5_000,
  word: 100,
  externalId: 200,
  tags: 50,
  address: 1_000,
  email: 254,
} as const

/** A text that must say something. */
export function requiredText(text: string | null, max: number, field: readonly string[]): Fault[] {
  if (text === null) return [invalid('required', field)]
  if (text.trim() === '') return [invalid('blank', field)]
  return optionalText(text, max, field)
}

export function optionalText(text: string | null | undefined, max: number, field: readonly string[]): Fault[] {
  if (text === null || text === undefined) return []
  if (!isStorable(text)) return [invalid('notStorable', field)]
  if (lengthOf(text) > max) return [invalid('tooLong', field, { max })]
  return []
}

const emailShape = /^[^\s@<>()",;:\\]{1,64}@[^\s@.<>()",;:\\]+(?:\.[^\s@.<>()",;:\\]+)+$/

/** An address as people write it: one @, a dotted domain, no spaces. Whether mail gets there only mail can tell. */
export function emailFaults(text: string, field: readonly string[]): Fault[] {
  const storable = requiredText(text, limits.email, field)
  if (storable.length > 0) return storable
  return emailShape.test(text) ? [] : [invalid('notEmail', field)]
}

export const currencyOf = (code: string, field: readonly string[]): Fault[] =>
  isCurrency(code) ? [] : [invalid('unknownCurrency', field, { currency: code.slice(0, 20) })]

/** An amount of money in a currency: 0 to 10^15 exclusive, at most the currency's minor digits. `field` is the money's. */
export function amountOf(amount: string, currency: string, field: readonly string[]): Fault[] {
  const unknown = currencyOf(currency, [...field, 'currency'])
  if (unknown.length > 0) return unknown
  const path = [...field, 'amount']
  const value = parseDecimal(amount)
  if (value === undefined) return [invalid('notDecimal', path)]
  if (compare(value, '0') < 0 || compare(value, moneyLimit) >= 0) return [invalid('moneyRange', path)]
  const digits = minorDigitsOf(currency)
  if (fractionDigits(value) > digits) return [invalid('moneyDigits', path, { digits, currency })]
  return []
}

export const dayOf = (day: string, field: readonly string[]): Fault[] => (isDay(day) ? [] : [invalid('notDay', field)])

/** A probability is 0 to 1, exact to four digits. */
export function probabilityOf(value: Decimal, field: readonly string[]): Fault[] {
  const parsed = parseDecimal(value)
  const fits =
    parsed !== undefined && compare(parsed, '0') >= 0 && compare(parsed, '1') <= 0 && fractionDigits(parsed) <= 4
  return fits ? [] : [invalid('probabilityRange', field)]
}
