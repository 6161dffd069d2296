import { instant, type Day, type Instant } from './clock.ts'

const dayLength = 86_400_000

// Making a formatter costs a hundred times as much as using one.
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(timeZone, made)
  return made
}

/** What the clocks of a zone show at a moment, as the milliseconds at which UTC's clocks show it. Whole seconds. */
function wallAt(timeZone: string, at: number): number {
  const parts = formatterOf(timeZone).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((p) => p.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

/** The day that an instant falls on in a time zone. Throws a RangeError where the instant or the zone is none. */
export const dayIn = (timeZone: string, at: Instant): Day =>
  instant(new Date(wallAt(timeZone, Date.parse(at)))).slice(0, 10)

/**
 * The first instant of a day in a time zone. Where clocks skip midnight, the first one after the gap (which begins at
 * midnight, as all have since 1920); where they show it twice, the first of the two. Throws a RangeError where the day or
 * the zone is none.
 */
export function startOfDay(timeZone: string, day: Day): Instant {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  // Zones change their offset at most once within a day of midnight, so midnight can be read in two ways.
  const readings = [midnight - dayLength, midnight + dayLength].map((at) => midnight - (wallAt(timeZone, at) - at))
  const real = readings.filter((at) => wallAt(timeZone, at) === midnight)
  return instant(new Date(real.length > 0 ? Math.min(...real) : Math.max(...readings)))
}

/** True for a zone by name (`Asia/Ho_Chi_Minh`, `UTC`). A bare offset is none: PostgreSQL reads its sign the other way. */
export function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
