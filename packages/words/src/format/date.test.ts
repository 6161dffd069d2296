import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, formatDate, formatMonth, speakDate, weekday } from './date.ts'
import { dayOf, formatAge, formatDateTime, formatTime, formatWhen } from './instant.ts'
import { parseDate } from './parse-date.ts'

describe('days', () => {
  it.each([
    ['2026-11-23', '23/11/2026', '23/11', 'T2 23/11', '23 Nov 2026', '23 Nov', 'Mon 23 Nov'],
    ['2026-01-05', '5/1/2026', '5/1', 'T2 5/1', '5 Jan 2026', '5 Jan', 'Mon 5 Jan'],
    ['2026-11-29', '29/11/2026', '29/11', 'CN 29/11', '29 Nov 2026', '29 Nov', 'Sun 29 Nov'],
    ['1969-12-31', '31/12/1969', '31/12', 'T4 31/12', '31 Dec 1969', '31 Dec', 'Wed 31 Dec'],
  ])('%s', (iso, viFull, viShort, viWeekday, enFull, enShort, enWeekday) => {
    expect(formatDate(iso, 'vi')).toBe(viFull)
    expect(formatDate(iso, 'vi', 'short')).toBe(viShort)
    expect(formatDate(iso, 'vi', 'weekday')).toBe(viWeekday)
    expect(formatDate(iso, 'en')).toBe(enFull)
    expect(formatDate(iso, 'en', 'short')).toBe(enShort)
    expect(formatDate(iso, 'en', 'weekday')).toBe(enWeekday)
  })

  it('counts and names them', () => {
    expect(addDays('2026-02-27', 2)).toBe('2026-03-01')
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2)
    expect(weekday('2026-11-23')).toBe(0)
    expect(formatMonth(2026, 11, 'vi')).toBe('Tháng 11/2026')
    expect(formatMonth(2026, 11, 'en')).toBe('November 2026')
    expect(speakDate('2026-11-23', 'vi')).toBe('Thứ hai, 23/11/2026')
  })
})

describe('days as people type them', () => {
  const today = '2026-11-20'
  it.each([
    ['23/11/2026', '2026-11-23'],
    ['23-11-26', '2026-11-23'],
    ['23.11.2026', '2026-11-23'],
    ['2026-11-23', '2026-11-23'],
    ['23/11', '2026-11-23'],
    ['19/11', '2027-11-19'],
    ['20/11', '2026-11-20'],
    ['23 Nov 2026', '2026-11-23'],
    ['23 november', '2026-11-23'],
    ['5 Jan', '2027-01-05'],
    ['hôm nay', '2026-11-20'],
    ['mai', '2026-11-21'],
    ['tomorrow', '2026-11-21'],
    ['29/2/2028', '2028-02-29'],
  ])('%s', (text, date) => {
    expect(parseDate(text, today)).toEqual({ kind: 'date', date })
  })

  it('says how many days the month has', () => {
    expect(parseDate('31/11/2026', today)).toEqual({ kind: 'no-such-day', month: 11, days: 30 })
    expect(parseDate('2026-02-30', today)).toEqual({ kind: 'no-such-day', month: 2, days: 28 })
    expect(parseDate('29/2/2027', today)).toEqual({ kind: 'no-such-day', month: 2, days: 28 })
  })

  it.each(['', 'soon', '11/23/2026', '0/11/2026', '23/11/126', '23 Foo 2026', '23/11/2026 10:00'])(
    'refuses “%s”',
    (text) => {
      expect(parseDate(text, today).kind).toBe('unreadable')
    },
  )
})

describe('instants', () => {
  const zone = 'Asia/Ho_Chi_Minh'
  it('fall on the day of the given zone', () => {
    expect(dayOf('2026-11-22T17:00:00Z', zone)).toBe('2026-11-23')
    expect(dayOf('2026-11-22T16:59:59Z', zone)).toBe('2026-11-22')
    expect(formatTime('2026-11-22T17:00:00Z', zone)).toBe('00:00')
    expect(formatDateTime('2026-11-23T02:41:00Z', 'vi', zone)).toBe('09:41 23/11/2026')
    expect(formatDateTime('2026-11-23T02:41:00Z', 'en', zone)).toBe('23 Nov 2026, 09:41')
  })

  it.each([
    ['2026-11-23T02:41:00Z', '09:41', '09:41'],
    ['2026-11-22T02:41:00Z', 'hôm qua 09:41', 'yesterday 09:41'],
    ['2026-11-20T02:41:00Z', '20/11', '20 Nov'],
    ['2025-11-20T02:41:00Z', '20/11/2025', '20 Nov 2025'],
  ])('%s as near as it is useful', (instant, vi, en) => {
    const now = '2026-11-23T10:00:00Z'
    expect(formatWhen(instant, 'vi', zone, now)).toBe(vi)
    expect(formatWhen(instant, 'en', zone, now)).toBe(en)
  })

  it.each([
    [30_000, 'vừa xong', 'just now'],
    [5 * 60_000, '5 phút', '5 min'],
    [3 * 3_600_000, '3 giờ', '3 h'],
    [12 * 86_400_000, '12 ngày', '12 d'],
    [-60_000, 'vừa xong', 'just now'],
  ])('%s ms ago', (milliseconds, vi, en) => {
    const from = new Date(Date.UTC(2026, 10, 1))
    const to = new Date(from.getTime() + milliseconds)
    expect(formatAge(from, to, 'vi')).toBe(vi)
    expect(formatAge(from, to, 'en')).toBe(en)
  })
})
