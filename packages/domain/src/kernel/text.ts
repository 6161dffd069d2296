/**
 * Folds case, accents, the Vietnamese đ and runs of spaces, so that "thi cong" finds "Thi  công", composed or not.
 * The database folds stored text by the same rule (`mekong_fold`).
 */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()

/** Text that PostgreSQL and JSON can hold: no NUL, no half of a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** Length as a person counts it: code points, not UTF-16 units. */
export const lengthOf = (text: string): number => [...text].length
