import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbDay } from '../testing/index.ts'
import { instant } from './clock.ts'
import { dayIn, isTimeZone, startOfDay } from './time-zone.ts'

describe('the day of an instant', () => {
  it.each([
    ['Asia/Ho_Chi_Minh', '2026-11-24T16:59:59.999Z', '2026-11-24'],
    ['Asia/Ho_Chi_Minh', '2026-11-24T17:00:00.000Z', '2026-11-25'],
    ['America/Los_Angeles', '2026-11-25T07:59:59.000Z', '2026-11-24'],
    ['Pacific/Kiritimati', '2026-12-31T10:00:00.000Z', '2027-01-01'],
    ['UTC', '2026-11-25T00:00:00.000Z', '2026-11-25'],
  ])('in %s at %s is %s', (zone, at, day) => {
    expect(dayIn(zone, at)).toBe(day)
  })

  it('throws on no instant and no zone', () => {
    expect(() => dayIn('UTC', 'yesterday')).toThrow(RangeError)
    expect(() => dayIn('Nowhere', '2026-11-25T00:00:00.000Z')).toThrow(RangeError)
  })
})

describe('the start of a day', () => {
  it.each([
    ['plain', 'Asia/Ho_Chi_Minh', '2026-11-25', '2026-11-24T17:00:00.000Z'],
    ['half an hour', 'Asia/Kolkata', '2026-11-25', '2026-11-24T18:30:00.000Z'],
    ['the day on which clocks go forward at two', 'America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z'],
    ['the day after', 'America/New_York', '2026-03-09', '2026-03-09T04:00:00.000Z'],
    ['midnight skipped, west', 'America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    ['midnight skipped, east', 'Asia/Amman', '2021-03-26', '2021-03-25T22:00:00.000Z'],
    ['midnight twice, east: the first', 'Asia/Amman', '2021-10-29', '2021-10-28T21:00:00.000Z'],
    ['midnight twice, west: the first', 'America/Havana', '2021-11-07', '2021-11-07T04:00:00.000Z'],
    ['an hour before midnight twice', 'America/Sao_Paulo', '2018-02-18', '2018-02-18T03:00:00.000Z'],
    ['a day that never was: the next one', 'Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
    ['the day after it', 'Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z'],
  ])('%s: %s %s is %s', (_, zone, day, start) => {
    expect(startOfDay(zone, day)).toBe(start)
  })

  const zones = fc.constantFrom(
    'Asia/Ho_Chi_Minh',
    'Europe/London',
    'America/Sao_Paulo',
    'America/Havana',
    'Asia/Amman',
    'Asia/Beirut',
    'Africa/Cairo',
    'Australia/Lord_Howe',
    'America/St_Johns',
    'Pacific/Chatham',
  )

  it('is in that day, and the moment before is not', () => {
    fc.assert(
      fc.property(zones, arbDay, (zone, day) => {
        const start = startOfDay(zone, day)
        expect(dayIn(zone, start)).toBe(day)
        expect(dayIn(zone, instant(new Date(Date.parse(start) - 1))) < day).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('throws on no day', () => {
    expect(() => startOfDay('UTC', 'tomorrow')).toThrow(RangeError)
  })
})

it.each([
  ['Asia/Ho_Chi_Minh', true],
  ['UTC', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Nowhere/Land', false],
  ['', false],
  ['+07:00', false],
  ['-03', false],
])('zone %j: %s', (name, is) => {
  expect(isTimeZone(name)).toBe(is)
})
