import type { Locale } from '../locale.ts'
import { type DecimalParts, groupDigits, readDecimal, roundDecimal, shiftDecimal } from './decimal.ts'

interface Marks {
  group: string
  point: string
}

export const numberMarks: Record<Locale, Marks> = {
  vi: { group: '.', point: ',' },
  en: { group: ',', point: '.' },
}

const minorDigits = new Map<string, number>()

/** How many digits a currency keeps after the point: 0 for VND, 2 for USD. */
export function currencyDigits(currency: string): number {
  let digits = minorDigits.get(currency)
  if (digits === undefined) {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
    minorDigits.set(currency, digits)
  }
  return digits
}

const symbols = new Map<string, string>()

/** "₫", "$", "€"; the code itself where there is no sign of its own. */
export function currencySymbol(currency: string): string {
  let symbol = symbols.get(currency)
  if (symbol === undefined) {
    const parts = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
    }).formatToParts(0)
    symbol = parts.find((part) => part.type === 'currency')?.value ?? currency
    symbols.set(currency, symbol)
  }
  return symbol
}

function writeNumber({ negative, whole, fraction }: DecimalParts, locale: Locale): string {
  const { group, point } = numberMarks[locale]
  return `${negative ? '−' : ''}${groupDigits(whole, group)}${fraction ? point + fraction : ''}`
}

/** Vietnamese writes the sign after the number, with a space that does not break; English before it. */
function withSymbol(number: string, currency: string, locale: Locale): string {
  const symbol = currencySymbol(currency)
  if (locale === 'vi') return `${number}\u00a0${symbol}`
  const gap = /[a-z]$/i.test(symbol) ? '\u00a0' : ''
  return number.startsWith('−') ? `−${symbol}${gap}${number.slice(1)}` : `${symbol}${gap}${number}`
}

export interface NumberOptions {
  /** Digits after the point at most; the rest is rounded half up. Without it every digit is kept. */
  digits?: number
}

/** A decimal with the language's marks and no sign: "1.234.567,5". Trailing zeros are dropped. */
export function formatNumber(decimal: string, locale: Locale, { digits }: NumberOptions = {}): string {
  const parts = digits === undefined ? readDecimal(decimal) : roundDecimal(decimal, digits)
  return writeNumber({ ...parts, fraction: parts.fraction.replace(/0+$/, '') }, locale)
}

export interface MoneyOptions {
  /** Leave "₫" or "$" out, for a column whose head already names the currency. */
  symbol?: boolean
  /** "auto" drops ",00" from a whole amount; "always" (the default) writes the currency's digits. */
  minor?: 'always' | 'auto'
}

/** The whole amount, rounded to the currency's minor digits: "1.234.567 ₫", "$1,234.50". */
export function formatMoney(amount: string, currency: string, locale: Locale, options: MoneyOptions = {}): string {
  const rounded = roundDecimal(amount, currencyDigits(currency))
  const isWhole = /^0*$/.test(rounded.fraction)
  const parts = options.minor === 'auto' && isWhole ? { ...rounded, fraction: '' } : rounded
  const number = writeNumber(parts, locale)
  return options.symbol === false ? number : withSymbol(number, currency, locale)
}

const compactUnits: Record<Locale, { billion: string; million: string }> = {
  vi: { billion: '\u00a0tỷ', million: '\u00a0tr' },
  en: { billion: 'B', million: 'M' },
}

/**
 * The short amount for cards and column heads: "4,25 tỷ", "850 tr"; "₫4.25B", "₫850M".
 * Our own rule, because CLDR's short form gives "4,25 T". From a billion up there are two digits, so that a column
 * lines up; millions of đồng show at most as many as make three figures; below a million the amount is written out.
 * Vietnamese leaves "₫" out, since tỷ and tr already say đồng; other currencies keep their sign.
 */
export function formatMoneyCompact(
  amount: string,
  currency: string,
  locale: Locale,
  options: MoneyOptions = {},
): string {
  const places = compactPlaces(amount)
  if (places === 0) return formatMoney(amount, currency, locale, { minor: 'auto', ...options })
  const unit = places === 9 ? compactUnits[locale].billion : compactUnits[locale].million
  const shifted = shiftDecimal(amount, places)
  const figures = readDecimal(shifted).whole.length
  // A million đồng is small change, a million dollars is not: there it gets the two digits of a billion.
  const isLarge = places === 9 || currencyDigits(currency) > 0
  const parts = roundDecimal(shifted, Math.max(0, isLarge ? Math.min(2, 5 - figures) : 3 - figures))
  const fraction = isLarge ? parts.fraction : parts.fraction.replace(/0+$/, '')
  const number = writeNumber({ ...parts, fraction }, locale) + unit
  const wantsSymbol = options.symbol ?? !(locale === 'vi' && currency === 'VND')
  return wantsSymbol ? withSymbol(number, currency, locale) : number
}

/** The unit is chosen after rounding: 999.999.999 ₫ is 1,00 tỷ, not 1.000 tr. */
function compactPlaces(amount: string): 0 | 6 | 9 {
  const whole = BigInt(readDecimal(amount).whole)
  if (whole >= 999_500_000n) return 9
  return whole >= 1_000_000n ? 6 : 0
}

/** Whole percent of a share between 0 and 1: "43%"; up to so many digits when asked. */
export function formatPercent(share: number | string, locale: Locale, digits = 0): string {
  const text = typeof share === 'number' ? share.toFixed(6) : share
  const { negative, whole, fraction } = readDecimal(text)
  const padded = fraction.padEnd(2, '0')
  const hundredfold = `${negative ? '-' : ''}${whole}${padded.slice(0, 2)}.${padded.slice(2) || '0'}`
  return `${formatNumber(hundredfold, locale, { digits })}%`
}

const namedUnits: Record<Locale, readonly (readonly [places: number, name: string])[]> = {
  vi: [
    [9, 'tỷ'],
    [6, 'triệu'],
    [3, 'nghìn'],
  ],
  en: [
    [9, 'billion'],
    [6, 'million'],
    [3, 'thousand'],
  ],
}

const namedCurrencies: Record<Locale, Partial<Record<string, string>>> = {
  vi: { VND: 'đồng', USD: 'đô la Mỹ', EUR: 'euro', JPY: 'yên' },
  en: { VND: 'dong', USD: 'US dollars', EUR: 'euros', JPY: 'yen' },
}

/** The echo under an amount field, so that a slip of a zero is seen: "1 tỷ 250 triệu đồng". */
export function spellMoney(amount: string, currency: string, locale: Locale): string {
  const { whole, fraction } = readDecimal(amount)
  const words: string[] = []
  let rest = BigInt(whole)
  for (const [places, name] of namedUnits[locale]) {
    const unit = 10n ** BigInt(places)
    const count = rest / unit
    rest %= unit
    if (count > 0n) words.push(`${groupDigits(count.toString(), numberMarks[locale].group)} ${name}`)
  }
  const cents =
    fraction.replace(/0+$/, '').length > 0 ? roundDecimal(`0.${fraction}`, Math.max(2, currencyDigits(currency))) : null
  if (cents) words.push(writeNumber({ negative: false, whole: rest.toString(), fraction: cents.fraction }, locale))
  else if (rest > 0n || words.length === 0) words.push(rest.toString())
  return `${words.join(' ')} ${namedCurrencies[locale][currency] ?? currency}`
}
