import type { Locale } from '../locale.ts'
import { addDays, formatDate } from './date.ts'

/** An RFC 3339 instant ("2026-11-23T02:41:00Z") or a Date. */
export type Instant = string | Date

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    clocks.set(timeZone, clock)
  }
  return clock
}

function readInstant(instant: Instant, timeZone: string): { day: string; time: string } {
  const parts = clockOf(timeZone).formatToParts(typeof instant === 'string' ? new Date(instant) : instant)
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? ''
  return { day: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` }
}

/** The calendar day an instant falls on in a time zone, "2026-11-23". */
export const dayOf = (instant: Instant, timeZone: string): string => readInstant(instant, timeZone).day

/** "09:41", 24 hours in both languages. */
export const formatTime = (instant: Instant, timeZone: string): string => readInstant(instant, timeZone).time

/** "09:41 23/11/2026", "23 Nov 2026, 09:41". */
export function formatDateTime(instant: Instant, locale: Locale, timeZone: string): string {
  const { day, time } = readInstant(instant, timeZone)
  const date = formatDate(day, locale)
  return locale === 'vi' ? `${time} ${date}` : `${date}, ${time}`
}

/** As near as it is useful: "09:41" today, "hôm qua 09:41", "23/11" this year, "23/11/2025" before. */
export function formatWhen(instant: Instant, locale: Locale, timeZone: string, now: Instant): string {
  const { day, time } = readInstant(instant, timeZone)
  const today = readInstant(now, timeZone).day
  if (day === today) return time
  if (day === addDays(today, -1)) return locale === 'vi' ? `hôm qua ${time}` : `yesterday ${time}`
  return formatDate(day, locale, day.slice(0, 4) === today.slice(0, 4) ? 'short' : 'full')
}

/** How long ago, in one unit: "vừa xong", "5 phút", "3 giờ", "12 ngày" · "just now", "5 min", "3 h", "12 d". */
export function formatAge(from: Instant, to: Instant, locale: Locale): string {
  const minutes = Math.max(0, Math.floor((Number(new Date(to)) - Number(new Date(from))) / 60_000))
  if (minutes < 1) return locale === 'vi' ? 'vừa xong' : 'just now'
  if (minutes < 60) return locale === 'vi' ? `${minutes} phút` : `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return locale === 'vi' ? `${hours} giờ` : `${hours} h`
  return formatDays(Math.floor(hours / 24), locale)
}

/** "12 ngày", "12 d". */
export const formatDays = (days: number, locale: Locale): string => (locale === 'vi' ? `${days} ngày` : `${days} d`)
