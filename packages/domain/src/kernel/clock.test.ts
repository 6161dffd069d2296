import { expect, it } from 'vitest'
import { instant, isDay } from './clock.ts'

it.each(['2026-11-25', '2024-02-29', '2000-02-29', '1000-01-01', '9999-12-31'])('%s is a day', (text) => {
  expect(isDay(text)).toBe(true)
})

it.each([
  '2026-02-30',
  '2026-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '0000-01-01',
  '0999-12-31',
  '26-11-25',
  '2026-1-5',
  '2026-11-25T00:00',
  ' 2026-11-25',
  '2026-11-25\n',
  '20261125',
  '',
])('%j is none', (text) => {
  expect(isDay(text)).toBe(false)
})

it('writes instants in UTC with milliseconds', () => {
  expect(instant(new Date(0))).toBe('1970-01-01T00:00:00.000Z')
})
