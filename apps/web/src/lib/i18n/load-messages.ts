import type { Locale, Messages } from '@mekong/words'

/** One language at a time: nobody waits for words that are not shown. */
export const loadMessages = (locale: Locale): Promise<Messages> =>
  locale === 'en' ? import('@mekong/words/en').then(({ en }) => en) : import('@mekong/words/vi').then(({ vi }) => vi)
