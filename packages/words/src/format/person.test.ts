import { expect, it } from 'vitest'
import { compareNames, compareText, initials, shortName } from './person.ts'

it.each([
  ['Nguyễn Hoài An', 'An', 'HA'],
  ['Võ Thị Lan', 'Lan', 'TL'],
  ['Trần Đình Ân', 'Ân', 'ĐÂ'],
  ['  Lê   Thu  Hạnh ', 'Hạnh', 'TH'],
  ['an', 'an', 'A'],
  ['', '', ''],
  ['Đỗ Ý', 'Ý', 'ĐÝ'],
  ['Nguye\u0302\u0303n Ho\u0300ai \u0102n', 'Ăn', 'HĂ'],
])('%s', (name, short, letters) => {
  expect(shortName(name)).toBe(short)
  expect(initials(name)).toBe(letters)
})

it('sorts people by the word they are called by', () => {
  const people = ['Lê Thu Hạnh', 'Nguyễn Hoài An', 'Trần Quốc Bình', 'Phạm Văn Ân', 'Bùi An']
  expect(people.toSorted(compareNames)).toEqual([
    'Bùi An',
    'Nguyễn Hoài An',
    'Phạm Văn Ân',
    'Trần Quốc Bình',
    'Lê Thu Hạnh',
  ])
})

it('sorts text as a Vietnamese dictionary does', () => {
  expect(['Đông', 'Dũng', 'Ân', 'An', 'Ăn', 'Tầng 12', 'Tầng 2'].toSorted(compareText)).toEqual([
    'An',
    'Ăn',
    'Ân',
    'Dũng',
    'Đông',
    'Tầng 2',
    'Tầng 12',
  ])
})
