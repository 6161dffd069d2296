const english = new Intl.PluralRules('en')

/** English has two forms. Vietnamese has one, so its messages need no plural at all. */
export const plural = (count: number, one: string, other: string): string =>
  english.select(count) === 'one' ? one : other
