import { describe, expect, test } from 'vitest'
import { indexOver, layOut, rowAt, rowsWith, shiftOf, slot, windowOf } from './layout.ts'

const heights: Readonly<Record<string, number>> = { a: 100, b: 50, c: 100, [slot]: 80 }
const layout = (rows: readonly string[]) => layOut(rows, (row) => heights[row] ?? 0, 10)

describe('cards one under the other', () => {
  test('begin where the one before ends, with a gap', () => {
    expect(layout(['a', 'b', 'c'])).toEqual({ rows: ['a', 'b', 'c'], tops: [0, 110, 170], height: 270 })
    expect(layout([])).toEqual({ rows: [], tops: [], height: 0 })
  })

  test.each([
    [0, 0],
    [109, 0],
    [110, 1],
    [500, 2],
  ])('at height %i is row %i', (y, row) => {
    expect(rowAt(layout(['a', 'b', 'c']), y)).toBe(row)
  })

  test('only what is in view is drawn', () => {
    const rows = Array.from({ length: 1000 }, (_, at) => String(at))
    const tall = layOut(rows, () => 90, 10)
    expect(windowOf(tall, 5000, 5600)).toEqual({ first: 50, last: 56 })
    expect(windowOf(tall, -400, 600)).toEqual({ first: 0, last: 6 })
    expect(windowOf(layout([]), 0, 600)).toEqual({ first: 0, last: -1 })
  })
})

describe('a card in the hand', () => {
  test('has a place among the others, and leaves a hole where it was', () => {
    expect(rowsWith(['a', 'b', 'c'], 'a', 2)).toEqual(['a', 'b', 'c', slot])
    expect(rowsWith(['a', 'b', 'c'], 'c', 0)).toEqual([slot, 'a', 'b', 'c'])
    expect(rowsWith(['a', 'b'], null, 1)).toEqual(['a', slot, 'b'])
    expect(rowsWith([], null, 0)).toEqual([slot])
  })

  test('over its own place needs no other one', () => {
    expect(rowsWith(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'b', 'c'])
    expect(rowsWith(['a', 'b', 'c'], 'b', null)).toEqual(['a', 'b', 'c'])
  })

  test.each([
    [10, 0],
    [60, 1],
    [140, 2],
    [400, 3],
  ])('with its middle at height %i comes to stand at %i', (y, index) => {
    expect(indexOver(layout(['a', 'b', 'c']), null, y)).toBe(index)
  })

  test('counts neither itself nor the place that is kept for it', () => {
    expect(indexOver(layout(['a', slot, 'b', 'c']), 'a', 500)).toBe(2)
    expect(indexOver(layout(['a', slot, 'b', 'c']), 'a', 150)).toBe(0)
  })
})

test('a row that others pushed down tells by how much', () => {
  const before = layout(['b', 'c'])
  const after = layout(['a', 'b', 'c'])
  expect(shiftOf('c', before, after)).toBe(110)
  expect(shiftOf('a', before, after)).toBe(0)
  expect(shiftOf(null, before, after)).toBe(0)
})
