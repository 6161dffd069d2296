import type { Locale } from '../locale.ts'
import { canonicalDecimal, readDecimal } from './decimal.ts'
import { currencyDigits, numberMarks } from './money.ts'

/** What people write after a number, folded to plain letters, and how many zeros it stands for. */
const unitZeros: Record<string, number> = {
  k: 3,
  nghin: 3,
  ngan: 3,
  thousand: 3,
  tr: 6,
  trieu: 6,
  m: 6,
  mn: 6,
  million: 6,
  ty: 9,
  ti: 9,
  b: 9,
  bn: 9,
  billion: 9,
}

const currencyWord = /(₫|đồng|đ|vnđ|vnd|dong|us\$|\$|usd|€|eur|¥|jpy|£|gbp)/giu

const fold = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')

/**
 * Reads an amount as people type it, in the language they work in: "4,25 tỷ", "850tr", "1 tỷ 250 triệu",
 * "1.234.567 ₫"; "1,234.50", "4.25B". Gives the exact decimal, or null when it is unclear. It never guesses between
 * a thousand and a fraction: in Vietnamese "1,000" of a currency without cents is refused, not read as one đồng.
 */
export function parseMoney(text: string, locale: Locale, currency: string): string | null {
  const bare = text.normalize('NFC').replace(currencyWord, ' ').replace(/\s+/gu, ' ').trim()
  if (bare === '') return null
  const pieces = [...bare.matchAll(/\s*([\d.,]+(?: \d{3}(?![\d]))*)\s*(\p{L}*)/gu)]
  if (
    pieces.length === 0 ||
    pieces
      .map(([whole]) => whole)
      .join('')
      .trim() !== bare
  )
    return null

  let sum = 0n
  let lastZeros = Number.POSITIVE_INFINITY
  const scale = 12
  for (const [, digits = '', word = ''] of pieces) {
    const zeros = word === '' ? 0 : unitZeros[fold(word)]
    if (zeros === undefined || zeros >= lastZeros) return null
    lastZeros = zeros
    const number = readLocalNumber(digits, locale)
    if (number === null) return null
    const { whole, fraction } = readDecimal(number)
    if (zeros === 0 && fraction.length > currencyDigits(currency)) return null
    if (fraction.length > scale) return null
    sum += BigInt(whole + fraction.padEnd(scale, '0')) * 10n ** BigInt(zeros)
  }
  const written = sum.toString().padStart(scale + 1, '0')
  const exact = canonicalDecimal({ negative: false, whole: written.slice(0, -scale), fraction: written.slice(-scale) })
  return readDecimal(exact).fraction.length > currencyDigits(currency) ? null : exact
}

/** One number with the language's marks; the other language's only where nothing else can be meant ("4.25", "1,234.50"). */
function readLocalNumber(text: string, locale: Locale): string | null {
  const own = numberMarks[locale]
  const other = numberMarks[locale === 'vi' ? 'en' : 'vi']
  const digits = text.replaceAll(' ', own.group)
  return readWithMarks(digits, own.group, own.point) ?? readWithMarks(digits, other.group, other.point)
}

function readWithMarks(text: string, group: string, point: string): string | null {
  const [whole = '', fraction, ...more] = text.split(point)
  if (more.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction))) return null
  const groups = whole.split(group)
  const [first = '', ...rest] = groups
  if (!/^\d+$/.test(first)) return null
  if (rest.length > 0 && (first.length > 3 || rest.some((part) => !/^\d{3}$/.test(part)))) return null
  return canonicalDecimal({ negative: false, whole: groups.join(''), fraction: '' }) + (fraction ? `.${fraction}` : '')
}
