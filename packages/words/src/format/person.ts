/**
 * Vietnamese names put the family first and people are called by the last word, so "Nguyễn Hoài An" is An, sorts
 * under A, and wears HA. We never guess a form of address.
 */

const wordsOf = (name: string): string[] => name.normalize('NFC').trim().split(/\s+/u).filter(Boolean)

/** The word a person is called by: "Nguyễn Hoài An" gives "An". */
export const shortName = (name: string): string => wordsOf(name).at(-1) ?? ''

/** Initials of the last two words: "Nguyễn Hoài An" gives "HA", "An" gives "A". */
export const initials = (name: string): string =>
  wordsOf(name)
    .slice(-2)
    .map((word) => [...word][0]?.toLocaleUpperCase('vi') ?? '')
    .join('')

const collator = new Intl.Collator('vi', { sensitivity: 'variant', numeric: true })

/** Orders people by the word they are called by, then by the whole name. */
export const compareNames = (one: string, other: string): number =>
  collator.compare(shortName(one), shortName(other)) || collator.compare(one, other)

/** Orders titles, companies and stages the way a Vietnamese dictionary does, in both languages. */
export const compareText = (one: string, other: string): number => collator.compare(one, other)
