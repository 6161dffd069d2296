import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, isStorable, lengthOf } from './text.ts'

const letters = [
  ['aàáảãạăằắẳẵặâầấẩẫậ', 'a'],
  ['eèéẻẽẹêềếểễệ', 'e'],
  ['iìíỉĩị', 'i'],
  ['oòóỏõọôồốổỗộơờớởỡợ', 'o'],
  ['uùúủũụưừứửữự', 'u'],
  ['yỳýỷỹỵ', 'y'],
  ['dđ', 'd'],
] as const

describe('folding', () => {
  it.each(letters)('takes all of %s for %s, capital or not, composed or not', (all, plain) => {
    for (const letter of [...all, ...all.toUpperCase()])
      for (const form of ['NFC', 'NFD'] as const) expect(fold(letter.normalize(form))).toBe(plain)
  })

  it.each([
    ['Thi  công\tnhà máy ', 'thi cong nha may'],
    ['ĐƯỜNG', 'duong'],
    ['Nguyễn Thị Hồng', 'nguyen thi hong'],
    ['Łódź · Ørsted · Straße · Œuvre', 'lodz · orsted · strasse · oeuvre'],
    ['서울', '서울'],
    ['กำไร', 'กำไร'],
    ['100 % a_b', '100 % a_b'],
  ])('%j becomes %j', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it('does the same again to its own result, and does not see the form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')))
      }),
    )
  })
})

describe('storable text', () => {
  it.each(['', 'Thi công', '🏗️', '\u202e', '<img onerror>', '\ud83c\udfd7'])('%j is', (text) => {
    expect(isStorable(text)).toBe(true)
  })

  it.each(['a\0b', '\ud83c', 'x\udfd7y', '\udfd7\ud83c'])('%j is not', (text) => {
    expect(isStorable(text)).toBe(false)
  })
})

it('counts what a person counts as characters, roughly', () => {
  expect(lengthOf('đường')).toBe(5)
  expect(lengthOf('🏗')).toBe(1)
})
