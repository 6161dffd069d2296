import type { Locale } from '../locale.ts'

/** A day without a clock, "2026-11-23": it means the same day in every time zone. */
export interface CalendarDay {
  year: number
  month: number
  day: number
}

export function readDay(iso: string): CalendarDay {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso)
  if (!match) throw new TypeError(`Not a date: ${iso}`)
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
}

export const writeDay = ({ year, month, day }: CalendarDay): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const millisecondsADay = 86_400_000

/** Days since the epoch; a plain count, so no time zone can shift it. */
export function dayNumber(iso: string): number {
  const { year, month, day } = readDay(iso)
  return Date.UTC(year, month - 1, day) / millisecondsADay
}

export function addDays(iso: string, days: number): string {
  const moved = new Date((dayNumber(iso) + days) * millisecondsADay)
  return moved.toISOString().slice(0, 10)
}

export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from)

/** 0 for Monday to 6 for Sunday: the week begins on Monday in both languages. */
export const weekday = (iso: string): number => (((dayNumber(iso) + 3) % 7) + 7) % 7

export const weekdayNames: Record<Locale, readonly string[]> = {
  vi: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}

export const weekdayFullNames: Record<Locale, readonly string[]> = {
  vi: ['Thứ hai', 'Thứ ba', 'Thứ tư', 'Thứ năm', 'Thứ sáu', 'Thứ bảy', 'Chủ nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}

export const englishMonths: readonly string[] = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
]

/** "full" 23/11/2026 · 23 Nov 2026, "short" 23/11 · 23 Nov, "weekday" T2 23/11 · Mon 23 Nov. */
export type DateStyle = 'full' | 'short' | 'weekday'

export function formatDate(iso: string, locale: Locale, style: DateStyle = 'full'): string {
  const { year, month, day } = readDay(iso)
  const short = locale === 'vi' ? `${day}/${month}` : `${day} ${englishMonths[month - 1]}`
  if (style === 'short') return short
  if (style === 'weekday') return `${weekdayNames[locale][weekday(iso)]} ${short}`
  return locale === 'vi' ? `${short}/${year}` : `${short} ${year}`
}

/** "Tháng 11/2026", "November 2026": the head of a month's calendar. */
export function formatMonth(year: number, month: number, locale: Locale): string {
  if (locale === 'vi') return `Tháng ${month}/${year}`
  const name = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, 1))
  return `${name} ${year}`
}

/** The whole day in words, for speech: "Thứ hai, 23/11/2026", "Monday, 23 Nov 2026". */
export const speakDate = (iso: string, locale: Locale): string =>
  `${weekdayFullNames[locale][weekday(iso)]}, ${formatDate(iso, locale)}`
