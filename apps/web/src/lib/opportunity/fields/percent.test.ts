import { expect, it } from 'vitest'
import { readPercent } from './percent.ts'

it.each([
  ['25', 0.25],
  ['25%', 0.25],
  [' 12,5 % ', 0.125],
  ['33.33', 0.3333],
  ['0', 0],
  ['100', 1],
  ['100,01', null],
  ['101', null],
  ['-5', null],
  ['12,345', null],
  ['', null],
  ['nhiều', null],
])('reads %j', (text, share) => {
  expect(readPercent(text)).toBe(share)
})
