import { instant, isDay, parseDecimal, startOfDay, type Day, type Decimal, type Instant } from '@mekong/domain'
import type { ImportFormat } from './import-map.ts'

const groups: Readonly<Record<ImportFormat['number'], { group: string; point: string }>> = {
  '1234.56': { group: '', point: '.' },
  '1.234,56': { group: '.', point: ',' },
  '1,234.56': { group: ',', point: '.' },
}

/** A number as the map says it is written; group marks must stand where groups end. Undefined: it is none. */
export function readNumber(text: string, format: ImportFormat['number']): Decimal | undefined {
  const { group, point } = groups[format]
  const [whole = '', fraction, ...rest] = text.split(point)
  if (rest.length > 0) return undefined
  const digits = whole.replace(/^-/, '')
  if (group !== '' && digits.includes(group)) {
    const [first = '', ...others] = digits.split(group)
    if (!/^\d{1,3}$/.test(first) || others.some((part) => !/^\d{3}$/.test(part))) return undefined
  }
  const plain = group === '' ? whole : whole.replaceAll(group, '')
  const significant = plain.replace(/^(-?)0+(?=\d)/, '$1')
  return parseDecimal(fraction === undefined ? significant : `${significant}.${fraction}`)
}

const dayOrders: Readonly<
  Record<ImportFormat['date'], readonly ['year' | 'month' | 'day', 'year' | 'month' | 'day', 'year' | 'month' | 'day']>
> = {
  'yyyy-MM-dd': ['year', 'month', 'day'],
  'dd/MM/yyyy': ['day', 'month', 'year'],
  'MM/dd/yyyy': ['month', 'day', 'year'],
}

/** A day in the map's format, or in ISO form always. */
export function readDay(text: string, format: ImportFormat['date']): Day | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return isDay(text) ? text : undefined
  const parts = text.split(format === 'yyyy-MM-dd' ? '-' : '/')
  if (parts.length !== 3 || parts.some((part) => !/^\d{1,4}$/.test(part))) return undefined
  const named = Object.fromEntries(dayOrders[format].map((name, at) => [name, parts[at] ?? '']))
  const day = `${named['year']}-${named['month']?.padStart(2, '0')}-${named['day']?.padStart(2, '0')}`
  return isDay(day) ? day : undefined
}

const instantShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/

/** A moment: an ISO instant with its zone, or a plain day, which is its first moment in the format's zone. */
export function readInstant(text: string, format: ImportFormat, timeZone: string): Instant | undefined {
  if (instantShape.test(text)) {
    const at = new Date(text)
    return isDay(text.slice(0, 10)) && !Number.isNaN(at.getTime()) ? instant(at) : undefined
  }
  const day = readDay(text, format.date)
  return day === undefined ? undefined : startOfDay(format.timeZone ?? timeZone, day)
}
