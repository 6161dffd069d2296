/** Latin letters that do not come apart into a letter and a mark. Vietnamese needs đ; the others are foreign names'. */
const letters: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
}

/**
 * Folds case, accents, the Vietnamese đ and runs of spaces, so that "thi cong" finds "Thi  công", composed or not.
 * The database folds stored text alike for Vietnamese and the languages of Europe (`mekong_fold`, by `unaccent`); signs
 * like ½ and rarer letters it folds further.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[đðøłħŧıæœßþ]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim()

/** Text that PostgreSQL and JSON can hold: no NUL, no half of a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** Length as a person counts it: code points, not UTF-16 units. */
export const lengthOf = (text: string): number => [...text].length
