/** A moment, RFC 3339 in UTC with milliseconds: `2026-11-25T01:02:03.004Z`. Sorts as text. */
export type Instant = string

/** A day without a time or a zone: `2026-11-25`. Sorts as text. */
export type Day = string

/** Today's moment, handed in: the domain never reads a clock. */
export type Clock = () => Instant

export const instant = (date: Date): Instant => date.toISOString()

const dayShape = /^(\d{4})-(\d{2})-(\d{2})$/

/** True for a day that the calendar has: 2026-02-30 is none. Years 1000 to 9999. */
export function isDay(text: string): boolean {
  const [, year, month, day] = dayShape.exec(text) ?? []
  if (year === undefined || Number(year) < 1000) return false
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.toISOString().startsWith(text)
}

/** The day that an instant falls on in a time zone. */
export function dayIn(timeZone: string, at: Instant): Day {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(at),
  )
}

/** Milliseconds by which a zone's clocks are ahead of UTC at an instant. */
function offsetAt(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(at))
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value)
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return local - Math.floor(at / 1000) * 1000
}

/** The first instant of a day in a time zone; where clocks skip midnight, the first one after the gap. */
export function startOfDay(timeZone: string, day: Day): Instant {
  const wall = Date.parse(`${day}T00:00:00Z`)
  const first = wall - offsetAt(timeZone, wall)
  const second = wall - offsetAt(timeZone, first)
  return instant(new Date(dayIn(timeZone, instant(new Date(second))) === day ? second : Math.max(first, second)))
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
