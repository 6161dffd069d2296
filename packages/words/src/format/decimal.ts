/** Exact decimals as text: amounts never pass through a float, so a billion đồng keeps its last đồng. */

export interface DecimalParts {
  negative: boolean
  /** Digits before the point, without leading zeros ("0" for none). */
  whole: string
  /** Digits after the point, as written. */
  fraction: string
}

const plainDecimal = /^(-?)(\d+)(?:\.(\d+))?$/

/** Reads a canonical decimal ("1234.5"). Throws on anything else: amounts reach the formatters already checked. */
export function readDecimal(text: string): DecimalParts {
  const match = plainDecimal.exec(text)
  if (!match) throw new TypeError(`Not a decimal: ${text}`)
  const [, sign, whole = '0', fraction = ''] = match
  return { negative: sign === '-', whole: whole.replace(/^0+(?=\d)/, ''), fraction }
}

/** Rounds half away from zero to so many digits, and always writes them. */
export function roundDecimal(text: string, digits: number): DecimalParts {
  const { negative, whole, fraction } = readDecimal(text)
  const kept = fraction.slice(0, digits).padEnd(digits, '0')
  let units = BigInt(whole + kept)
  if ((fraction[digits] ?? '0') >= '5') units += 1n
  const written = units.toString().padStart(digits + 1, '0')
  const point = written.length - digits
  return { negative: negative && units !== 0n, whole: written.slice(0, point), fraction: written.slice(point) }
}

/** Moves the point to the left: shiftDecimal("4250000000", 9) is "4.250000000". */
export function shiftDecimal(text: string, places: number): string {
  const { negative, whole, fraction } = readDecimal(text)
  const padded = whole.padStart(places + 1, '0')
  const point = padded.length - places
  return `${negative ? '-' : ''}${padded.slice(0, point)}.${padded.slice(point)}${fraction}`.replace(/\.$/, '')
}

/** The canonical form: no leading zeros, no trailing zeros after the point, no minus before zero. */
export function canonicalDecimal({ negative, whole, fraction }: DecimalParts): string {
  const trimmed = fraction.replace(/0+$/, '')
  const digits = whole.replace(/^0+(?=\d)/, '')
  const text = trimmed ? `${digits}.${trimmed}` : digits
  return negative && /[1-9]/.test(text) ? `-${text}` : text
}

/** Digits in threes from the right: "1234567" becomes "1.234.567". */
export const groupDigits = (whole: string, separator: string): string =>
  whole.replace(/\B(?=(\d{3})+(?!\d))/g, separator)
