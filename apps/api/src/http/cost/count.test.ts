import { describe, expect, test } from 'vitest'
import { countTenths } from './count.ts'

describe('what an answer has cost', () => {
  const answers: readonly [string, unknown, number][] = [
    ['nothing', null, 0],
    ['values', { a: 1, b: 'two', c: null, d: ['x', 'y'] }, 0],
    ['an object', { viewer: { id: 1 } }, 1],
    ['entries', { users: { nodes: [{ id: 1 }, { id: 2 }] } }, 21],
    ['what entries lead to', { users: { nodes: [{ team: { leader: {} } }, { team: null }] } }, 23],
    ['gaps in a list', { nodes: [null, { id: 1 }] }, 10],
    ['lists in lists', { a: [{ b: [{}, {}] }] }, 30],
  ]
  test.for(answers)('%s', ([, data, expected]) => {
    expect(countTenths(data)).toBe(expected)
  })
})
