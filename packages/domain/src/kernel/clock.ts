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
