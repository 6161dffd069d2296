import { describe, expect, test } from 'vitest'
import { emptyQuery, filterOf, orderOf, readQuery, sorts, withoutFilters, writeQuery } from './board-query.ts'

const read = (text: string, seesAmounts = true) => readQuery(new URLSearchParams(text), seesAmounts)
const write = (text: string, onto = '') => writeQuery(read(text), new URLSearchParams(onto)).toString()

describe('the address of a board', () => {
  test.each([
    ['', ''],
    ['owner=me', 'owner=me'],
    ['close=..2027-03-31', 'close=..2027-03-31'],
    ['close=2026-12-01..', 'close=2026-12-01..'],
    ['tag=a,b', 'tag=a%2Cb'],
    ['q=thi+cong&sort=amount&o=opp_1', 'q=thi+cong&sort=amount&o=opp_1'],
  ])('%s says the same when it is written again', (text, written) => {
    expect(write(text)).toBe(written)
  })

  test('leaves out what makes no sense', () => {
    expect(read('close=2026-02-30..tomorrow&sort=size&owner=&tag=,,')).toEqual(emptyQuery)
  })

  test('leaves parameters of others alone', () => {
    expect(write('q=a', 'density=compact&q=old')).toBe('density=compact&q=a')
  })

  test('without filters keeps order and sheet', () => {
    expect(withoutFilters(read('owner=me&q=a&sort=title&o=opp_1'))).toEqual({
      ...emptyQuery,
      sort: 'title',
      open: 'opp_1',
    })
  })
})

test('an order by amount is not for whoever sees none', () => {
  expect(read('sort=amount').sort).toBe('amount')
  expect(read('sort=amount', false).sort).toBe('manual')
  expect(read('sort=age', false).sort).toBe('age')
})

describe('what the server is asked for', () => {
  test('nothing asked is everything', () => {
    expect(filterOf(read('sort=amount&o=opp_1'), 'usr_1')).toBeNull()
    expect(filterOf(read('q=%20'), 'usr_1')).toBeNull()
  })

  test('all that is asked', () => {
    expect(filterOf(read('owner=me&team=tea_1&close=2026-12-01..2027-03-31&tag=a,b&q= thi cong '), 'usr_1')).toEqual({
      ownerId: { eq: 'usr_1' },
      teamId: { eq: 'tea_1' },
      expectedCloseDate: { gte: '2026-12-01', lte: '2027-03-31' },
      tags: { hasAll: ['a', 'b'] },
      search: 'thi cong',
    })
  })

  test('an open end of the days is no limit', () => {
    expect(filterOf(read('close=..2027-03-31'), 'usr_1')).toEqual({ expectedCloseDate: { lte: '2027-03-31' } })
  })

  test('every order but the one by hand is the server’s', () => {
    expect(sorts.filter((sort) => orderOf(sort) === null)).toEqual(['manual'])
  })
})
