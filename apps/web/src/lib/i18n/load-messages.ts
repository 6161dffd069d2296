import type { BasicMessages, Locale, WorkMessages } from '@mekong/words'

/** One language at a time, and the words of the signed-in screens apart: nobody waits for what is not shown. */
export const loadBasics = (locale: Locale): Promise<BasicMessages> =>
  (locale === 'en' ? import('@mekong/words/en/basics') : import('@mekong/words/vi/basics')).then(({ basics }) => basics)

export const loadWork = (locale: Locale): Promise<WorkMessages> =>
  (locale === 'en' ? import('@mekong/words/en/work') : import('@mekong/words/vi/work')).then(({ work }) => work)
