import { addDays, daysInMonth, englishMonths, readDay, writeDay } from './date.ts'

export type ParsedDate =
  | { kind: 'date'; date: string }
  /** The month has no such day: the field can say how many it has. */
  | { kind: 'no-such-day'; month: number; days: number }
  | { kind: 'unreadable' }

const unreadable: ParsedDate = { kind: 'unreadable' }

const wordDays: Record<string, number> = { 'hôm nay': 0, 'ngày mai': 1, mai: 1, today: 0, tomorrow: 1 }

/**
 * Reads a day as people type it: 23/11/2026, 23-11-26, 23/11 (the next one to come), 23 Nov 2026, 2026-11-23, "mai".
 * The day comes first in both languages; `today` is the organisation's day.
 */
export function parseDate(text: string, today: string): ParsedDate {
  const typed = text.trim().toLowerCase().normalize('NFC')
  const ahead = wordDays[typed]
  if (ahead !== undefined) return { kind: 'date', date: addDays(today, ahead) }

  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  if (iso) return check(Number(iso[1]), Number(iso[2]), Number(iso[3]))

  const match = /^(\d{1,2})[\s/.-]+(\d{1,2}|[a-z]{3,9})(?:[\s/.,-]+(\d{4}|\d{2}))?$/.exec(typed)
  if (!match) return unreadable
  const [, dayText = '', monthText = '', yearText] = match
  const month = /^\d/.test(monthText) ? Number(monthText) : monthByName(monthText)
  if (month === null) return unreadable
  if (yearText !== undefined) return check(fullYear(yearText), month, Number(dayText))

  const now = readDay(today)
  const thisYear = check(now.year, month, Number(dayText))
  return thisYear.kind === 'date' && thisYear.date < today ? check(now.year + 1, month, Number(dayText)) : thisYear
}

const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text))

function monthByName(name: string): number | null {
  const index = englishMonths.findIndex((month) => name.startsWith(month.toLowerCase()))
  return index < 0 ? null : index + 1
}

function check(year: number, month: number, day: number): ParsedDate {
  if (month < 1 || month > 12 || day < 1 || year < 1900 || year > 9999) return unreadable
  const days = daysInMonth(year, month)
  return day > days ? { kind: 'no-such-day', month, days } : { kind: 'date', date: writeDay({ year, month, day }) }
}
